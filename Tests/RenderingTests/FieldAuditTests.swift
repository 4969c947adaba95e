import ComplexModule
import FractalMath
import RealModule
import Rendering
import Testing
import WorkStealing

@Suite("FieldAudit")
struct FieldAuditTests {
  /// A field that is 1 everywhere but at one pixel of one of its rows, or that leaves that pixel as it was.
  private struct PlantedField: AuditedField {
    static let width = 40

    var row: Int?
    var column = 0
    var value: Float?

    func fill(
      _ tile: TileGrid.Tile, into counts: UnsafeMutableBufferPointer<Float>,
      opposite: UnsafeMutableBufferPointer<Float>
    ) {
      fill(counts, rows: tile.rows)
      if let rows = tile.opposite { fill(opposite, rows: rows) }
    }

    private func fill(_ counts: UnsafeMutableBufferPointer<Float>, rows: Range<Int>) {
      for index in counts.indices {
        let isPlace = rows.lowerBound + index / Self.width == row && index % Self.width == column
        if !isPlace { counts[index] = 1 } else if let value { counts[index] = value }
      }
    }
  }

  /// Two frames, 7 and 5, of 1 640 rows, in which `candidate` is compared with `reference`.
  private static func finding(_ candidate: PlantedField, against reference: PlantedField) throws -> FieldFinding {
    let grid = TileGrid(size: FrameSize(width: PlantedField.width, height: 1640), isFolded: true)
    #expect(grid.count > 1)
    let finding = FieldFinding(name: "planted")
    try WorkStealingPool.run(workerCount: 2) { workers in
      for frame in [7, 5] {
        let job = FieldAuditJob(
          frame: frame, width: PlantedField.width, tiles: (0..<grid.count).map { grid[$0] }, reference: reference,
          candidates: [FieldAuditJob.Candidate(source: candidate, finding: finding)])
        workers.submit(job).wait()
      }
    }
    return finding
  }

