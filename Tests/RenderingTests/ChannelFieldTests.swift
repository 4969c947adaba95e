import ComplexModule
import FractalMath
import RealModule
import Rendering
import Testing
import WorkStealing

@Suite("Shortcuts of fields with other channels")
struct ChannelFieldTests {
  private static let exteriors: [ExteriorQuantity] = [
    .smoothCount, .distance, .stripe(strands: 5), .triangleInequality, .angle,
    .trap(OrbitTrap(shape: .cross, real: 0.2, imaginary: 0.1, angleDegrees: 20)),
  ]
  /// Dust, cycles of the periods 3, 1 and 2, parabolic, indifferent.
  private static let constants: [Complex<Double>] = [
    Complex(0.7885, 0), Complex(-0.12, 0.75), Complex(0.1, 0), Complex(-1, 0), Complex(-0.75, 0),
    Complex(-0.390540870218, -0.586787907346),
  ]
  private static let cameras: [Camera] = [
    Camera(), Camera(rotationDegrees: 30), Camera(rotationDegrees: 180), Camera(center: Complex(0.3, 0), width: 1),
  ]

  private static func field(
    _ parameters: FrameParameters, channels: FieldChannels, shortcuts: FieldShortcuts, counters: FieldCounters
  ) throws -> [Float] {
    let size = FrameSize(width: 65, height: 39)
    let values = UnsafeMutableBufferPointer<Float>.allocate(capacity: size.pixelCount)
    defer { values.deallocate() }
    values.initialize(repeating: -77)
    let settings = FieldSettings(
      limits: EscapeLimits(maximumIterations: 300), shortcuts: shortcuts, channels: channels)
    let job = FieldJob(parameters: parameters, size: size, settings: settings, counts: values, counters: counters)
    try WorkStealingPool.run(workerCount: 2) { $0.submit(job).wait() }
    return Array(values)
  }

  @Test("all shortcuts on or off give the same values, bit for bit", arguments: exteriors, InteriorQuantity.allCases)
  func exact(exterior: ExteriorQuantity, interior: InteriorQuantity) throws {
    for hasSlope in [false, true] {
      let channels = FieldChannels(exterior: exterior, interior: interior, hasSlope: hasSlope)
      for constant in Self.constants {
        for camera in Self.cameras {
          let parameters = FrameParameters(juliaConstant: constant, camera: camera)
          let (plain, counters) = (FieldCounters(), FieldCounters())
          let brute = try Self.field(parameters, channels: channels, shortcuts: [], counters: plain)
          let short = try Self.field(parameters, channels: channels, shortcuts: .all, counters: counters)
          #expect(short == brute, "\(channels), \(constant), \(camera)")
          #expect(!short.contains(-77))
        }
      }
    }
  }

  @Test("half a frame round 0 follows from the other for every value, three quarters where sides do not matter")
  func sharesIterated() throws {
    for exterior in Self.exteriors {
      let counters = FieldCounters()
      let channels = FieldChannels(exterior: exterior, interior: .nearest)
      let brute = FieldCounters()
      let parameters = FrameParameters(juliaConstant: Complex(-1, 0))
      _ = try Self.field(parameters, channels: channels, shortcuts: [], counters: brute)
      _ = try Self.field(parameters, channels: channels, shortcuts: .symmetry, counters: counters)
      let share = Double(counters.iterations) / Double(brute.iterations)
      #expect(channels.areConjugationInvariant ? share < 0.3 : share > 0.4 && share < 0.6)
    }
  }

  /// Whether the second of two frames takes the first one's field.
  private static func isTaken(_ frames: [FrameParameters], channels: FieldChannels) -> Bool {
    var planner = ReusePlanner(
      size: FrameSize(width: 16, height: 12), settings: FieldSettings(limits: EscapeLimits(), channels: channels),
      frames: frames.indices
    ) { frames[$0] }
    _ = planner.source(ofFrame: 0)
    if case .taken = planner.source(ofFrame: 1) { return true }
    return false
  }

  @Test("a frame takes a mirrored field only where sides do not matter, and none where there are slopes")
  func reuse() {
    let mirrored = [Complex(-0.12, 0.75), Complex(-0.12, -0.75)].map { FrameParameters(juliaConstant: $0) }
    let equal = [0, 0.5].map { FrameParameters(juliaConstant: Complex(-0.12, 0.75), palettePhase: $0) }
    for exterior in Self.exteriors {
      let channels = FieldChannels(exterior: exterior)
      #expect(Self.isTaken(mirrored, channels: channels) == channels.areConjugationInvariant)
      #expect(Self.isTaken(equal, channels: channels))
      let withSlope = FieldChannels(exterior: exterior, hasSlope: true)
      #expect(!Self.isTaken(mirrored, channels: withSlope))
      #expect(!Self.isTaken(equal, channels: withSlope))
    }
  }

  @Test("the point that orbits are watched at is the cycle's nearest to 0, in a disc that leads there")
  func attractingPoint() throws {
    for (constant, period) in [
      (Complex(0.0, 0.0), 1), (Complex(-1.0, 0.0), 2), (Complex(-0.12, 0.75), 3), (Complex(-1.3107, 0.0), 4),
    ] {
      let point = try #require(AttractingCycle.point(JuliaMap(constant: constant), maximumIterations: 300))
      #expect(point.period == period)
      #expect(point.radius > 0)
      let w = Complex(point.real, point.imaginary)
      var (z, aside) = (w, w + Complex(point.radius / 2, 0))
      var nearest = Double.infinity
      for _ in 0..<period {
        z = z * z + constant
        nearest = min(nearest, z.length)
      }
      #expect((z - w).length < 1e-9)
      #expect(abs(nearest - w.length) < 1e-9)
      for _ in 0..<200 * period { aside = aside * aside + constant }
      #expect((aside - w).length < 1e-6)
    }
    #expect(AttractingCycle.point(JuliaMap(constant: Complex(0.7885, 0)), maximumIterations: 300) == nil)
    #expect(AttractingCycle.point(JuliaMap(constant: Complex(-0.75, 0)), maximumIterations: 300) == nil)
  }
}
