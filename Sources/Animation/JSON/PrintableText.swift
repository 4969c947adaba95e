extension String {
  /// The text with control characters named instead of written and long texts cut, fit for one line of a terminal.
  var printable: String {
    let longest = 60
    let shown = count <= longest ? self : prefix(longest - 1) + "…"
    return shown.unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: text += ScalarCursor.codePoint(scalar)
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