  @Test(
    "a wrong pixel is found wherever it is, and named by the first frame that has it",
    arguments: [0, 1, 407, 819, 820, 1000, 1638, 1639])
  func planted(row: Int) throws {
    for column in [0, 17, PlantedField.width - 1] {
      let finding = try Self.finding(PlantedField(row: row, column: column, value: 2), against: PlantedField())
      #expect(finding.mismatchingPixels == 2)
      #expect(
        finding.firstMismatch
          == FieldMismatch(frame: 5, row: row, column: column, bruteForce: 1, shortcut: 2))
    }
  }

  @Test("equal fields have no mismatch")
  func equal() throws {
    let finding = try Self.finding(PlantedField(row: 3, value: 2), against: PlantedField(row: 3, value: 2))
    #expect(finding.mismatchingPixels == 0 && finding.firstMismatch == nil)
  }

  @Test("the last bit counts, and so do the sign of 0 and the bits of NaN")
  func bits() throws {
    let pairs: [(Float, Float)] = [(1, Float(1).nextUp), (0, -0.0), (.nan, Float(nan: 1, signaling: false))]
    for (value, other) in pairs {
      let finding = try Self.finding(PlantedField(row: 3, value: value), against: PlantedField(row: 3, value: other))
      #expect(finding.mismatchingPixels == 2)
    }
    #expect(
      try Self.finding(PlantedField(row: 3, value: .nan), against: PlantedField(row: 3, value: .nan))
        .mismatchingPixels == 0)
  }

  @Test("a pixel that is not written is a mismatch, even if brute force does not write it either")
  func unwritten() throws {
    let leaky = PlantedField(row: 1200, column: 5, value: nil)
    for reference in [PlantedField(), leaky] {
      let first = try #require(try Self.finding(leaky, against: reference).firstMismatch)
      #expect((first.frame, first.row, first.column) == (5, 1200, 5))
    }
  }

  /// An audit of all of one frame.
  private static func audit(
    _ parameters: FrameParameters, size: FrameSize = FrameSize(width: 320, height: 180), limit: Int = 600,
    settings change: (inout FieldSettings) -> Void = { _ in }
  ) throws -> FieldAudit {
    var settings = FieldSettings(limits: EscapeLimits(maximumIterations: limit))
    change(&settings)
    let audit = FieldAudit(size: size, settings: settings)
    let grid = TileGrid(size: size, isFolded: true)
    try WorkStealingPool.run(workerCount: 2) { workers in
      workers.submit(audit.job(parameters, frame: 0, tiles: (0..<grid.count).map { grid[$0] })).wait()
    }
    return audit
  }

  private static func savedPercent(_ name: String, in audit: FieldAudit) throws -> Double {
    let finding = try #require(audit.findings.first { $0.name == name })
    return 100 * (1 - Double(finding.counters.iterations) / Double(audit.bruteForce.iterations))
  }

  private static let symmetries: [(constant: Complex<Double>, camera: Camera, percent: Double)] = [
    (Complex(0.3, 0.5), Camera(rotationDegrees: 25), 50), (Complex(-0.12, 0.75), Camera(), 50),
    (Complex(-1.2, 0), Camera(), 75), (Complex(0.7885, 0), Camera(rotationDegrees: 180), 75),
    (Complex(-1.2, 0), Camera(center: Complex(0.3, 0), width: 1), 50),
    (Complex(-1.2, 0), Camera(center: Complex(0.3, 0.2), width: 1), 0),
  ]

  @Test(
    "symmetry saves half with the camera on 0 or on the real axis for real c, three quarters with both, nothing elsewhere",
    arguments: symmetries)
  func symmetry(constant: Complex<Double>, camera: Camera, percent: Double) throws {
    let audit = try Self.audit(FrameParameters(juliaConstant: constant, camera: camera))
    #expect(audit.findings.allSatisfy { $0.mismatchingPixels == 0 })
    #expect(abs(try Self.savedPercent("symmetry", in: audit) - percent) < 0.5)
    let finding = try #require(audit.findings.first { $0.name == "symmetry" })
    #expect(finding.counters.copiedPixels == Int(percent) * 320 * 180 / 100)
    #expect(finding.counters.givenUpPixels == 0)
  }

  @Test("traps save most of a frame that is all interior, and all together save more than each alone")
  func traps() throws {
    let parameters = FrameParameters(juliaConstant: Complex(-0.12, 0.75), camera: Camera(width: 0.3))
    let audit = try Self.audit(parameters, limit: 5000)
    let traps = try Self.savedPercent("traps", in: audit)
    #expect(traps > 90)
    #expect(try Self.savedPercent(FieldAudit.together, in: audit) > traps)
    #expect(audit.findings.first { $0.name == "traps" }?.counters.givenUpPixels == 320 * 180)
  }

  @Test(
    "odd sizes and each instruction set are compared to the last row",
    arguments: InstructionSet.allCases.filter(\.isAvailable))
  func sizes(instructionSet: InstructionSet) throws {
    for size in [FrameSize(width: 1, height: 1), FrameSize(width: 7, height: 2), FrameSize(width: 65, height: 39)] {
      for camera in [Camera(), Camera(center: Complex(0.1, 0.2), width: 1)] {
        let audit = try Self.audit(
          FrameParameters(juliaConstant: Complex(-0.75, 0), camera: camera), size: size,
          settings: { $0.instructionSet = instructionSet })
        #expect(audit.bruteForce.computedPixels == size.pixelCount)
        for finding in audit.findings {
          #expect(finding.mismatchingPixels == 0, "\(finding.name), \(size)")
          #expect(finding.counters.computedPixels + finding.counters.copiedPixels == size.pixelCount)
        }
      }
    }
  }

  @Test("a shortcut that is switched off is left out")
  func leftOut() throws {
    let audit = FieldAudit(
      size: FrameSize(width: 8, height: 8),
      settings: FieldSettings(limits: EscapeLimits(), shortcuts: FieldShortcuts.all.subtracting(.symmetry)))
    #expect(!audit.findings.contains { $0.name == "symmetry" })
    #expect(audit.findings.last?.name == FieldAudit.together)
  }

  @Test("each name of a shortcut stands for one, and all of them are named")
  func names() {
    let named = FieldShortcuts.withinFrame
    #expect(Set(named.map(\.name)).count == named.count)
    #expect(named.allSatisfy { $0.shortcut.rawValue.nonzeroBitCount == 1 })
    #expect(FieldShortcuts(named.map(\.shortcut)).isSubset(of: .all))
  }
}
