import Animation
import FractalMath
import Production
import Testing
import VideoEncoding

@Suite("Keys of segments")
struct SegmentKeyTests {
  private static func bytes(_ parameters: FrameParameters) -> [UInt8] {
    var bytes: [UInt8] = []
    SegmentKeys.append(parameters, to: &bytes)
    return bytes
  }

  /// Numbers in a value, at any depth; `nil` where it has something else.
  private static func numberCount(_ value: Any) -> Int? {
    if value is Double { return 1 }
    if value is FractalFormula || value is DeepView? || value is FrameColors? || value is [FrameParameters] { return 0 }
    let children = Mirror(reflecting: value).children
    guard !children.isEmpty else { return nil }
    return children.reduce(0) { sum, child in sum.flatMap { sum in numberCount(child.value).map { sum + $0 } } }
  }

  @Test("each number of a frame's parameters, changed by the least amount, gives another frame and another key")
  func parameters() throws {
    let parameters = FrameParameters(juliaConstant: .init(-0.75, 0.125))
    // After the formula nothing but numbers of 64 bits, and at the end a deep view, if there is one: so each can be changed in memory, and
    // none that is added later is forgotten.
    let count = try #require(Self.numberCount(parameters))
    let first = try #require(MemoryLayout<FrameParameters>.offset(of: \.juliaConstant))
    try #require(MemoryLayout<FrameParameters>.offset(of: \.deepView) == first + count * MemoryLayout<Double>.size)
    var keys: Set<[UInt8]> = [Self.bytes(parameters)]
    for index in 0..<count {
      var changed = parameters
      withUnsafeMutableBytes(of: &changed) { memory in
        let place = first + index * MemoryLayout<Double>.size
        let number = memory.load(fromByteOffset: place, as: Double.self)
        memory.storeBytes(of: number.nextUp, toByteOffset: place, as: Double.self)
      }
      keys.insert(Self.bytes(changed))
      #expect(changed != parameters)
    }
    #expect(keys.count == count + 1)
  }

  @Test("each formula gives another frame and another key")
  func formulas() {
    let formulas: [FractalFormula] = (2...8).map { .power(degree: $0) } + [.tricorn, .burningShip, .celtic, .buffalo]
    let frames = formulas.map { formula in
      var parameters = FrameParameters(juliaConstant: .init(-0.75, 0.125))
      parameters.formula = formula
      return parameters
    }
    #expect(Set(frames).count == formulas.count && Set(frames.map(Self.bytes)).count == formulas.count)
  }

  @Test("each part of a deep view, changed by the least amount, gives another frame and another key")
  func deepView() {
    func view(_ change: Int? = nil) -> FrameParameters {
      let least = FixedPoint(0x1p-60, fractionLimbs: 4)
      func part(_ value: Double, _ index: Int) -> FixedPoint {
        let number = FixedPoint(value, fractionLimbs: 4)
        return index == change ? number + least : number
      }
      let width = ScaledDouble(change == 4 ? 1e-30.nextUp : 1e-30)
      let view = DeepView(
        center: FixedPointComplex(real: part(0.1, 0), imaginary: part(0.2, 1)), width: width,
        constant: FixedPointComplex(real: part(0.3, 2), imaginary: part(-0.4, 3)))
      return FrameParameters(juliaConstant: .init(0.3, -0.4), deepView: view)
    }
    let all = [view()] + (0...4).map { view($0) }
    #expect(Set(all.map { Self.bytes($0) }).count == all.count && Set(all).count == all.count)
  }

  @Test("what is seen at each moment while the shutter is open gives another frame and another key")
  func exposures() {
    func frame(_ phases: [Double]) -> FrameParameters {
      var parameters = FrameParameters(juliaConstant: .init(-0.75, 0.125))
      parameters.exposures = phases.map { FrameParameters(juliaConstant: .init(-0.75, 0.125), palettePhase: $0) }
      return parameters
    }
    let all = [frame([]), frame([0, 0.1]), frame([0.1, 0]), frame([0, 0.1.nextUp])]
    #expect(Set(all.map { Self.bytes($0) }).count == all.count && Set(all).count == all.count)
  }

  /// A preset with each of the keys that come to the frames through their parameters, and some others.
  private static func preset(_ changes: [String: String] = [:]) throws -> Preset {
    let values = Self.values.merging(changes) { $1 }
    func value(_ path: String) -> String { values[path] ?? "0" }
    let document = """
      { "version": 1, "title": \(value("title")), "description": \(value("description")), "author": \(value("author")),
        "duration": \(value("duration")),
        "output": { "width": \(value("width")), "height": 36, "frameRate": \(value("frameRate")), "codec": "h264",
                    "quality": \(value("quality")) },
        "fractal": { "maximumIterations": \(value("iterations")) }, "antialiasing": { "mode": "none" },
        "c": \(value("c")),
        "camera": { "center": \(value("center")), "width": \(value("cameraWidth")), "rotation": \(value("rotation")) },
        "shading": { "phase": \(value("phase")), "density": \(value("density")),
                     "light": { "direction": \(value("direction")), "height": \(value("lightHeight")) } } }
      """
    return try Preset.load(bytes: Array(document.utf8), name: "keys.json")
  }

