import ArgumentParser
import ComplexModule
import FractalMath

/// A series of frames that is measured.
///
/// `peers/workloads.py` has the same list for the other programs; the agreement check of `peers/run.py` compares them.
struct Workload {
  /// The workloads by name.
  enum Name: String, CaseIterable, ExpressibleByArgument {
    case sweep, rabbit, dendrite
    case sanMarco = "san-marco"
    case siegel
    case offCentre = "off-centre"
  }

  /// When orbits are given up.
  let limits: EscapeLimits
  private let camera: Camera
  private let constants: [Complex<Double>]

  /// The workload of that name, with another constant or limit where one is given.
  init(_ name: Name, constant: Complex<Double>? = nil, maximumIterations limit: Int? = nil) {
    var camera = Camera()
    var maximumIterations = 2000
    let constants: [Complex<Double>]
    switch name {
    case .sweep, .offCentre:
      constants = Self.circle
      maximumIterations = 500
    case .rabbit: constants = [Complex(-0.12, 0.75)]
    case .dendrite: constants = [Complex(0, 1)]
    case .sanMarco: constants = [Complex(-0.75, 0)]
    case .siegel: constants = [Complex(-0.390540870218, -0.586787907346)]
    }
    if name == .offCentre { camera = Camera(center: Complex(0.3, 0.2), width: 0.01, rotationDegrees: 30) }
    self.camera = camera
    self.constants = constant.map { [$0] } ?? constants
    limits = EscapeLimits(maximumIterations: limit ?? maximumIterations, escapeRadius: 256)
  }

  /// Twenty-four constants once round the circle of radius 0.7885, numbers k and 24 − k exactly conjugate.
  private static var circle: [Complex<Double>] {
    (0..<24).map { index in
      // The angle is taken to −½…½ turns while it is a whole number, as a circle path of a preset does: no quotient is rounded
      // differently from its mirror image.
      let unit = Complex<Double>.unit(turns: Double(index > 12 ? index - 24 : index) / 24)
      return Complex(0.7885 * unit.real, 0.7885 * unit.imaginary)
    }
  }

  /// The parameters of the first `frames` frames; frame k has the constant k modulo their number.
  func parameters(frames: Int) -> [FrameParameters] {
    (0..<frames).map { FrameParameters(juliaConstant: constants[$0 % constants.count], camera: camera) }
  }

  /// Few steps, for the frames that are computed before the clock starts: they touch the memory and start the threads.
  var warmUpLimits: EscapeLimits {
    EscapeLimits(maximumIterations: 50, escapeRadius: limits.escapeRadius)
  }
}
