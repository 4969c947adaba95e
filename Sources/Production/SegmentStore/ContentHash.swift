import Foundation
import VideoEncoding

/// A SHA-256 (FIPS 180-4) of something, by which it is known again.
package struct ContentHash: Hashable, Sendable {
  /// `byteCount` bytes.
  package let bytes: [UInt8]

  /// Bytes of a hash.
  package static let byteCount = SHA256Digest.byteCount

  /// The hash of `contents`.
  package init(of contents: some DataProtocol) {
    var digest = SHA256Digest()
    for region in contents.regions { region.withUnsafeBytes { digest.add($0) } }
    bytes = digest.finish()
  }

  /// The hash that consists of `bytes`; `nil` where that is not their number.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = Array(bytes)
  }

  /// Two lower-case digits a byte.
  package var hexadecimal: String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
