import FractalMath
import Rendering
import WorkStealing

/// The Mandelbrot set, or that of another formula, with its surroundings, as in the background of a film's path, in a preview's planes.
package enum PlanePreview {
  /// Draws the part of the plane round the point (`x`, `y`) that is `width` wide.
  ///
  /// - Precondition: `planes` have room for one picture.
  package static func render(
    _ formula: FractalFormula = .quadratic, x: Double, y: Double, width: Double, into planes: PreviewPlanes,
    on workers: WorkStealingPool
  ) {
    precondition(planes.count == 1, "a part of the plane is one picture, not \(planes.count)")
    let viewport = Viewport(camera: Camera(center: .init(x, y), width: width), size: planes.size)
    workers.submit(PlaneJob(formula, viewport: viewport, width: width, planes: planes)).wait()
  }
}

/// The drawing as work for the pool: its items are pairs of rows, which share their chroma.
private final class PlaneJob: ParallelTask {
  private let formula: FractalFormula
  private let viewport: Viewport
  private let width: Double
  private let maximumIterations: Int
  private let planes: PreviewPlanes
  private let multipliers: ClosedRange<Double>
  private let shades = PlaneShades { light in
    YCbCr709(
      red: SRGBTransfer.encoded(light.red), green: SRGBTransfer.encoded(light.green),
      blue: SRGBTransfer.encoded(light.blue))
  }

  init(_ formula: FractalFormula, viewport: Viewport, width: Double, planes: PreviewPlanes) {
    self.formula = formula
    self.viewport = viewport
    self.width = width
    self.planes = planes
    maximumIterations = MandelbrotField.maximumIterations(viewWidth: width)
    multipliers = MandelbrotPlaces.multipliers(
      of: formula, in: viewport, maximumIterations: maximumIterations)
  }

  var itemCount: Int { viewport.size.height / 2 }

  func perform(item: Int, worker: Int) {
    let target = planes.target(0)
    let rows = [2 * item, 2 * item + 1]
    let luma = rows.map { target.planes[0].base + $0 * target.planes[0].rowStride }
    let chroma = (1...2).map { target.planes[$0].base + item * target.planes[$0].rowStride }
    var places = MandelbrotPlaces(formula, maximumIterations: maximumIterations)
    for pair in 0..<viewport.size.width / 2 {
      var (blue, red) = (0.0, 0.0)
      for (line, row) in rows.enumerated() {
        for column in [2 * pair, 2 * pair + 1] {
          let code = code(column: column, row: row, &places)
          luma[line][column] = UInt8(code.luma.rounded())
          blue += code.blueDifference / 4
          red += code.redDifference / 4
        }
      }
      chroma[0][pair] = UInt8(blue.rounded())
      chroma[1][pair] = UInt8(red.rounded())
    }
  }

  private func code(column: Int, row: Int, _ places: inout MandelbrotPlaces) -> YCbCr709 {
    switch places.place(of: viewport.point(column: Double(column), row: Double(row))) {
    case .outside(let distance): shades[distance: distance / width]
    case .inside(let multiplier): shades[depth: multipliers.share(of: multiplier)]
    case .undecided: shades[depth: 1]
    }
  }
}
