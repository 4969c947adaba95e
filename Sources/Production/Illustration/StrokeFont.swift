import Foundation

/// Letters as lines of a pen, for the few words on a picture of ours: sharp at any size, and no font file to find or to ship.
enum StrokeFont {
  /// Width of the pen in heights of a capital.
  static let penWidth = 0.13

  /// Width of `text` in pixels, from the first character's left edge to the last one's right edge.
  static func width(of text: String, height: Double) -> Double {
    let units = glyphs(of: text).reduce(0) { $0 + $1.advance } - gap
    return max(0, units) * height / capitalHeight
  }

  /// The lines of `text`, its left edge at `origin` on the base line, capitals `height` pixels high.
  static func segments(of text: String, at origin: DrawingPoint, height: Double) -> [Segment] {
    let scale = height / capitalHeight
    var left = origin.x
    var segments: [Segment] = []
    for glyph in glyphs(of: text) {
      for (start, end) in glyph.segments {
        segments.append(
          Segment(
            start: DrawingPoint(x: left + start.x * scale, y: origin.y - start.y * scale),
            end: DrawingPoint(x: left + end.x * scale, y: origin.y - end.y * scale)))
      }
      left += glyph.advance * scale
    }
    return segments
  }

  /// `text`, or as much of its beginning as fits into `width` pixels with an ellipsis after it.
  static func fitted(_ text: String, into width: Double, height: Double) -> String {
    var text = text
    var shown = text
    while !text.isEmpty && self.width(of: shown, height: height) > width {
      text.removeLast()
      shown = text + "…"
    }
    return shown
  }

  /// Height of a capital in the units of the glyphs.
  private static let capitalHeight = 6.0
  /// From a glyph to the next one, in the same units.
  fileprivate static let gap = 1.75

  /// Accents are left out, and what is not known is a box.
  private static func glyphs(of text: String) -> [Glyph] {
    text.decomposedStringWithCanonicalMapping.unicodeScalars.compactMap { scalar in
      if scalar.properties.generalCategory == .nonspacingMark { return nil }
      return known[Character(scalar)] ?? unknown
    }
  }

  private static let known = StrokeFontGlyphs.strokes.mapValues { Glyph($0) }
  private static let unknown = Glyph("0242480802")
}

/// One character.
private struct Glyph: Sendable {
  typealias Point = (x: Double, y: Double)
  /// Straight pieces; y is counted upwards from the base line.
  let segments: [(start: Point, end: Point)]
  /// To the left edge of the next character.
  let advance: Double

  /// Reads strokes in the notation of `StrokeFontGlyphs`.
  init(_ strokes: String) {
    var segments: [(start: Point, end: Point)] = []
    var right = strokes.isEmpty ? 1.5 : 0
    for stroke in strokes.split(separator: " ") {
      let digits = stroke.compactMap(\.wholeNumberValue).map(Double.init)
      let points = stride(from: 0, to: digits.count - 1, by: 2).map { (x: digits[$0], y: digits[$0 + 1] - 2) }
      right = max(right, points.map(\.x).max() ?? 0)
      let line =
        switch stroke.first {
        case "~": Self.curve(points)
        case "o": Self.closedCurve(points)
        default: points
        }
      // A single point is a dot.
      segments += line.count == 1 ? [(line[0], line[0])] : zip(line, line.dropFirst()).map { ($0, $1) }
    }
    self.segments = segments
    advance = right + StrokeFont.gap
  }

  /// The quadratic B-spline with the given control points, at least two, from the first one to the last.
  private static func curve(_ points: [Point]) -> [Point] {
    var line = [points[0]]
    for index in points.indices.dropFirst().dropLast() {
      let end = index + 2 == points.count ? points[index + 1] : middle(points[index], points[index + 1])
      bend(&line, by: points[index], to: end)
    }
    return points.count == 2 ? points : line
  }

  /// The same, once round.
  private static func closedCurve(_ points: [Point]) -> [Point] {
    var line = [middle(points[points.count - 1], points[0])]
    for index in points.indices {
      bend(&line, by: points[index], to: middle(points[index], points[(index + 1) % points.count]))
    }
    return line
  }

  /// Adds a parabola from the end of `line`.
  private static func bend(_ line: inout [Point], by control: Point, to end: Point) {
    let start = line[line.count - 1]
    let pieces = 8
    for piece in 1...pieces {
      let t = Double(piece) / Double(pieces)
      let (a, b, c) = ((1 - t) * (1 - t), 2 * t * (1 - t), t * t)
      line.append((a * start.x + b * control.x + c * end.x, a * start.y + b * control.y + c * end.y))
    }
  }

  private static func middle(_ a: Point, _ b: Point) -> Point { ((a.x + b.x) / 2, (a.y + b.y) / 2) }
}
