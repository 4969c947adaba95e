import FractalMath

/// A colour palette table of GMT (`.cpt`): slices of a scale, each with a colour at its lower and one at its upper end;
/// or one colour for each of some categories. The scale is mapped to 0…1, and colours jump where adjacent slices
/// differ.
///
/// Lines that begin with B, F or N, the background, foreground and NaN colours, are ignored. A hinge has no effect as
/// long as the scale is unchanged. Source: "Color palette tables", The Generic Mapping Tools Technical Reference.
struct ColorPaletteTable {
  private var model = CPTColor.Model.rgb
  private var isCyclic = false
  private var slices: [Slice] = []
  private var categories: [ColorCodes] = []
  private var hasTransparency = false

  /// A part of the scale.
  private struct Slice {
    let from: Double
    let to: Double
    let lower: CPTColor
    let upper: CPTColor
  }

  init(_ text: PaletteText) throws(PaletteFileError) {
    for line in text.lines {
      if line.text.utf8.first == UInt8(ascii: "#") {
        takeRemark(line.text.uppercased())
      } else if let words = Self.words(of: line) {
        try take(words, line, in: text)
      }
    }
    guard slices.isEmpty != categories.isEmpty else {
      throw text.error(
        at: nil, slices.isEmpty ? "there is no colour; expected lines like 0 0/0/128 1 255/255/255" : Self.mixed)
    }
  }

  /// The scale is limited, so that differences stay finite.
  private static let largestScale = 1e100
  private static let mixed = "slices of a scale and categories are mixed"

  /// The part of a line of colours before its label; `nil` if it is not one.
  static func words(of line: PaletteText.Line) -> [Substring]? {
    let content = line.text.prefix { $0 != ";" }
    var words = content.parts { $0.isWhiteSpace }
    if words.count > 2, let last = words.last, ["L", "U", "B"].contains(last) { words.removeLast() }
    guard let first = words.first, !["B", "F", "N"].contains(first) else { return nil }
    return words
  }

  private mutating func takeRemark(_ remark: String) {
    if remark.contains("COLOR_MODEL") {
      model = remark.contains("HSV") ? .hsv : remark.contains("CMYK") ? .cmyk : .rgb
    }
    if remark.contains("CYCLIC") { isCyclic = true }
  }

  private mutating func take(
    _ words: [Substring], _ line: PaletteText.Line, in text: PaletteText
  ) throws(PaletteFileError) {
    guard slices.count + categories.count < PiecewiseGradient.largestPieceCount else {
      throw text.error(at: line, "a table has at most \(PiecewiseGradient.largestPieceCount) colours")
    }
    if words.count == 2, let color = CPTColor([words[1]], model: model) {
      categories.append(color.codes)
      hasTransparency = hasTransparency || color.isTransparent
      return
    }
    guard let slice = Self.slice(words, model: model) else {
      throw text.error(
        at: line,
        "found \(line.text.quoted); expected a number, a colour, a larger number and a colour, such as 0 0/0/128 1 255/255/255"
      )
    }
    if let before = slices.last, abs(slice.from - before.to) > 1e-6 * (before.to - slices[0].from) {
      throw text.error(at: line, "the slice does not begin where the one before ends, at \(before.to)")
    }
    slices.append(slice)
    hasTransparency = hasTransparency || slice.lower.isTransparent || slice.upper.isTransparent
  }

  private static func slice(_ words: [Substring], model: CPTColor.Model) -> Slice? {
    // Two positions and two colours, each of equally many words.
    guard words.count >= 4, words.count % 2 == 0 else { return nil }
    let middle = words.count / 2
    guard let from = words[0].decimal, let to = words[middle].decimal, from < to,
      max(-from, to) <= largestScale,
      let lower = CPTColor(Array(words[1..<middle]), model: model)
    else { return nil }
    // A dash repeats the lower colour.
    let last = Array(words[(middle + 1)...])
    guard let upper = last == ["-"] ? lower : CPTColor(last, model: model) else { return nil }
    return Slice(from: from, to: to, lower: lower, upper: upper)
  }

  /// Whether a line is a slice that no other format has: with colours of several words or marks, or eight or more
  /// numbers.
  static func isSlice(_ line: PaletteText.Line) -> Bool {
    guard let words = words(of: line), let slice = slice(words, model: .rgb) ?? slice(words, model: .hsv) else {
      return false
    }
    return slice.from < slice.to && (words.count > 4 || words[1].decimal == nil)
  }

  /// The table as stops; cyclic if declared so or if its first and last colours are equal.
  var reading: PaletteFile.Reading {
    let pieces = slices.isEmpty ? categoryPieces : slicePieces
    let ends = [pieces[0].color(0).color, pieces[pieces.count - 1].color(1).color]
    var reading = PiecewiseGradient(pieces: pieces, isCyclic: isCyclic || ends[0] == ends[1]).reading
    if hasTransparency { reading.notices.append(AlphaNotice.text) }
    return reading
  }

  private var slicePieces: [PiecewiseGradient.Piece] {
    let (least, largest) = (slices[0].from, slices[slices.count - 1].to)
    func place(_ value: Double) -> Double { (value - least) / (largest - least) }
    return slices.map { slice in
      PiecewiseGradient.Piece(
        from: place(slice.from), to: place(slice.to), color: slice.lower.way(to: slice.upper, model: model))
    }
  }

  /// Each category has an equal share.
  private var categoryPieces: [PiecewiseGradient.Piece] {
    let count = Double(categories.count)
    return categories.enumerated().map { index, codes in
      PiecewiseGradient.Piece(from: Double(index) / count, codes, to: Double(index + 1) / count, codes)
    }
  }
}
