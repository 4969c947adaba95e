import FractalMath

/// A point of a drawing, in pixels from its upper left corner; the middle of the first pixel is (½, ½).
struct DrawingPoint: Hashable, Sendable {
  /// To the right.
  var x: Double
  /// Downwards.
  var y: Double
}

/// A straight piece of a line.
struct Segment: Hashable, Sendable {
  /// Where it begins.
  var start: DrawingPoint
  /// Where it ends; the beginning again makes a dot.
  var end: DrawingPoint
  /// The value that its colour depends on.
  var value = 0.0
}

extension RasterImage {
  /// Draws a line of round pen strokes with smooth edges: a pixel's coverage is ½ pixel + half the width − its distance
  /// to the nearest segment, clamped to 0…1.
  ///
  /// All segments together form one line, so overlaps are not covered twice; where they meet, the nearest one
  /// determines the colour.
  ///
  /// - Parameters:
  ///   - width: the pen's width in pixels.
  ///   - opacity: how much the line hides of what is below it, 0…1.
  ///   - color: the colour of a segment with the given value.
  /// - Complexity: O(pixels of the segments' surroundings).
  mutating func stroke(
    _ segments: [Segment], width: Double, opacity: Double = 1, color: (Double) -> LinearRGB
  ) {
    let reach = width / 2 + 0.5
    guard let window = PixelWindow(around: segments, reach: reach, in: size) else { return }
    var nearest = [(distanceSquared: Double, value: Double)](
      repeating: (reach * reach, 0), count: window.columns.count * window.rows.count)
    for segment in segments {
      guard let part = PixelWindow(around: [segment], reach: reach, in: size) else { continue }
      for row in part.rows {
        for column in part.columns {
          let point = DrawingPoint(x: Double(column) + 0.5, y: Double(row) + 0.5)
          let distance = segment.distanceSquared(to: point)
          let index = window.index(column: column, row: row)
          if distance < nearest[index].distanceSquared { nearest[index] = (distance, segment.value) }
        }
      }
    }
    for row in window.rows {
      for column in window.columns {
        let (distanceSquared, value) = nearest[window.index(column: column, row: row)]
        let coverage = min(1, reach - distanceSquared.squareRoot())
        if coverage > 0 { blend(color(value), coverage: coverage * opacity, column: column, row: row) }
      }
    }
  }

  /// Writes `text` with its first character's left edge at `origin` on the baseline.
  ///
  /// - Parameter height: height of a capital, in pixels.
  mutating func write(_ text: String, at origin: DrawingPoint, height: Double, color: LinearRGB) {
    let segments = StrokeFont.segments(of: text, at: origin, height: height)
    stroke(segments, width: max(1, height * StrokeFont.penWidth)) { _ in color }
  }
}

extension Segment {
  /// The square of the distance from `point` to the nearest point of the segment.
  func distanceSquared(to point: DrawingPoint) -> Double {
    let (along, across) = (end.x - start.x, end.y - start.y)
    let (right, down) = (point.x - start.x, point.y - start.y)
    let length = along * along + across * across
    let fraction = length > 0 ? min(1, max(0, (right * along + down * across) / length)) : 0
    let (dx, dy) = (right - fraction * along, down - fraction * across)
    return dx * dx + dy * dy
  }
}

/// The pixels that segments may cover.
private struct PixelWindow {
  let columns: Range<Int>
  let rows: Range<Int>

  /// `nil` if none of them is in the picture.
  init?(around segments: [Segment], reach: Double, in size: FrameSize) {
    guard !segments.isEmpty else { return nil }
    func pixels(_ coordinates: [Double], below limit: Int) -> Range<Int> {
      let first = max(0, (coordinates.min() ?? 0) - reach - 0.5)
      let last = min(Double(limit - 1), (coordinates.max() ?? 0) + reach - 0.5)
      return first <= last ? Int(first)..<Int(last.rounded(.up)) + 1 : 0..<0
    }
    columns = pixels(segments.flatMap { [$0.start.x, $0.end.x] }, below: size.width)
    rows = pixels(segments.flatMap { [$0.start.y, $0.end.y] }, below: size.height)
    guard !columns.isEmpty && !rows.isEmpty else { return nil }
  }

  func index(column: Int, row: Int) -> Int {
    (row - rows.lowerBound) * columns.count + column - columns.lowerBound
  }
}
