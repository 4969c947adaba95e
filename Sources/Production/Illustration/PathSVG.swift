import FractalMath

/// Writes a `PathChart` as SVG: the Mandelbrot set's surroundings as filled contours of distance, everything else
/// exactly.
struct PathSVG {
  private let chart: PathChart
  private var document: SVGDocument
  /// The name of the plot's outline, of its own in the file.
  private let outline: String

  /// Samples across the plot for the contours.
  static let contourColumns = 640
  /// Distances of the contours, in widths of the view, the farthest first.
  private static let contours: [Float] = [
    0.25, 0.16, 0.1, 0.065, 0.042, 0.028, 0.018, 0.012, 0.008, 0.0055, 0.0038, 0.0026, 0.0018, 0.0012, 0.0008,
  ]
  private static let fontFamily = "ui-sans-serif, system-ui, 'Helvetica Neue', Arial, sans-serif"

  /// Depths of the contours within the Mandelbrot set, the outermost first.
  private static let depths: [Float] = [0.95, 0.85, 0.7, 0.5, 0.3, 0.15]

  /// The chart over `field`, which covers its plot at any resolution; `number` is its own among those of a file.
  static func drawing(of chart: PathChart, over field: MandelbrotField, number: Int = 0) -> SVGDocument {
    var drawing = PathSVG(
      chart: chart,
      document: SVGDocument(
        width: chart.size.width, height: chart.size.height, title: chart.title, description: description(of: chart)),
      outline: number == 0 ? "plot" : "plot\(number)")
    drawing.addBackground(field)
    drawing.addLine()
    drawing.addSteps()
    for mark in chart.marks.reversed() { drawing.add(mark) }
    for mark in chart.marks { drawing.addLabel(of: mark) }
    drawing.addLegend()
    drawing.addTitle()
    return drawing.document
  }

  private mutating func addBackground(_ field: MandelbrotField) {
    let chart = chart
    let plot = chart.plot
    document.add("rect", ["width": "100%", "height": "100%", "fill": Self.hex(IllustrationColors.paper)])
    document.add("clipPath", ["id": outline]) { $0.add("rect", Self.attributes(of: plot)) }
    document.add("g", ["clip-path": "url(#\(outline))"]) { document in
      document.add(
        "rect",
        [
          "x": SVGDocument.number(plot.x), "y": SVGDocument.number(plot.y), "width": SVGDocument.number(plot.width),
          "height": SVGDocument.number(plot.height),
          "fill": Self.hex(IllustrationColors.surroundings(distance: 1)),
        ])
      for level in Self.contours {
        let shade = IllustrationColors.surroundings(distance: Double(level) * 0.7)
        Self.addContour(of: field.distances, below: level, in: plot, color: shade, to: &document)
      }
      let border = IllustrationColors.inside(depth: 1)
      Self.addContour(of: field.distances, below: 0.0003, in: plot, color: border, to: &document)
      Self.addLargestComponents(of: chart, color: border, to: &document)
      for level in Self.depths {
        let shade = IllustrationColors.inside(depth: 0.9 * Double(level))
        Self.addContour(of: field.depths, below: level, in: plot, color: shade, to: &document)
      }
    }
  }

  private static func addContour(
    of field: PlaneField, below level: Float, in plot: DrawingBox, color: LinearRGB,
    to document: inout SVGDocument
  ) {
    let (across, down) = (plot.width / Double(field.size.width), plot.height / Double(field.size.height))
    let rings = ContourTracer.rings(of: field, below: level).map { ring in
      SVGDocument.line(
        through: ContourTracer.simplified(ring, tolerance: 0.1).lazy.map {
          DrawingPoint(x: plot.x + $0.x * across, y: plot.y + $0.y * down)
        }, isClosed: true)
    }
    if !rings.isEmpty { document.add("path", ["fill": hex(color), "d": rings.joined()]) }
  }

  /// The cardioid and the disc, exactly; in a view so small that they would be straight lines, the contours suffice.
  private static func addLargestComponents(of chart: PathChart, color: LinearRGB, to document: inout SVGDocument) {
    let viewport = chart.viewport
    guard viewport.width > 0.02, chart.formula == .quadratic else { return }
    let points = 720
    let cardioid = (0..<points).map { index in
      let point = MandelbrotSet.cardioid(turns: Double(index) / Double(points))
      return viewport.drawingPoint(point.real, point.imaginary, in: chart.plot)
    }
    let fill = hex(color)
    document.add("path", ["fill": fill, "d": SVGDocument.line(through: cardioid, isClosed: true)])
    let middle = viewport.drawingPoint(-1, 0, in: chart.plot)
    document.add(
      "circle",
      [
        "cx": SVGDocument.number(middle.x), "cy": SVGDocument.number(middle.y),
        "r": SVGDocument.number(0.25 / viewport.columnStep.real), "fill": fill,
      ])
  }

