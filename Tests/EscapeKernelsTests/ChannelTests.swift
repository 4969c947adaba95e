import EscapeKernels
import Foundation
import FractalMath
import OrbitTypes
import TestSupport
import Testing

@Suite("Channels of EscapeKernel")
struct ChannelTests {
  private static let instructionSets = InstructionSet.allCases.filter(\.isAvailable)

  private static let trap = OrbitTrap(shape: .point, real: 0.3, imaginary: -0.2, radius: 0.4, angleDegrees: 30)

  private static let exteriors: [ExteriorQuantity] =
    [
      .smoothCount, .distance, .stripe(strands: 1), .stripe(strands: 3), .stripe(strands: 16), .triangleInequality,
      .angle,
    ]
    + OrbitTrap.Shape.allCases.map { shape in
      var trap = trap
      trap.shape = shape
      return .trap(trap)
    }

  private static func problem(
    _ constant: (Double, Double), width: Int = 53, height: Int = 31, viewWidth: Double = 3.2, radius: Double = 256,
    limit: Int = 200, channels: FieldChannels
  ) -> OrbitProblem {
    var problem = OrbitProblem(
      juliaConstant: (real: constant.0, imaginary: constant.1), width: width, height: height,
      center: (real: 0, imaginary: 0), columnStep: (real: viewWidth / Double(width), imaginary: 0),
      escapeRadius: radius, maximumIterations: limit)
    problem.channels = channels
    return problem
  }

