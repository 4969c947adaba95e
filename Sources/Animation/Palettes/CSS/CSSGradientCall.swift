/// A gradient function in CSS text, and its place.
struct CSSGradientCall {
  /// An argument, and its line.
  typealias Argument = (text: Substring, line: Int)

  /// The function's name in lower case.
  let function: String
  /// The gradient's name: the custom property or variable, or the selector of the rule.
  let name: String?
  let arguments: [Argument]
  let line: Int

  /// How many bytes before a function are examined for a name.
  private static let nameReach = 200

  /// All gradient functions of `text`, in order.
  ///
  /// - Complexity: O(bytes).
  static func all(in text: PaletteText) throws(PaletteFileError) -> [CSSGradientCall] {
    let code = CSSTokens.withoutRemarks(text.utf8)
    let lowercased = code.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    let mark = Array("gradient(".utf8)
    var calls: [CSSGradientCall] = []
    var lines = LineCounter()
    var place = 0
    while let found = lowercased[place...].firstRange(of: mark) {
      let start = (lowercased[place..<found.lowerBound].lastIndex { !$0.isPartOfName } ?? place - 1) + 1
      let line = lines.line(at: found.lowerBound, in: code)
      guard let end = closingParenthesis(of: code[found.upperBound...]) else {
        throw text.error(at: line, "the gradient's parenthesis is not closed")
      }
      var arguments: [Argument] = []
      let inner = Substring(decoding: code[found.upperBound..<end], as: UTF8.self)
      for argument in inner.utf8.splitAtTopLevelCommas {
        // The start of the argument itself, after white space.
        let offset = inner.utf8.distance(from: inner.startIndex, to: argument.startIndex)
        arguments.append((argument, lines.line(at: found.upperBound + offset, in: code)))
      }
      calls.append(
        CSSGradientCall(
          function: String(decoding: lowercased[start..<found.upperBound - 1], as: UTF8.self),
          name: name(before: code[max(0, start - nameReach)..<start]), arguments: arguments, line: line))
      place = end
    }
    return calls
  }

  private static func closingParenthesis(of rest: ArraySlice<UInt8>) -> Int? {
    var depth = 1
    return rest.firstIndex { byte in
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      return depth == 0
    }
  }

  /// The gradient's name according to `code`, the text before the function.
  private static func name(before code: ArraySlice<UInt8>) -> String? {
    let declaration = code.split(omittingEmptySubsequences: false) { "{};".utf8.contains($0) }.last ?? []
    let property = Substring(decoding: declaration.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self).trimmingWhiteSpace
    if ["--", "$", "@"].contains(where: property.hasPrefix) { return String(property) }
    guard let brace = code.lastIndex(of: UInt8(ascii: "{")) else { return nil }
    let selector = code[..<brace].split { "};".utf8.contains($0) }.last ?? []
    let name = Substring(decoding: selector, as: UTF8.self).trimmingWhiteSpace
    return name.isEmpty ? nil : String(name)
  }
}

extension UInt8 {
  /// Whether a CSS name may contain this character code.
  fileprivate var isPartOfName: Bool {
    self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z") || self == 45
  }
}

extension Substring.UTF8View {
  /// The arguments between commas outside parentheses, trimmed.
  fileprivate var splitAtTopLevelCommas: [Substring] { CSSTokens.arguments(of: Substring(self)) }
}

/// Line numbers of positions, queried in ascending order.
private struct LineCounter {
  private var line = 1
  private var place = 0

  /// The line that contains `place` of `text`, counted from 1.
  mutating func line(at place: Int, in text: [UInt8]) -> Int {
    while self.place < place {
      let isEnd = text[self.place] == 10 ? self.place == 0 || text[self.place - 1] != 13 : text[self.place] == 13
      if isEnd { line += 1 }
      self.place += 1
    }
    return line
  }
}
