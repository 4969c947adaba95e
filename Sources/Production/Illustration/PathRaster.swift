import FractalMath

/// Paints a `PathChart` as pixels.
struct PathRaster {
  private let chart: PathChart
  private var image: RasterImage

  /// Samples per pixel in each direction, averaged in linear light.
  static let samplesPerSide = 2

  /// The chart over `field`, which is `samplesPerSide` times finer than its plot.
  static func paint(_ chart: PathChart, over field: MandelbrotField) -> RasterImage {
    var painting = PathRaster(
      chart: chart, image: RasterImage(size: chart.size, color: IllustrationColors.paper))
    painting.paintPlane(field)
    painting.paintLine()
    painting.paintSteps()
    for mark in chart.marks.reversed() { painting.paint(mark) }
    for mark in chart.marks { painting.paintLabel(of: mark) }
    painting.paintLegend()
    painting.paintTitle()
    return painting.image
  }

  private mutating func paintPlane(_ field: MandelbrotField) {
    let shades = PlaneShades { $0 }
    let (distances, depths) = (field.distances, field.depths)
    let n = Self.samplesPerSide
    let (left, top) = (Int(chart.plot.x), Int(chart.plot.y))
    let share = 1 / Double(n * n)
    for row in 0..<distances.size.height / n {
      for column in 0..<distances.size.width / n {
        var light = LinearRGB(red: 0, green: 0, blue: 0)
        for sample in 0..<n * n {
          let place = (row * n + sample / n) * distances.size.width + column * n + sample % n
          let (distance, depth) = (Double(distances.values[place]), Double(depths.values[place]))
          let shade = distance > 0 ? shades[distance: distance] : shades[depth: depth]
          light.red += shade.red * share
          light.green += shade.green * share
          light.blue += shade.blue * share
        }
        image[left + column, top + row] = SRGBColor(light)
      }
    }
  }

  private mutating func paintLine() {
    let isClosed = chart.isClosed
    image.stroke(chart.line, width: 2.4 * chart.lineWidth, opacity: 0.55) { _ in IllustrationColors.shadow }
    image.stroke(chart.line, width: chart.lineWidth) { IllustrationColors.moment($0, isClosed: isClosed) }
  }

  private mutating func paintSteps() {
    for step in chart.steps { dot(step, 1.1 * chart.stepWidth, IllustrationColors.shadow) }
    for step in chart.steps { dot(step, 0.7 * chart.stepWidth, IllustrationColors.title) }
  }

  private mutating func paint(_ mark: PathChart.Mark) {
    let color = IllustrationColors.moment(mark.fraction, isClosed: chart.isClosed)
    for (diameter, light) in mark.discs(color: color) { dot(mark.point, diameter * chart.textHeight, light) }
  }

  private mutating func dot(_ point: DrawingPoint, _ diameter: Double, _ color: LinearRGB) {
    image.stroke([Segment(start: point, end: point)], width: diameter) { _ in color }
  }

  private mutating func paintLabel(of mark: PathChart.Mark) {
    let origin = DrawingPoint(x: mark.box.x, y: mark.box.y + mark.box.height)
    let letters = StrokeFont.segments(of: mark.label, at: origin, height: chart.textHeight)
    image.stroke(letters, width: 0.5 * chart.textHeight, opacity: 0.6) { _ in IllustrationColors.shadow }
    image.write(mark.label, at: origin, height: chart.textHeight, color: IllustrationColors.title)
  }

  private mutating func paintLegend() {
    let (bar, isClosed) = (chart.bar, chart.isClosed)
    let rows = Int(bar.y.rounded())..<Int((bar.y + bar.height).rounded())
    let (first, last) = (Int(bar.x), Int(bar.x + bar.width))
    for column in first..<last {
      let fraction = (Double(column) + 0.5 - bar.x) / bar.width
      image.fill(columns: column..<column + 1, rows: rows, IllustrationColors.moment(fraction, isClosed: isClosed))
    }
    for (fraction, label) in chart.ticks {
      let width = StrokeFont.width(of: label, height: chart.textHeight)
      let left = bar.x + fraction * (bar.width - width)
      image.write(
        label, at: DrawingPoint(x: left, y: bar.y + bar.height + 1.8 * chart.textHeight), height: chart.textHeight,
        color: IllustrationColors.text)
    }
  }

  private mutating func paintTitle() {
    let height = 1.4 * chart.textHeight
    let right = chart.plot.x + chart.plot.width
    let title = StrokeFont.fitted(chart.title, into: chart.plot.width, height: height)
    image.write(
      title, at: DrawingPoint(x: chart.plot.x, y: chart.titleBaseline), height: height, color: IllustrationColors.title)
    let start = right - StrokeFont.width(of: chart.subtitle, height: chart.textHeight)
    guard start > chart.plot.x + StrokeFont.width(of: title, height: height) + 2 * height else { return }
    image.write(
      chart.subtitle, at: DrawingPoint(x: start, y: chart.titleBaseline), height: chart.textHeight,
      color: IllustrationColors.text)
  }
}

extension PathChart.Mark {
  /// The discs of the mark, largest first: diameters in capital heights.
  func discs(color: LinearRGB) -> [(diameter: Double, color: LinearRGB)] {
    switch role {
    case .start: [(1.7, IllustrationColors.shadow), (1.4, IllustrationColors.title), (0.7, color)]
    case .end: [(1.7, IllustrationColors.title), (1.4, IllustrationColors.shadow), (0.7, color)]
    case .keyframe: [(1.05, IllustrationColors.shadow), (0.75, IllustrationColors.title)]
    case .moment: [(0.85, IllustrationColors.shadow), (0.55, IllustrationColors.title)]
    }
  }
}
