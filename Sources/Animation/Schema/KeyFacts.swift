/// How a value of the preset affects the frames of its film.
enum FrameEffect: Sendable {
  /// It is the same for all frames.
  case lasting
  /// It may change from frame to frame, and reaches frames only through their parameters (`FrameParameters.numbers`).
  case varying
  /// No frame shows it.
  case none
}

/// What is to be said of a key of an object of the preset, apart from how its value is read and written.
struct KeyFacts: Sendable {
  let key: String
  /// What the value does, a sentence without its full stop.
  let meaning: String
  /// Unit of the value; empty if it has none.
  let unit: String
  /// The allowed values, in words.
  let allowed: String
  /// Title of the reference's section on the value, if it is an object.
  let section: String?
  let isRequired: Bool
  /// The JSON Schema of the value.
  let jsonSchema: @Sendable () -> JSONSchema
  /// How frames depend on the value.
  var effect = FrameEffect.lasting
}
