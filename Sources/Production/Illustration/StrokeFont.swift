import Foundation

/// Letters as pen strokes, for the few words in our pictures: sharp at any size, without a font file to find or ship.
enum StrokeFont {
  /// Width of the pen in capital heights.
  static let penWidth = 0.13

  /// Width of `text` in pixels, from the first character's left edge to the last one's right edge.
  static func width(of text: String, height: Double) -> Double {
    let units = glyphs(of: text).reduce(0) { $0 + $1.advance } - gap
    return max(0, units) * height / capitalHeight
  }

  /// The lines of `text`, its left edge at `origin` on the baseline, capitals `height` pixels high.
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

  /// `text`, or as much of its beginning as fits into `width` pixels, followed by an ellipsis.
  static func fitted(_ text: String, into width: Double, height: Double) -> String {
    var text = text
    var shown = text
    while !text.isEmpty && self.width(of: shown, height: height) > width {
      text.removeLast()
      shown = text + "…"
    }
    return shown
  }

  /// Height of a capital in glyph units.
  private static let capitalHeight = 6.0
  /// The gap between glyphs, in the same units.
  fileprivate static let gap = 1.75

  /// Accents are dropped, and unknown characters become boxes.
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
  /// Straight pieces; y counts upwards from the baseline.
  let segments: [(start: Point, end: Point)]
  /// The advance to the left edge of the next character.
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

  /// The closed curve of the same kind.
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

/// The strokes of `StrokeFont`'s characters.
///
/// A stroke is a list of points, two digits each: x from the left, and y upwards, where 2 is the baseline, 6 the height
/// of small letters and 8 that of capitals. It is a line from point to point; after `~` a quadratic B-spline with these
/// control points, where a repeated point is a corner; after `o` a closed one. A single point is a dot.
enum StrokeFontGlyphs {
  /// By character.
  static let strokes: [Character: String] = [
    " ": "",
    "0": "o02424808", "1": "172822 1232", "2": "~07084845020242", "3": "~07084845252545420203", "4": "32380444",
    "5": "480805 ~0546420203", "6": "o02424606 ~040838", "7": "084812", "8": "o02424505 o05454808",
    "9": "o04444808 ~464212",
    "A": "022842 1535", "B": "0208 ~082848452505 ~052545422202", "C": "~474808024243", "D": "0208 ~082848422202",
    "E": "48080242 0535", "F": "480802 0535", "G": "~474808024245 4525", "H": "0208 4248 0545", "I": "0208",
    "J": "~3834320203", "K": "0208 4804 1542", "L": "080242", "M": "0208245852", "N": "02084248", "O": "o02525808",
    "P": "0208 ~082848452505", "Q": "o02525808 3452", "R": "0208 ~082848452505 2542", "S": "~4748080545420203",
    "T": "0848 2822", "U": "~080402424448", "V": "082248", "W": "0812375268", "X": "0248 0842", "Y": "0825 4825 2522",
    "Z": "08480242",
    "a": "o02323606 3632", "b": "0802 o02323606", "c": "~353606023233", "d": "3832 o02323606", "e": "~0434343606023233",
    "f": "~38181612 0626", "g": "o02323606 ~36323000", "h": "0802 ~0406363432", "i": "0206 08", "j": "~16121000 18",
    "k": "0802 3603 1432", "l": "0802", "m": "0602 ~0406262422 ~2426464442", "n": "0602 ~0406363432",
    "o": "o02323606", "p": "0600 o02323606", "q": "3630 o02323606", "r": "0602 ~040626", "s": "~3536060434320203",
    "t": "~18131232 0626", "u": "~0604023234 3632", "v": "062246", "w": "0612253246", "x": "0236 0632",
    "y": "0622 4610", "z": "06360232",
    ".": "02", ",": "1201", ":": "03 05", ";": "1201 15", "…": "02 22 42", "·": "04", "!": "0804 02",
    "?": "~0708383514 12", "'": "0806", "’": "0806", "\"": "0806 2826", "“": "0806 2826", "”": "0806 2826",
    "-": "0424", "–": "0444", "—": "0464", "−": "0444", "+": "0444 2226", "×": "0336 0633", "=": "0343 0545",
    "/": "0238", "(": "~18070312", ")": "~08171302", "[": "18080212", "]": "08181202", "%": "0248 o06262808 o22424424",
    "&": "~421618383604023245", "#": "1218 3238 0444 0646", "_": "0141", "<": "360432", ">": "063402",
    "°": "o06262808", "→": "0444 264422", "θ": "o02424808 0545",
  ]
}
