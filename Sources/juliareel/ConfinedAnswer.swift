import Foundation

/// What a confined process that reads untrusted bytes writes to its standard output: some texts, each preceded by its length in
/// bytes and a colon, and followed by a comma (D. J. Bernstein, Netstrings, 1997).
enum ConfinedAnswer {
  /// An answer of `parts`.
  static func bytes(of parts: [String]) -> [UInt8] { parts.flatMap { Array("\($0.utf8.count):\($0),".utf8) } }

  /// The parts of `answer`; empty if it is malformed or has more than `mostParts`.
  static func parts(of answer: [UInt8], mostParts: Int) -> [String] {
    var parts: [String] = []
    var rest = answer[...]
    while !rest.isEmpty {
      guard parts.count < mostParts, let colon = rest.prefix(20).firstIndex(of: UInt8(ascii: ":")),
        let count = Int(String(decoding: rest[..<colon], as: UTF8.self)), count >= 0
      else { return [] }
      rest = rest[(colon + 1)...]
      guard count < rest.count, rest[rest.startIndex + count] == UInt8(ascii: ",") else { return [] }
      parts.append(String(decoding: rest.prefix(count), as: UTF8.self))
      rest = rest.dropFirst(count + 1)
    }
    return parts
  }

  /// A part that is a reason, on one line for a message.
  static func reason(_ text: String) -> String { String(text.unicodeScalars.prefix(200)).oneLine }

  /// Writes an answer of `parts` and exits at once: the usual work at exit is forbidden in a confined process.
  static func say(_ parts: [String]) -> Never {
    var rest = bytes(of: parts)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count <= 0 { _exit(1) }
      rest = rest.dropFirst(count)
    }
    _exit(0)
  }
}
