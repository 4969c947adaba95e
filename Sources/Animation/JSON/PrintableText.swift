extension Unicode.Scalar {
  /// Whether it would affect a terminal's line: controls (C0, C1), characters that change the writing direction, line
  /// breaks, and invisible ones. Variation selectors, which emoji use, are left alone.
  var isUnprintable: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: properties.isDefaultIgnorableCodePoint && !properties.isVariationSelector
    }
  }
}

extension String {
  /// The text with unprintable characters named instead of written, safe for one line of a terminal.
  public var oneLine: String {
    unicodeScalars.reduce(into: "") { text, scalar in
      if scalar.isUnprintable {
        text += ScalarCursor.codePoint(scalar)
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }

  /// The same, with long texts truncated. Scalars are counted, since a single Character may have any number of them.
  var printable: String {
    let longest = 60
    let beginning = unicodeScalars.prefix(longest + 1)
    guard beginning.count > longest else { return oneLine }
    return String(String.UnicodeScalarView(beginning.prefix(longest - 1))).oneLine + "…"
  }
}
