import Animation

/// Presets for tests, written as the parts that a test is about.
enum FilmFixture {
  static let name = "film.json"

  /// A preset document of one line with the given parts, each a JSON text.
  static func document(
    duration: String = "10", loop: String = "none", c: String = "[0,1]", camera: String = "{}", shading: String = "{}",
    output: String = "{}"
  ) -> String {
    """
    {"version":1,"title":"Test","duration":\(duration),"loop":"\(loop)","c":\(c),"camera":\(camera),\
    "shading":\(shading),"output":\(output)}
    """
  }

  /// The document loaded.
  static func load(_ document: String, overrides: [Override] = []) throws(PresetError) -> Preset {
    try Preset.load(bytes: Array(document.utf8), name: name, overrides: overrides)
  }

  /// What loading the document reports, one string a line; empty where it loads.
  static func errors(in document: String, overrides: [Override] = []) -> [String] {
    do throws(PresetError) {
      _ = try load(document, overrides: overrides)
      return []
    } catch {
      return error.description.split(separator: "\n").map(String.init)
    }
  }

  /// The document loaded; others that it names are found among `others`, and itself by its own name.
  static func load(
    _ document: String, others: [String: String], overrides: [Override] = []
  ) throws(PresetError) -> Preset {
    try LocatedPreset(PresetDocument(bytes: Array(document.utf8), name: name), overrides: overrides) {
      (other, _) throws(MissingDocument) in
      guard let text = other == name ? document : others[other] else {
        throw MissingDocument(reason: "\(other): no such file")
      }
      return PresetDocument(bytes: Array(text.utf8), name: other)
    }.preset
  }

  /// What loading it so reports.
  static func errors(in document: String, others: [String: String], overrides: [Override] = []) -> [String] {
    do throws(PresetError) {
      _ = try load(document, others: others, overrides: overrides)
      return []
    } catch {
      return error.description.split(separator: "\n").map(String.init)
    }
  }

  /// Keyframes as JSON, from pairs of time and value.
  static func keyframes(_ keys: [(time: Double, value: String)], _ interpolation: String) -> String {
    let list = keys.map { "{\"time\":\($0.time),\"value\":\($0.value)}" }.joined(separator: ",")
    return "{\"keyframes\":[\(list)],\"interpolation\":\"\(interpolation)\"}"
  }

  /// The same for numbers.
  static func keyframes(_ keys: [(time: Double, value: Double)], _ interpolation: String) -> String {
    keyframes(keys.map { (time: $0.time, value: "\($0.value)") }, interpolation)
  }
}
