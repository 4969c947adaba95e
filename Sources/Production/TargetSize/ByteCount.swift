import Foundation

/// A number of bytes as people write it: `8MB`, `1.5 GiB`, `800000`.
package struct ByteCount: Hashable, Sendable, CustomStringConvertible {
  /// 1…2⁵⁰.
  package let bytes: Int

  private static let most = 1 << 50
  private static let units: [(name: String, bytes: Double)] = [
    ("kib", 1024), ("mib", 1_048_576), ("gib", 1_073_741_824), ("kb", 1e3), ("mb", 1e6), ("gb", 1e9), ("b", 1),
  ]

  /// What can be written, for messages.
  package static let forms = "a number with kB, MB, GB (thousands), KiB, MiB or GiB (1024), such as 8MB, or of bytes"

  /// `bytes`, at least 0.
  package init(_ bytes: Int) { self.bytes = bytes }

  /// Reads a number with a unit, of whatever case, or of bytes; `nil` for anything else, and for less than a byte.
  package init?(_ text: String) {
    let lowercased = text.lowercased()
    let unit = Self.units.first { lowercased.hasSuffix($0.name) }
    let digits = lowercased.dropLast(unit?.name.count ?? 0).trimmingSuffix(while: \.isWhitespace)
    guard digits.utf8.allSatisfy({ ($0 >= 48 && $0 <= 57) || $0 == 46 }), let number = Double(digits) else {
      return nil
    }
    let bytes = (number * (unit?.bytes ?? 1)).rounded(.down)
    guard bytes >= 1, bytes <= Double(Self.most) else { return nil }
    self.bytes = Int(bytes)
  }

  /// `7.93 MB`, `512 bytes`, `1 byte`: rounded to three digits or so.
  package var description: String {
    switch bytes {
    case ..<1000: "\(bytes) \(bytes == 1 ? "byte" : "bytes")"
    case ..<1_000_000: String(format: "%.1f kB", Double(bytes) / 1e3)
    case ..<1_000_000_000: String(format: "%.2f MB", Double(bytes) / 1e6)
    default: String(format: "%.2f GB", Double(bytes) / 1e9)
    }
  }
}

extension Substring {
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> Substring {
    var rest = self
    while let last = rest.last, isTrimmed(last) { rest.removeLast() }
    return rest
  }
}
