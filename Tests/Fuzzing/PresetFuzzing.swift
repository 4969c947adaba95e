import Animation
import FractalMath
import ShippedPresets

/// Presets: read, validated, written in their canonical form, laid out in time.
///
/// What stands behind a byte FF, which no text has, is an override, `path=value`. A preset may extend those that ship, and itself: under the name
/// `itself` in a circle, under `deeper` without end.
enum PresetFuzzing {
  private static let separator: UInt8 = 0xFF
  private static let mostOverrides = 4

  static func feed(_ bytes: [UInt8]) throws -> Bool {
    let parts = bytes.split(separator: separator, maxSplits: mostOverrides, omittingEmptySubsequences: false)
    let document = PresetDocument(bytes: Array(parts[0]), name: "fuzzed.json")
    try verifyLayout(of: document.bytes)
    let located = Result { () throws(PresetError) in
      try LocatedPreset(document, overrides: parts.dropFirst().map(override), find: base)
    }
    switch located {
    case .success(let located):
      try verify(located.preset)
      try verify(FilmTimeline(located.preset))
    case .failure(let error):
      // A fault is told in lines that a terminal shows as they are.
      for line in error.description.split(separator: "\n", omittingEmptySubsequences: false) {
        try FuzzFailure.unless(String(line).oneLine == line, "not fit for a terminal: \(String(line).oneLine)")
      }
    }
    return true
  }

  private static func override(_ bytes: ArraySlice<UInt8>) -> Override {
    let parts = bytes.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
    let path = String(decoding: parts[0], as: UTF8.self)
    return Override(
      path: path, value: parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : "", origin: "--set")
  }

  private static func base(_ reference: String, of document: PresetDocument) throws(MissingDocument) -> PresetDocument {
    if reference == "itself" { return document }
    if reference == "deeper" {
      return PresetDocument(bytes: document.bytes, name: reference, identity: document.identity + ".")
    }
    guard let bytes = PresetLibrary.bytes(named: reference) else { throw MissingDocument(reason: "not here") }
    return PresetDocument(bytes: bytes, name: reference)
  }

  /// What is laid out for people is laid out already, and says the same.
  private static func verifyLayout(of bytes: [UInt8]) throws {
    guard let text = try? IndentedJSON.text(utf8: bytes) else { return }
    try FuzzFailure.unless(
      (try? IndentedJSON.text(utf8: Array(text.utf8))) == text, "laid out differently when laid out again: \(text)")
  }

  /// The canonical form gives the same preset, and the same canonical form.
  static func verify(_ preset: Preset) throws {
    let canonical = preset.canonicalJSON
    let again = Result { () throws(PresetError) in try Preset.load(bytes: Array(canonical.utf8), name: "canonical") }
    switch again {
    case .success(let again):
      try FuzzFailure.unless(again == preset, "another preset when read again: \(canonical)")
      try FuzzFailure.unless(again.canonicalJSON == canonical, "another text when written again: \(canonical)")
    case .failure(let error):
      throw FuzzFailure(description: "refused when read again: \(error)\n\(canonical)")
    }
  }

  private static func verify(_ timeline: FilmTimeline) throws {
    let frameCount = timeline.frameCount
    try FuzzFailure.unless((1...Timeline.largestFrameCount).contains(frameCount), "\(frameCount) frames")
    for frame in Set([0, frameCount / 2, frameCount - 1]) {
      let shown = timeline.frame(at: frame).parameters
      let numbers = [
        shown.juliaConstant.real, shown.juliaConstant.imaginary, shown.camera.center.real,
        shown.camera.center.imaginary, shown.camera.width, shown.camera.rotationDegrees, shown.palettePhase,
        shown.paletteDensity, shown.light.directionDegrees, shown.light.heightDegrees,
      ]
      try FuzzFailure.unless(
        numbers.allSatisfy(\.isFinite) && shown.camera.width > 0, "frame \(frame) shows \(shown)")
    }
  }

  static var seeds: [[UInt8]] {
    let small = #"{"version":1,"title":"t","duration":1,"c":[0,0]"#
    let presets =
      PresetLibrary.entries.map(\.bytes) + [Array(PresetReference.example.utf8)]
      + [
        #"{"extends":"classic-loop","title":"t"}"#, #"{"extends":"itself"}"#, #"{"extends":"deeper"}"#,
        small + #","loop":"pingpong","camera":{"fit":0.05},"timing":"visual"}"#,
        small
          + #","heard":{"start":0,"offset":0,"seconds":1,"features":[{"feature":"band","band":[30,150],"values":"AA__"},"#
          + #"{"feature":"level","values":"AAZZ__-_09"}]},"camera":{"width":{"base":3,"audio":{"feature":"band","band":[30,150],"to":[0,-1]}}},"#
          + #""shading":{"phase":{"base":0,"audio":{"feature":"level","to":[0,1],"integrate":true}}},"loop":"wrap"}"#,
      ].map { Array($0.utf8) }
    let overridden =
      presets[0] + [separator] + Array("c.radius=0.7".utf8) + [separator] + Array("output.width=64".utf8)
    let canonical = presets.compactMap { bytes in
      (try? Preset.load(bytes: bytes, name: "seed")).map { Array($0.canonicalJSON.utf8) }
    }
    return presets + [overridden] + canonical
  }

  /// All keys of presets, and all values that are one of some names.
  static var words: Set<String> {
    guard let schema = try? JSONParser.parse(utf8: Array(PresetJSONSchema.text.utf8)) else { return [] }
    return SchemaWords(schema).words.union(["itself", "deeper", "extends"]).union(PresetLibrary.entries.map(\.name))
  }
}

/// The words that a JSON Schema allows.
private struct SchemaWords {
  private(set) var words: Set<String> = []

  init(_ schema: JSONNode) { collect(schema) }

  private mutating func collect(_ node: JSONNode) {
    switch node.value {
    case .array(let elements):
      for element in elements { collect(element) }
    case .object(let members):
      for member in members {
        if member.key == "properties", case .object(let properties) = member.node.value {
          words.formUnion(properties.map(\.key))
        } else if member.key == "enum", case .array(let names) = member.node.value {
          for case .string(let name) in names.map(\.value) { words.insert(name) }
        }
        collect(member.node)
      }
    default: break
    }
  }
}
