extension String {
  /// The text with control characters named instead of written, fit for one line of a terminal.
  public var oneLine: String {
    unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: text += ScalarCursor.codePoint(scalar)
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  /// The same, and long texts cut.
  var printable: String {
    let longest = 60
    // A Character may have any number of marks.
    let scalars = unicodeScalars.prefix(longest + 1)
    return (scalars.count <= longest ? self : String(scalars.prefix(longest - 1)) + "…").oneLine
  }
}
