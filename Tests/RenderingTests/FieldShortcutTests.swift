import ComplexModule
import FractalMath
import RealModule
import Rendering
import TestSupport
import Testing
import WorkStealing

@Suite("Shortcuts of the field")
struct FieldShortcutTests {
  private static func field(
    _ parameters: FrameParameters, size: FrameSize, shortcuts: FieldShortcuts, limit: Int = 400,
    instructionSet: InstructionSet = .best, counters: FieldCounters = FieldCounters()
  ) throws -> [Float] {
    let counts = UnsafeMutableBufferPointer<Float>.allocate(capacity: size.pixelCount)
    defer { counts.deallocate() }
    counts.initialize(repeating: -77)
    let settings = FieldSettings(
      limits: EscapeLimits(maximumIterations: limit), instructionSet: instructionSet, shortcuts: shortcuts)
    let job = FieldJob(parameters: parameters, size: size, settings: settings, counts: counts, counters: counters)
    try WorkStealingPool.run(workerCount: 2) { $0.submit(job).wait() }
    return Array(counts)
  }

  /// Constants of each kind: dust, attracting cycles of several periods, parabolic, indifferent, on the real axis.
  private static let constants: [Complex<Double>] = [
    Complex(0.7885, 0), Complex(-0.12, 0.75), Complex(0, 1), Complex(-0.75, 0), Complex(-1, 0), Complex(0, 0),
    Complex(-0.390540870218, -0.586787907346), Complex(-1.7549, 0), Complex(0.285, 0.01), Complex(-0.4, 0.1),
  ]
  private static let cameras: [Camera] = [
    Camera(), Camera(rotationDegrees: 30), Camera(rotationDegrees: 180), Camera(rotationDegrees: 90),
    Camera(center: Complex(0.3, 0), width: 1), Camera(center: Complex(0.3, 0.2), width: 0.01, rotationDegrees: 30),
    Camera(center: Complex(0, 0.4), width: 0.5),
  ]

  @Test(
    "all shortcuts on or off give the same field, bit for bit", arguments: InstructionSet.allCases.filter(\.isAvailable)
  )
  func exact(instructionSet: InstructionSet) throws {
    for constant in Self.constants {
      for camera in Self.cameras {
        let parameters = FrameParameters(juliaConstant: constant, camera: camera)
        for size in [FrameSize(width: 65, height: 39), FrameSize(width: 64, height: 38)] {
          let plain = try Self.field(parameters, size: size, shortcuts: [], instructionSet: instructionSet)
          for shortcuts in [FieldShortcuts.all, .symmetry, .traps, .certificates] {
            let field = try Self.field(parameters, size: size, shortcuts: shortcuts, instructionSet: instructionSet)
            #expect(field == plain, "\(constant), \(camera), \(size), \(shortcuts)")
          }
        }
      }
    }
  }

  @Test("random constants and cameras: all shortcuts on or off give the same field")
  func random() throws {
    var random = SeededGenerator(seed: 99)
    for _ in 0..<150 {
      let isCentred = Bool.random(using: &random)
      let parameters = FrameParameters(
        juliaConstant: Complex(.random(in: -1.5...0.5, using: &random), .random(in: -1...1, using: &random)),
        camera: Camera(
          center: isCentred
            ? .zero : Complex(.random(in: -0.5...0.5, using: &random), .random(in: -0.5...0.5, using: &random)),
          width: .random(in: 0.01...4, using: &random), rotationDegrees: .random(in: -180...180, using: &random)))
      let size = FrameSize(width: .random(in: 1...60, using: &random), height: .random(in: 1...40, using: &random))
      let limit = Int.random(in: 1...1500, using: &random)
      #expect(
        try Self.field(parameters, size: size, shortcuts: .all, limit: limit)
          == Self.field(parameters, size: size, shortcuts: [], limit: limit), "\(parameters), \(size), \(limit)")
    }
  }

  @Test("without a trap, long orbits end on exact cycles, and the field is the same")
  func exactCycles() throws {
    let size = FrameSize(width: 64, height: 36)
    for constant in [Complex(-1, 0), Complex(-0.12, 0.75)] {
      let parameters = FrameParameters(juliaConstant: constant)
      let counters = FieldCounters()
      let short = try Self.field(
        parameters, size: size, shortcuts: [.cycles], limit: 20_000, counters: counters)
      #expect(try short == Self.field(parameters, size: size, shortcuts: [], limit: 20_000))
      #expect(counters.cyclingPixels > size.pixelCount / 20)
    }
  }

  @Test("exact cycles are looked for only where they can pay")
  func noCycles() {
    let cases: [(Complex<Double>, Int, Bool, Bool)] = [
      (Complex(-0.75, 0), 4096, false, true), (Complex(-0.75, 0), 4095, false, false),
      (Complex(-1, 0), 100_000, true, false), (Complex(0.4, 0.4), 100_000, false, false),
    ]
    for (constant, limit, hasTraps, expected) in cases {
      #expect(
        ExactCycles.areWorthFinding(JuliaMap(constant: constant), maximumIterations: limit, hasTraps: hasTraps)
          == expected)
    }
  }
}
