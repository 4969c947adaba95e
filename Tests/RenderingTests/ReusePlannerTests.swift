import ComplexModule
import FractalMath
import RealModule
import Rendering
import TestSupport
import Testing

@Suite("ReusePlanner")
struct ReusePlannerTests {
  private static let size = FrameSize(width: 16, height: 12)
  /// Bytes of the kept field of a camera on 0: the upper half.
  private static let foldedBytes = 16 * 6 * 4

  /// What a planner says for each of `frames`, as a line of words: `computed`, `kept`, or `=k`, `~k` for the equal or mirrored
  /// field that frame k computed.
  private static func plan(
    _ frames: [FrameParameters?], shortcuts: FieldShortcuts = .all, byteLimit: Int = 1 << 20, windowLength: Int = 4096
  ) -> (words: [String], largestHeldBytes: Int) {
    var planner = planner(frames, shortcuts: shortcuts, byteLimit: byteLimit, windowLength: windowLength)
    var owners: [ObjectIdentifier: Int] = [:]
    // All of them stay alive, so that no two have the same identity.
    var fields: [StoredField] = []
    let words = frames.indices.map { frame -> String in
      switch planner.source(ofFrame: frame) {
      case .computed: return "computed"
      case .computedInto(let field):
        fields.append(field)
        owners[ObjectIdentifier(field)] = frame
        return "kept"
      case .taken(let field, let isMirrored):
        return (isMirrored ? "~" : "=") + (owners[ObjectIdentifier(field)].map(String.init) ?? "?")
      }
    }
    return (words, planner.largestHeldBytes)
  }

  private static func planner(
    _ frames: [FrameParameters?], shortcuts: FieldShortcuts = .all, byteLimit: Int = 1 << 20, windowLength: Int = 4096
  ) -> ReusePlanner {
    ReusePlanner(
      size: size, settings: FieldSettings(limits: EscapeLimits(), shortcuts: shortcuts), frames: frames.indices,
      byteLimit: byteLimit, windowLength: windowLength
    ) { frames[$0] }
  }

  private static func frame(
    _ real: Double, _ imaginary: Double, camera: Camera = Camera(), phase: Double = 0
  ) -> FrameParameters {
    FrameParameters(juliaConstant: Complex(real, imaginary), camera: camera, palettePhase: phase)
  }

  /// c once round a circle in `count` frames, k and count − k exactly conjugate.
  private static func circle(_ count: Int, camera: Camera = Camera()) -> [FrameParameters] {
    (0..<count).map { index in
      let unit = Complex<Double>.unit(turns: Double(2 * index > count ? index - count : index) / Double(count))
      return frame(0.7885 * unit.real, 0.7885 * unit.imaginary, camera: camera)
    }
  }

  @Test("of a circle, the second half mirrors the first, and only the two real constants stand alone")
  func mirroredCircle() {
    let plan = Self.plan(Self.circle(8))
    #expect(plan.words == ["computed", "kept", "kept", "kept", "computed", "~3", "~2", "~1"])
    #expect(plan.largestHeldBytes == 3 * Self.foldedBytes)
  }

  @Test("there and back again, each frame on the way back takes the field of the way there")
  func pingPong() {
    let frames = [0, 1, 2, 3, 2, 1, 0].map { Self.frame(-0.1 * Double($0), 0.6) }
    #expect(Self.plan(frames).words == ["kept", "kept", "kept", "computed", "=2", "=1", "=0"])
  }

  @Test("while c is held and the palette turns, one field serves all frames and takes the memory of one")
  func hold() {
    let frames = (0..<50).map { Self.frame(-0.4, 0.6, phase: Double($0) / 50) }
    let plan = Self.plan(frames)
    #expect(plan.words == ["kept"] + Array(repeating: "=0", count: 49))
    #expect(plan.largestHeldBytes == Self.foldedBytes)
  }

