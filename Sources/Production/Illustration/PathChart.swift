import Animation
import FractalMath

/// The path of c over a film, laid out as a drawing in pixels. Painted by `PathRaster` and `PathSVG`.
struct PathChart: Sendable {
  /// A marked point of the path, with its label.
  struct Mark: Sendable {
    enum Role: Int, Sendable {
      case start, end, keyframe, moment
    }

    let role: Role
    let point: DrawingPoint
    /// Share of the film before it, 0…1.
    let fraction: Double
    var label: String
    /// The number of marked moments at which the path is there.
    var visits = 1
    var box = DrawingBox(x: 0, y: 0, width: 0, height: 0)
  }

  let size: FrameSize
  let title: String
  let subtitle: String
  /// Whether the path ends where it began.
  let isClosed: Bool
  /// The area in which the plane is drawn.
  let plot: DrawingBox
  /// The formula whose set is drawn there.
  let formula: FractalFormula
  /// The part of the plane drawn there.
  let viewport: Viewport
  /// The path; the value of a segment is the share of the film before its middle.
  let line: [Segment]
  /// The marks, in drawing order.
  let marks: [Mark]
  /// Points of the path at equal time intervals, which show where c is fast; none where c stands still.
  let steps: [DrawingPoint]
  /// The legend: a bar of the colours of all moments.
  let bar: DrawingBox
  /// Moments along the bar.
  let ticks: [(fraction: Double, label: String)]
  /// Height of a capital letter in labels.
  let textHeight: Double
  let margin: Double

  /// Width of the path.
  var lineWidth: Double { max(1.5, 0.28 * textHeight) }
  /// Diameter of the dots at equal time intervals.
  var stepWidth: Double { max(2.2, 0.42 * textHeight) }
  /// The title's baseline.
  var titleBaseline: Double { margin + 1.3 * textHeight }

  /// Number of straight pieces of the path.
  private static let pieces = 2400

  /// The chart of `preset`'s path in a picture of `size`.
  ///
  /// - Parameter timeline: the preset's, as shown.
  /// - Throws: `ProductionError.unusableOutput` if the picture is too small.
  init(of preset: Preset, timeline: Timeline, size: FrameSize) throws(ProductionError) {
    let duration = preset.durationSeconds
    self.size = size
    title = preset.title
    isClosed = preset.loop == .wrap
    let stepSeconds = Self.niceStep(for: duration, most: Self.mostSteps)
    textHeight = min(max(Double(min(size.width, size.height)) / 85, 7), 30)
    margin = (1.6 * textHeight).rounded()
    let top = (margin + 2.6 * textHeight).rounded()
    let bottom = (margin + 4 * textHeight).rounded()
    let plotSize = (width: size.width - 2 * Int(margin), height: size.height - Int(top) - Int(bottom))
    guard plotSize.width >= 64 && plotSize.height >= 64 else {
      throw .unusableOutput("a picture of \(size) is too small for a path: at least 160×160 pixels")
    }
    plot = DrawingBox(x: margin, y: top, width: Double(plotSize.width), height: Double(plotSize.height))
    bar = DrawingBox(x: margin, y: top + plot.height + 1.2 * textHeight, width: plot.width, height: 0.7 * textHeight)

    let keyframes = preset.juliaKeyframeTimes
    let times = ((0...Self.pieces).map { duration * Double($0) / Double(Self.pieces) } + keyframes).sorted()
    let path = times.map { timeline.parameters(atSeconds: $0) }
    formula = path[0].formula
    let camera = Camera.framing(path, aspect: plot.width / plot.height)
    let viewport = Viewport(camera: camera, size: FrameSize(width: plotSize.width, height: plotSize.height))
    self.viewport = viewport
    let plot = plot
    let points = path.map { viewport.drawingPoint(of: $0, in: plot) }
    line = points.indices.dropFirst().map { index in
      Segment(start: points[index - 1], end: points[index], value: (times[index - 1] + times[index]) / (2 * duration))
    }

    let isMoving = path.contains { $0.juliaConstant != path[0].juliaConstant }
    steps =
      isMoving
      ? stride(from: 0, through: duration, by: stepSeconds).map {
        viewport.drawingPoint(of: timeline.parameters(atSeconds: $0), in: plot)
      } : []
    subtitle = Self.subtitle(of: preset, stepSeconds: isMoving ? stepSeconds : nil)

    let step = Self.niceStep(for: duration, most: 10)
    ticks = Self.ticks(duration: duration, step: step)
    let moments = keyframes.isEmpty ? ticks.dropFirst().map { $0.fraction * duration } : keyframes
    let marks =
      isMoving
      ? Self.marks(
        moments, role: keyframes.isEmpty ? .moment : .keyframe, of: timeline, duration: duration, isClosed: isClosed
      ) { viewport.drawingPoint(of: $0, in: plot) }
      : [Mark(role: .start, point: points[0], fraction: 0, label: "the whole film")]
    self.marks = marks.placed(in: plot, line: points, textHeight: textHeight)
  }