  private static let values = [
    "title": #""A""#, "description": #""B""#, "author": #""C""#, "duration": "4", "width": "64", "frameRate": "25",
    "quality": "70", "iterations": "60", "c": "[-0.7, 0.2]", "center": "[0.1, 0.2]", "cameraWidth": "3",
    "rotation": "10", "phase": "0.25", "density": "0.03", "direction": "120", "lightHeight": "40",
  ]

  private static func key(
    _ preset: Preset, options: RenderingOptions = RenderingOptions(workerCount: 1, instructionSet: .baseline),
    settings: EncoderSettings? = nil, frames: Range<Int> = 0..<30
  ) throws -> ContentHash {
    let timeline = FilmTimeline(preset)
    let settings = settings ?? EncoderSettings()
    let encoder = try EncoderIdentity(settings, layout: settings.layout, frameRate: timeline.frameRate)
    return try SegmentKeys(preset: preset, timeline: timeline, options: options, encoder: encoder).key(ofFrames: frames)
  }

  private static let changes = [
    "width": "66", "frameRate": "26", "quality": "71", "iterations": "61", "c": "[-0.7, 0.20000000000000004]",
    "center": "[0.1, 0.20000000000000004]", "cameraWidth": "3.0000000000000004", "rotation": "10.000000000000002",
    "phase": "0.25000000000000006", "density": "0.030000000000000002", "direction": "120.00000000000001",
    "lightHeight": "40.00000000000001",
  ]

  private static let same = ["title": #""Z""#, "description": #""Z""#, "author": #""Z""#, "duration": "5"]

  @Test("each value of a preset that changes pictures gives another key; texts and a longer film do not")
  func presets() throws {
    var keys: Set<ContentHash> = [try Self.key(Self.preset())]
    for (path, value) in Self.changes { keys.insert(try Self.key(Self.preset([path: value]))) }
    #expect(keys.count == Self.changes.count + 1)
    #expect(Set(Self.changes.keys).union(Self.same.keys) == Set(Self.values.keys))
    for (path, value) in Self.same { #expect(try keys.contains(Self.key(Self.preset([path: value]))), "\(path)") }
    #expect(try Self.key(Self.preset(), frames: 0..<29) != Self.key(Self.preset()))
  }

  @Test(
    "what changes pictures is either the same for all frames or among their numbers, and nothing is in neither or in both"
  )
  func lastingOrVarying() throws {
    let preset = try Self.preset()
    let first = Timeline(preset).parameters(at: 0)
    for (path, value) in Self.changes {
      let changed = try Self.preset([path: value])
      let isLasting = changed.lastingJSON != preset.lastingJSON
      let isVarying = Timeline(changed).parameters(at: 0) != first
      #expect(isLasting != isVarying, "\(path): in the lasting text \(isLasting), in the numbers \(isVarying)")
    }
    for (path, value) in Self.same {
      let changed = try Self.preset([path: value])
      #expect(changed.lastingJSON == preset.lastingJSON, "\(path)")
      #expect(Timeline(changed).parameters(at: 0) == first, "\(path)")
    }
  }

  @Test("each of the encoder's settings gives another key, and so does the instruction set")
  func encoders() throws {
    let all = [
      EncoderSettings(), EncoderSettings(codec: .hevc, preset: "medium"), EncoderSettings(layout: .yuv444),
      EncoderSettings(rate: .quality(79)), EncoderSettings(rate: .constantRateFactor(18)),
      EncoderSettings(preset: "medium"), EncoderSettings(threadCount: 2), EncoderSettings(keyframeInterval: 249),
    ]
    // One of them for each setting, with the rate's two kinds, and the first.
    #expect(all.count == Mirror(reflecting: EncoderSettings()).children.count + 2)
    var keys: Set<ContentHash> = []
    for settings in all { keys.insert(try Self.key(Self.preset(), settings: settings)) }
    let others = InstructionSet.allCases.filter { $0 != .baseline }
    for instructionSet in others {
      keys.insert(
        try Self.key(Self.preset(), options: RenderingOptions(workerCount: 1, instructionSet: instructionSet)))
    }
    #expect(keys.count == all.count + others.count)
  }
}