  @Test("each kind of reuse has its own switch; a real constant's mirror image is its equal")
  func switches() {
    let (here, there, real) = (Self.frame(0.1, 0.7), Self.frame(0.1, -0.7), Self.frame(-1, 0))
    let frames = [here, there, here, real, real]
    #expect(Self.plan(frames).words == ["kept", "~0", "=0", "kept", "=3"])
    // Frame 2 would take the equal field, so with that switched off it is computed.
    #expect(
      Self.plan(frames, shortcuts: [.symmetry, .mirroredFrames]).words
        == ["kept", "~0", "computed", "computed", "computed"])
    #expect(
      Self.plan(frames, shortcuts: [.symmetry, .equalFields]).words == ["kept", "computed", "=0", "kept", "=3"])
    #expect(Self.plan(frames, shortcuts: [.symmetry, .traps]).words == Array(repeating: "computed", count: 5))
  }

  @Test("with equal fields switched off, a field that comes again is computed again and lends its mirror image again")
  func mirroredOnly() {
    let frames = Self.circle(6) + Self.circle(6)
    let round = ["computed", "kept", "kept", "computed"]
    let plan = Self.plan(frames, shortcuts: [.symmetry, .mirroredFrames])
    #expect(plan.words == round + ["~2", "~1"] + round + ["~8", "~7"])
    #expect(plan.largestHeldBytes == 2 * Self.foldedBytes)
  }

  @Test("a camera off the real axis, or turned, is mirrored by its mirror image only")
  func cameras() {
    for (camera, isMirrored) in [
      (Camera(rotationDegrees: 180), true), (Camera(center: Complex(0.3, 0), width: 1), true),
      (Camera(center: Complex(0.3, 0.2), width: 1), false), (Camera(rotationDegrees: 30), false),
    ] {
      #expect(Self.plan(Self.circle(8, camera: camera)).words.contains("~3") == isMirrored, "\(camera)")
    }
    let upper = Camera(center: Complex(0.3, 0.2), width: 1, rotationDegrees: 30)
    let lower = Camera(center: Complex(0.3, -0.2), width: 1, rotationDegrees: -30)
    #expect(
      Self.plan([Self.frame(0, 0.7, camera: upper), Self.frame(0, -0.7, camera: lower)]).words == ["kept", "~0"])
    #expect(
      Self.plan([Self.frame(0, 0.7, camera: upper), Self.frame(0, 0.7, camera: lower)]).words
        == ["computed", "computed"])
  }

  @Test("the sign of a zero makes no difference, the last bit of a number does")
  func bits() {
    #expect(Self.plan([Self.frame(-1, 0), Self.frame(-1, -0.0)]).words == ["kept", "=0"])
    #expect(Self.plan([Self.frame(0, 0.5), Self.frame(-0.0, -0.5)]).words == ["kept", "~0"])
    #expect(Self.plan([Self.frame(0.3, 0.5), Self.frame(0.3.nextUp, 0.5)]).words == ["computed", "computed"])
    let camera = Camera(width: 3.2.nextUp)
    #expect(
      Self.plan([Self.frame(0.3, 0.5), Self.frame(0.3, 0.5, camera: camera)]).words == ["computed", "computed"])
  }

  @Test("a frame that needs no field neither takes nor keeps one")
  func left() {
    let held = Self.frame(-0.4, 0.6)
    #expect(Self.plan([held, nil, nil, held]).words == ["kept", "computed", "computed", "=0"])
    let plan = Self.plan([held, nil, nil])
    #expect(plan.words == ["computed", "computed", "computed"] && plan.largestHeldBytes == 0)
  }

  @Test("within a limit, the frames next to the mirror's axis are served, and nothing is kept in vain")
  func limit() {
    let frames = Self.circle(100)
    for fields in 1...6 {
      // Not quite one field more.
      let plan = Self.plan(frames, byteLimit: (fields + 1) * Self.foldedBytes - 1)
      #expect(plan.words.count { $0.hasPrefix("~") } == fields)
      #expect(plan.words.count { $0 == "kept" } == fields)
      #expect(plan.words[50 - fields..<50].allSatisfy { $0 == "kept" })
      #expect(plan.largestHeldBytes == fields * Self.foldedBytes)
    }
    #expect(Self.plan(frames, byteLimit: 0).words == Array(repeating: "computed", count: 100))
  }

  @Test("no other choice of loans within the limit serves more frames")
  func optimal() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      let constants = (0..<Int.random(in: 2...14, using: &random)).map { _ in Int.random(in: 0..<5, using: &random) }
      let limit = Int.random(in: 1...3, using: &random)
      let frames = constants.map { Self.frame(0.1 * Double($0), 0.6) }
      let plan = Self.plan(frames, byteLimit: limit * Self.foldedBytes)
      #expect(
        plan.words.count { $0.hasPrefix("=") } == Self.mostLoans(constants, limit: limit), "\(constants), \(limit)")
      #expect(plan.largestHeldBytes <= limit * Self.foldedBytes)
    }
  }

  /// The most loans between neighbouring equal values of which never more than `limit` are held at once, found by trying all.
  private static func mostLoans(_ values: [Int], limit: Int) -> Int {
    let loans = values.indices.compactMap { end in
      values[..<end].lastIndex(of: values[end]).map { $0..<end }
    }
    return (0..<1 << loans.count).map { choice in
      let chosen = loans.indices.filter { choice >> $0 & 1 == 1 }.map { loans[$0] }
      let isWithin = values.indices.allSatisfy { frame in chosen.count { $0.contains(frame) } <= limit }
      return isWithin ? chosen.count : 0
    }.max() ?? 0
  }

  @Test("what lies beyond the window is not seen; a film may be much longer than it")
  func window() {
    // Each constant comes again after 7 frames.
    let frames = (0..<1000).map { Self.frame(0.1, 0.1 * Double($0 % 7)) }
    #expect(Self.plan(frames, windowLength: 7).words == Array(repeating: "computed", count: 1000))
    let plan = Self.plan(frames, windowLength: 8)
    #expect(plan.words[..<7] == ["kept", "kept", "kept", "kept", "kept", "kept", "kept"])
    #expect(plan.words[7...].enumerated().allSatisfy { $1 == "=\($0 % 7)" })
    #expect(plan.largestHeldBytes <= 7 * Self.foldedBytes)
  }

  @Test("each frame is read once, in order, and never farther ahead than the window")
  func reading() {
    final class Log { var frames: [Int] = [] }
    let log = Log()
    var planner = ReusePlanner(
      size: Self.size, settings: FieldSettings(limits: EscapeLimits()), frames: 10..<400, byteLimit: 1 << 20,
      windowLength: 32
    ) { frame in
      log.frames.append(frame)
      return Self.frame(0.001 * Double(frame % 50), 0.3)
    }
    for frame in 10..<400 {
      _ = planner.source(ofFrame: frame)
      #expect(log.frames.last == min(frame + 31, 399))
    }
    #expect(log.frames == Array(10..<400))
  }

  @Test("without the permission to reuse, or without memory for one field, no frame is read")
  func unread() {
    for (shortcuts, limit) in [([.symmetry, .traps], 1 << 20), (FieldShortcuts.all, Self.foldedBytes - 1)] {
      var planner = ReusePlanner(
        size: Self.size, settings: FieldSettings(limits: EscapeLimits(), shortcuts: shortcuts), frames: 0..<10,
        byteLimit: limit
      ) { _ in
        Issue.record("read")
        return nil
      }
      for frame in 0..<10 { _ = planner.source(ofFrame: frame) }
      #expect(planner.largestHeldBytes == 0)
    }
  }

  @Test("fields of which the lower half does not follow count in full")
  func unfolded() {
    let camera = Camera(center: Complex(0.3, 0), width: 1)
    let frames = Self.circle(20, camera: camera)
    let plan = Self.plan(frames, byteLimit: 6 * Self.foldedBytes)
    #expect(plan.words.count { $0.hasPrefix("~") } == 3 && plan.largestHeldBytes == 6 * Self.foldedBytes)
    let withoutSymmetry = Self.plan(Self.circle(20), shortcuts: [.mirroredFrames], byteLimit: 4 * Self.foldedBytes)
    #expect(withoutSymmetry.words.count { $0.hasPrefix("~") } == 2)
  }

  @Test("frames are asked for one after the other")
  func order() async {
    await #expect(processExitsWith: .failure) {
      var planner = Self.planner([Self.frame(0, 0), Self.frame(0, 1)])
      _ = planner.source(ofFrame: 1)
    }
  }
}