  private mutating func addLine() {
    let chart = chart
    let attributes: KeyValuePairs = [
      "fill": "none", "stroke-linecap": "round", "stroke-linejoin": "round",
      "stroke-width": SVGDocument.number(chart.lineWidth),
    ]
    let all = chart.line.prefix(1).map(\.start) + chart.line.map(\.end)
    document.add(
      "path",
      [
        "fill": "none", "stroke-linecap": "round", "stroke-linejoin": "round", "stroke-opacity": "0.55",
        "stroke": Self.hex(IllustrationColors.shadow), "stroke-width": SVGDocument.number(2.4 * chart.lineWidth),
        "d": SVGDocument.line(through: all),
      ])
    // One colour for this many pieces: the steps are too small to be visible.
    let together = 10
    document.add("g", attributes) { document in
      for first in stride(from: 0, to: chart.line.count, by: together) {
        let pieces = chart.line[first..<min(first + together, chart.line.count)]
        let color = IllustrationColors.moment(
          pieces.reduce(0) { $0 + $1.value } / Double(pieces.count), isClosed: chart.isClosed)
        let points = pieces.prefix(1).map(\.start) + pieces.map(\.end)
        document.add("path", ["stroke": Self.hex(color), "d": SVGDocument.line(through: points)])
      }
    }
  }

  private static func description(of chart: PathChart) -> String {
    let set = chart.formula == .quadratic ? "the Mandelbrot set" : "the set of its formula"
    let words = "The path of c over \(set), coloured by time: \(chart.subtitle)."
    guard !chart.steps.isEmpty else { return words }
    return words + " Where the dots are close together, c is slow."
  }

  /// All dots as one path of zero-length lines, which round ends make visible.
  private mutating func addSteps() {
    guard !chart.steps.isEmpty else { return }
    let data = chart.steps.map { "M\(SVGDocument.number($0.x)) \(SVGDocument.number($0.y))h0" }.joined()
    for (width, light) in [(1.1, IllustrationColors.shadow), (0.7, IllustrationColors.title)] {
      document.add(
        "path",
        [
          "fill": "none", "stroke-linecap": "round", "stroke": Self.hex(light),
          "stroke-width": SVGDocument.number(width * chart.stepWidth), "d": data,
        ])
    }
  }

  private mutating func add(_ mark: PathChart.Mark) {
    let color = IllustrationColors.moment(mark.fraction, isClosed: chart.isClosed)
    for (diameter, light) in mark.discs(color: color) {
      document.add(
        "circle",
        [
          "cx": SVGDocument.number(mark.point.x), "cy": SVGDocument.number(mark.point.y),
          "r": SVGDocument.number(diameter * chart.textHeight / 2), "fill": Self.hex(light),
        ])
    }
  }

  private mutating func addLabel(of mark: PathChart.Mark) {
    // The halo is the letters' own outline, painted first.
    add(
      mark.label, x: mark.box.x + mark.box.width / 2, y: mark.box.y + mark.box.height, anchor: "middle",
      height: chart.textHeight, color: IllustrationColors.title, halo: 0.35 * chart.textHeight)
  }

  private mutating func addLegend() {
    let (bar, isClosed) = (chart.bar, chart.isClosed)
    document.add("linearGradient", ["id": "moments"]) { document in
      let stops = 32
      for stop in 0...stops {
        let fraction = Double(stop) / Double(stops)
        document.add(
          "stop",
          [
            "offset": "\(fraction)",
            "stop-color": Self.hex(IllustrationColors.moment(fraction, isClosed: isClosed)),
          ])
      }
    }
    document.add(
      "rect",
      [
        "x": SVGDocument.number(bar.x), "y": SVGDocument.number(bar.y), "width": SVGDocument.number(bar.width),
        "height": SVGDocument.number(bar.height), "fill": "url(#moments)",
      ])
    for (index, tick) in chart.ticks.enumerated() {
      let anchor = index == 0 ? "start" : index == chart.ticks.count - 1 ? "end" : "middle"
      add(
        tick.label, x: bar.x + tick.fraction * bar.width, y: bar.y + bar.height + 1.8 * chart.textHeight,
        anchor: anchor, height: chart.textHeight, color: IllustrationColors.text)
    }
  }

  private mutating func addTitle() {
    let (left, right) = (chart.plot.x, chart.plot.x + chart.plot.width)
    let y = chart.titleBaseline
    let height = 1.4 * chart.textHeight
    let title = StrokeFont.fitted(chart.title, into: chart.plot.width, height: height)
    add(title, x: left, y: y, anchor: "start", height: height, color: IllustrationColors.title)
    let start = right - StrokeFont.width(of: chart.subtitle, height: chart.textHeight)
    guard start > left + StrokeFont.width(of: title, height: height) + 2 * height else { return }
    add(chart.subtitle, x: right, y: y, anchor: "end", height: chart.textHeight, color: IllustrationColors.text)
  }

  /// - Parameter height: height of a capital; a font's nominal size is usually 1.4 times as large.
  private mutating func add(
    _ text: String, x: Double, y: Double, anchor: String, height: Double, color: LinearRGB, halo: Double = 0
  ) {
    document.add(
      "text",
      [
        "x": SVGDocument.number(x), "y": SVGDocument.number(y), "text-anchor": anchor, "fill": Self.hex(color),
        "font-family": Self.fontFamily, "font-size": SVGDocument.number(1.4 * height), "paint-order": "stroke",
        "stroke": Self.hex(IllustrationColors.shadow), "stroke-opacity": "0.6",
        "stroke-width": SVGDocument.number(halo), "stroke-linejoin": "round",
      ], text: text)
  }

  private static func attributes(of box: DrawingBox) -> KeyValuePairs<String, String> {
    [
      "x": SVGDocument.number(box.x), "y": SVGDocument.number(box.y), "width": SVGDocument.number(box.width),
      "height": SVGDocument.number(box.height),
    ]
  }

  private static func hex(_ light: LinearRGB) -> String { "\(SRGBColor(light))" }
}