  /// Values and slopes of a whole frame, after a look at the guards round them.
  private static func field(
    _ problem: OrbitProblem, _ instructionSet: InstructionSet, sourceLocation: SourceLocation = #_sourceLocation
  ) -> (values: [Float], slopes: [Float], tally: OrbitTally) {
    let poison: Float = -12345
    let (stride, guards) = (problem.width + 3, 64)
    let count = stride * problem.height
    var values = [Float](repeating: poison, count: count + 2 * guards)
    var slopes = values
    var tally = OrbitTally()
    values.withUnsafeMutableBufferPointer { values in
      slopes.withUnsafeMutableBufferPointer { slopes in
        tally = EscapeKernel(problem, instructionSet: instructionSet).fill(
          columns: 0..<problem.width, rows: 0..<problem.height,
          into: UnsafeMutableBufferPointer(rebasing: values[guards..<guards + count]),
          slopes: UnsafeMutableBufferPointer(rebasing: slopes[guards..<guards + count]), rowStride: stride)
      }
    }
    func pixels(_ storage: [Float]) -> [Float] {
      (0..<problem.height).flatMap { storage[guards + $0 * stride..<guards + $0 * stride + problem.width] }
    }
    for storage in [values] + (problem.channels.hasSlope ? [slopes] : []) {
      #expect(
        storage.count { $0 == poison } == storage.count - problem.width * problem.height,
        sourceLocation: sourceLocation)
    }
    return (pixels(values), pixels(slopes), tally)
  }

  /// How far `value` is from `expected`, round the circle where both are angles.
  private static func deviation(_ value: Float, _ expected: Double, isAngle: Bool) -> Double {
    let difference = abs(Double(value) - expected)
    return isAngle ? min(difference, 1 - difference) : difference / max(1, expected)
  }

  private static func check(_ problem: OrbitProblem, sourceLocation: SourceLocation = #_sourceLocation) {
    let isAngle = problem.channels.exterior == .angle
    for instructionSet in instructionSets {
      let (values, slopes, _) = field(problem, instructionSet, sourceLocation: sourceLocation)
      for (index, value) in values.enumerated() {
        let orbit = PlainOrbit(
          problem, column: index % problem.width, row: index / problem.width, instructionSet: instructionSet)
        let place: Comment = "\(instructionSet), \(problem.channels), pixel \(index), c = \(problem.juliaConstant)"
        guard orbit.escapes else {
          #expect(value == -1, place, sourceLocation: sourceLocation)
          continue
        }
        let expected = orbit.exteriorValue
        guard value >= 0, deviation(value, expected, isAngle: isAngle) <= 3e-6 else {
          Issue.record("\(place): \(value) instead of \(expected)", sourceLocation: sourceLocation)
          return
        }
        guard problem.channels.hasSlope else { continue }
        let slope = PixelSlope(packed: slopes[index])
        // Directions have 16 bits next to the steepest slopes.
        guard slopes[index] >= 0, slopes[index] < 256, deviation(slope.turns, orbit.slope, isAngle: true) <= 0x1p-16,
          abs(Double(slope.level) - orbit.steepness) <= 0.501
        else {
          Issue.record(
            "\(place): slope \(slopes[index]) instead of \(orbit.steepness) and \(orbit.slope)",
            sourceLocation: sourceLocation)
          return
        }
      }
    }
  }

  @Test("are those of a plain orbit, each quantity on each instruction set", arguments: exteriors)
  func plainTwin(exterior: ExteriorQuantity) {
    for constant in [(0.7885, 0.0), (-0.12, 0.75), (0.0, 1.0), (-0.8, 0.156)] {
      for hasSlope in [false, true] {
        Self.check(Self.problem(constant, channels: FieldChannels(exterior: exterior, hasSlope: hasSlope)))
      }
    }
  }

  @Test("follow the definition at any size, limit and radius, far out too", arguments: exteriors)
  func extremes(exterior: ExteriorQuantity) {
    let channels = FieldChannels(exterior: exterior)
    for (width, height) in [(1, 1), (7, 5), (16, 1)] {
      Self.check(Self.problem((-0.4, 0.6), width: width, height: height, channels: channels))
    }
    for limit in 1...9 {
      Self.check(Self.problem((-0.4, 0.6), width: 23, height: 11, limit: limit, channels: channels))
    }
    for radius in [4.0, 1e6] { Self.check(Self.problem((0.3, 0.5), radius: radius, channels: channels)) }
  }

  @Test("are finite and in range for any constant and view", arguments: exteriors)
  func finite(exterior: ExteriorQuantity) {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<12 {
      let limit = Int.random(in: 1...3000, using: &random)
      for constant in [(0.0, 0.0), (-2.0, 0.0), (Double.random(in: -2...2, using: &random), 0.3)] {
        let view = exp(Double.random(in: -20...11, using: &random))
        let problem = Self.problem(
          constant, width: 21, height: 11, viewWidth: view, limit: limit,
          channels: FieldChannels(exterior: exterior, hasSlope: true))
        for instructionSet in Self.instructionSets {
          let (values, slopes, _) = Self.field(problem, instructionSet)
          #expect(values.allSatisfy { $0 == -1 || $0 >= 0 && $0 < .infinity })
          #expect(slopes.allSatisfy { $0 >= 0 && $0 < 256 })
          switch exterior {
          case .stripe, .triangleInequality: #expect(values.allSatisfy { $0 <= 1 })
          case .angle: #expect(values.allSatisfy { $0 < 1 })
          case .smoothCount, .distance, .trap: break
          }
        }
      }
    }
  }

  @Test("half a turn changes no bit of a value, and turns the slope", arguments: exteriors, InteriorQuantity.allCases)
  func halfTurn(exterior: ExteriorQuantity, interior: InteriorQuantity) {
    let channels = FieldChannels(exterior: exterior, interior: interior, hasSlope: true)
    for constant in [(-0.4, 0.6), (-0.12, 0.75), (-1.0, 0.0)] {
      let problem = Self.problem(constant, channels: channels)
      for instructionSet in Self.instructionSets {
        let (values, slopes, _) = Self.field(problem, instructionSet)
        #expect(values == values.reversed())
        // The middle pixel is its own opposite.
        for (index, value) in values.enumerated() where value >= 0 && 2 * index + 1 != values.count {
          let one = PixelSlope(packed: slopes[index])
          let opposite = PixelSlope(packed: slopes[slopes.count - 1 - index])
          #expect(one.level == opposite.level)
          #expect(abs(abs(Double(one.turns) - Double(opposite.turns)) - 0.5) <= 0x1p-16)
        }
      }
    }
  }

  @Test("conjugate constants give mirrored values, to the last bit, where channels claim it")
  func conjugate() {
    for exterior in Self.exteriors {
      for interior in InteriorQuantity.allCases {
        let channels = FieldChannels(exterior: exterior, interior: interior)
        guard channels.areConjugationInvariant else { continue }
        for instructionSet in Self.instructionSets {
          let field = Self.field(Self.problem((-0.12, 0.75), channels: channels), instructionSet).values
          let mirrored = Self.field(Self.problem((-0.12, -0.75), channels: channels), instructionSet).values
          for row in 0..<31 {
            #expect(field[row * 53..<row * 53 + 53] == mirrored[(30 - row) * 53..<(30 - row) * 53 + 53])
          }
        }
      }
    }
  }

  @Test("AVX2 and AVX-512 agree to the last bit", .enabled(if: InstructionSet.avx512.isAvailable))
  func fusedSetsAgree() {
    for exterior in Self.exteriors {
      for interior in InteriorQuantity.allCases {
        let problem = Self.problem(
          (-0.12, 0.75), channels: FieldChannels(exterior: exterior, interior: interior, hasSlope: true))
        let (narrow, wide) = (Self.field(problem, .avx2), Self.field(problem, .avx512))
        #expect(narrow.values == wide.values)
        #expect(narrow.slopes == wide.slopes)
      }
    }
  }

  @Test("positions between pixels are those of a finer frame")
  func positions() {
    let channels = FieldChannels(exterior: .distance, hasSlope: true)
    let fine = Self.problem((-0.8, 0.156), width: 64, height: 32, channels: channels)
    let coarse = Self.problem((-0.8, 0.156), width: 32, height: 16, channels: channels)
    var (rights, ups): ([Double], [Double]) = ([], [])
    for row in 0..<fine.height {
      for column in 0..<fine.width {
        rights.append(Double(column) / 2 - 15.75)
        ups.append(7.75 - Double(row) / 2)
      }
    }
    for instructionSet in Self.instructionSets {
      var values = [Float](repeating: -12345, count: rights.count)
      var slopes = values
      rights.withUnsafeBufferPointer { rights in
        ups.withUnsafeBufferPointer { ups in
          values.withUnsafeMutableBufferPointer { values in
            slopes.withUnsafeMutableBufferPointer { slopes in
              _ = EscapeKernel(coarse, instructionSet: instructionSet).fill(
                rightsOf: rights, upsOf: ups, into: values, slopes: slopes)
            }
          }
        }
      }
      let expected = Self.field(fine, instructionSet)
      #expect(values == expected.values)
      #expect(slopes == expected.slopes)
    }
  }

  @Test(
    "averages are continuous where the count changes",
    arguments: [ExteriorQuantity.stripe(strands: 3), .triangleInequality])
  func continuity(exterior: ExteriorQuantity) {
    // One row far outside, in which orbits escape after one step to nine.
    let count = 40_000
    let rights = (0..<count).map { 3 + 20 * Double($0) / Double(count) }
    let ups = [Double](repeating: 1, count: count)
    for instructionSet in Self.instructionSets {
      let problem = Self.problem((-0.4, 0.6), viewWidth: 53.0 / 2, channels: FieldChannels(exterior: exterior))
      var values = [Float](repeating: -12345, count: count)
      rights.withUnsafeBufferPointer { rights in
        ups.withUnsafeBufferPointer { ups in
          values.withUnsafeMutableBufferPointer {
            _ = EscapeKernel(problem, instructionSet: instructionSet).fill(rightsOf: rights, upsOf: ups, into: $0)
          }
        }
      }
      let steps = zip(values, values.dropFirst()).map { abs($0 - $1) }
      #expect((values.max() ?? 0) - (values.min() ?? 0) > 0.05)
      #expect(values.allSatisfy { $0 >= 0 })
      #expect((steps.max() ?? 1) < 1e-3)
    }
  }

  @Test("a trap gives up orbits and changes no value")
  func traps() {
    for exterior in Self.exteriors where exterior != .smoothCount {
      var problem = Self.problem((0, 0), limit: 2000, channels: FieldChannels(exterior: exterior))
      for instructionSet in Self.instructionSets {
        problem.traps = []
        let brute = Self.field(problem, instructionSet)
        problem.traps = [TrapDisc(real: 0, imaginary: 0, radius: 0.9)]
        let short = Self.field(problem, instructionSet)
        #expect(short.values == brute.values)
        #expect(short.tally.trappedPixels > 0)
        #expect(short.tally.iterations < brute.tally.iterations / 10)
      }
    }
  }
}

extension EscapeKernel {
  /// The values at whole arrays of places.
  fileprivate func fill(
    rightsOf rights: UnsafeBufferPointer<Double>, upsOf ups: UnsafeBufferPointer<Double>,
    into values: UnsafeMutableBufferPointer<Float>, slopes: UnsafeMutableBufferPointer<Float>? = nil
  ) -> OrbitTally {
    guard let firstRight = rights.baseAddress, let firstUp = ups.baseAddress, let first = values.baseAddress else {
      return OrbitTally()
    }
    return fill(rights: firstRight, ups: firstUp, count: rights.count, into: first, slopes: slopes?.baseAddress)
  }
}
