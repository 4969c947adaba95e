import FractalMath

/// A gradient of GIMP (`.ggr`): adjacent segments from 0 to 1.
///
/// GIMP's current colours are not known, so its defaults are used: black for the foreground, white for the background.
/// Source of format and formulas: app/core/gimpgradient.c and gimpgradient-load.c of GIMP 2.10; lines that begin with a
/// plus, which omit what is the same as in the previous line, are Gnofract 4D's (fract4d/gradient.py).
struct GIMPGradient {
  /// The first line of every gradient.
  static let firstLine = "GIMP Gradient"
  /// The largest gap between neighbours.
  private static let tolerance = 1e-4

  private let segments: [GIMPGradientSegment]

  init(_ text: PaletteText) throws(PaletteFileError) {
    guard text.lines.first?.text == Self.firstLine[...] else {
      throw text.error(at: text.lines.first, "a gradient begins with the line “\(Self.firstLine)”")
    }
    var lines = text.lines.dropFirst()
    if lines.first?.text.hasPrefix("Name:") == true { lines.removeFirst() }
    let countLine = lines.popFirst()
    guard let countLine, let count = Int(countLine.text), (1...PiecewiseGradient.largestPieceCount).contains(count)
    else {
      throw text.error(
        at: countLine,
        "expected the number of segments, a whole number from 1 to \(PiecewiseGradient.largestPieceCount)")
    }
    var segments: [GIMPGradientSegment] = []
    for line in lines.prefix(count) {
      segments.append(try Self.segment(line, after: segments.last, in: text))
    }
    guard segments.count == count, lines.count == count else {
      throw text.error(at: lines.last, "\(count) segments were announced, but \(lines.count) lines follow")
    }
    guard let end = segments.last?.right, abs(end - 1) <= Self.tolerance else {
      throw text.error(at: lines.last, "the last segment does not end at 1")
    }
    self.segments = segments
  }

  private static func segment(
    _ line: PaletteText.Line, after before: GIMPGradientSegment?, in text: PaletteText
  ) throws(PaletteFileError) -> GIMPGradientSegment {
    guard let segment = GIMPGradientSegment(line: line.text, after: before) else {
      throw text.error(
        at: line,
        "expected a segment: left, middle and right end, two colours of red, green, blue and opacity, all from 0 to 1, "
          + "then the kinds of blending (0 to 5) and of colouring (0 to 2)")
    }
    guard abs(segment.left - (before?.right ?? 0)) <= tolerance else {
      throw text.error(at: line, "the segment does not begin where the one before ends, at \(before?.right ?? 0)")
    }
    return segment
  }

  /// The gradient as stops; cyclic if its first and last colours are equal.
  var reading: PaletteFile.Reading {
    let pieces = segments.flatMap(\.pieces)
    let isCyclic = segments.first?.start.color == segments.last?.end.color
    var reading = PiecewiseGradient(pieces: pieces, isCyclic: isCyclic).reading
    if segments.contains(where: \.hasCurrentColor) {
      reading.notices.append("black and white stand for GIMP's foreground and background, which the gradient refers to")
    }
    if segments.contains(where: { !$0.isOpaque }) { reading.notices.append(AlphaNotice.text) }
    return reading
  }
}

/// The notice for a file with opacity, which palettes do not have.
enum AlphaNotice {
  static let text = "opacity is ignored: colours count as opaque"
}
