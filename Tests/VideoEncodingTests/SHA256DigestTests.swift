import Testing
import VideoEncoding

struct SHA256DigestTests {
  /// A message of the Secure Hash Standard's examples and its digest.
  struct Example: Sendable {
    let message: String
    let repeated: Int
    let digest: String
  }

  // Source: NIST's example values for SHA-256 and its long message of a million letters; the empty message's digest from
  // the same standard's test vectors.
  private static let examples = [
    Example(
      message: "", repeated: 1, digest: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    Example(
      message: "abc", repeated: 1, digest: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    Example(
      message: "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", repeated: 1,
      digest: "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
    Example(
      message: "a", repeated: 1_000_000, digest: "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ]

  @Test("Digests are those of the Secure Hash Standard's examples", arguments: examples)
  func standard(example: Example) {
    var digest = SHA256Digest()
    for _ in 0..<example.repeated { Array(example.message.utf8).withUnsafeBytes { digest.add($0) } }
    #expect(Self.hexadecimal(digest.finish()) == example.digest)
  }

  @Test("Bytes have the same digest in whatever parts they come")
  func parts() {
    let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    var whole = SHA256Digest()
    bytes.withUnsafeBytes { whole.add($0) }
    let expected = whole.finish()
    for length in [1, 7, 63, 64, 65, 999] {
      var digest = SHA256Digest()
      for start in stride(from: 0, to: bytes.count, by: length) {
        bytes[start..<min(start + length, bytes.count)].withUnsafeBytes { digest.add($0) }
      }
      #expect(digest.finish() == expected, "in parts of \(length) bytes")
    }
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