  private static func marks(
    _ moments: [Double], role: Mark.Role, of timeline: Timeline, duration: Double, isClosed: Bool,
    point: (FrameParameters) -> DrawingPoint
  ) -> [Mark] {
    var moments = moments.map { (time: $0, role: role) }
    moments = moments.filter { $0.time > 0 && $0.time < duration }
    moments.insert((0, .start), at: 0)
    if !isClosed { moments.append((duration, .end)) }
    return moments.reduce(into: []) { marks, moment in
      let place = point(timeline.parameters(atSeconds: moment.time))
      let time = MomentText.text(moment.time)
      if let same = marks.firstIndex(where: { $0.point.isBeside(place) }) {
        if !marks[same].label.hasSuffix(time) { marks[same].add(time) }
        return
      }
      let label = moment.role == .start ? "start \(time)" : moment.role == .end ? "end \(time)" : time
      marks.append(Mark(role: moment.role, point: place, fraction: moment.time / duration, label: label))
    }
  }

  /// Moments at multiples of `step`, plus the end.
  private static func ticks(duration: Double, step: Double) -> [(fraction: Double, label: String)] {
    var times = (0...Int(duration / step)).map { Double($0) * step }
    // A last one close to the end gives way to it.
    if let last = times.last, duration - last < 0.4 * step { times.removeLast() }
    times.append(duration)
    return times.map { ($0 / duration, MomentText.text($0)) }
  }

  /// A short description of the drawing.
  private static func subtitle(of preset: Preset, stepSeconds: Double?) -> String {
    var words = ["c over \(MomentText.text(preset.durationSeconds))"]
    if preset.loop == .wrap { words.append("a loop") }
    if preset.timing == .visual { words.append("timed by the picture") }
    if let stepSeconds { words.append("a dot every \(SVGDocument.number(stepSeconds)) s") }
    return words.joined(separator: ", ")
  }

  /// The most dots of equal time intervals.
  private static let mostSteps = 60

  /// Seconds between moments: a round number that gives at most `most` of them in the film.
  private static func niceStep(for duration: Double, most: Int) -> Double {
    let steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200]
    return steps.first { duration / $0 <= Double(most) } ?? 14_400
  }
}

extension [PathChart.Mark] {
  /// The same, with their labels beside them.
  fileprivate func placed(in plot: DrawingBox, line: [DrawingPoint], textHeight: Double) -> [PathChart.Mark] {
    let reach = 0.7 * textHeight
    var placement = LabelPlacement(
      bounds: plot, line: line,
      taken: map { DrawingBox(x: $0.point.x - reach, y: $0.point.y - reach, width: 2 * reach, height: 2 * reach) })
    return map { mark in
      var mark = mark
      mark.box = placement.place(
        width: StrokeFont.width(of: mark.label, height: textHeight), height: textHeight, beside: mark.point,
        clearance: 1.2 * textHeight)
      return mark
    }
  }
}

extension PathChart.Mark {
  /// The most moments that a label lists one by one; beyond that, only the last is reported.
  private static let mostVisits = 3

  /// Adds a later moment at the same point to the label.
  fileprivate mutating func add(_ time: String) {
    visits += 1
    let gap = " … "
    if visits <= Self.mostVisits {
      label += ", " + time
    } else {
      label = label.split(separator: gap)[0] + gap + time
    }
  }
}

extension DrawingPoint {
  /// Whether marks at both points could not be told apart.
  fileprivate func isBeside(_ other: DrawingPoint) -> Bool { abs(x - other.x) < 2 && abs(y - other.y) < 2 }
}

extension Viewport {
  /// The position of the c of `parameters` in a drawing that shows this view, unrotated, in `plot`.
  fileprivate func drawingPoint(of parameters: FrameParameters, in plot: DrawingBox) -> DrawingPoint {
    drawingPoint(parameters.juliaConstant.real, parameters.juliaConstant.imaginary, in: plot)
  }

  /// The position of `real` + i·`imaginary` there.
  func drawingPoint(_ real: Double, _ imaginary: Double, in plot: DrawingBox) -> DrawingPoint {
    DrawingPoint(
      x: plot.x + plot.width / 2 + (real - center.real) / columnStep.real,
      y: plot.y + plot.height / 2 - (imaginary - center.imaginary) / columnStep.real)
  }
}

extension Preset {
  /// The times of the keyframes of c; empty where c has none.
  fileprivate var juliaKeyframeTimes: [Double] {
    guard case .track(.keyframes(let keyframes, _)) = juliaConstant.unshifted else { return [] }
    return keyframes.map(\.time)
  }
}
