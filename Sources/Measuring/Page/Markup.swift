/// Text for a page of HTML.
enum Markup {
  /// `text` with the characters that mean something in HTML, also within quoted attributes, as entities.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.append(character)
      }
    }
    return escaped
  }

  /// An element with escaped text inside.
  static func element(_ name: String, _ text: String) -> String { "<\(name)>\(escaped(text))</\(name)>" }

  /// A number for an attribute, with two decimals at most; 0 for one that is not finite.
  static func number(_ value: Double) -> String {
    let hundredths = (value.isFinite ? value : 0) * 100
    let text = String((min(max(hundredths, -1e9), 1e9)).rounded() / 100)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
