/// The rules for changes of a film's length from outside: they take its keyframes along.
struct PaceRules {
  /// The values as written, before anything replaces them.
  let written: JSONNode
  /// The values with their replacements.
  let root: JSONNode

  private static let duration = PresetPath(.key("duration"))

  /// Reports a duration that replaces that of a film with keyframes, which stay where they were.
  func checkDuration(_ context: inout DecodingContext) {
    guard let new = root["duration"], new.origin.isOverride, let old = written["duration"],
      let before = old.numberText.flatMap(JSONNumber.value(of:)),
      let after = new.numberText.flatMap(JSONNumber.value(of:)),
      before != after, root.hasWrittenKeys
    else { return }
    context.report(
      "the keyframes would stay where they are in a film of \(JSONNumber.text(before)) s; allowed: --stretch \(JSONNumber.text(after)), "
        + "or --speed, which take them along", at: Self.duration, in: root)
  }

  /// `preset` at the paces of `overrides`, in order; reports one that no preset can have.
  func paced(_ preset: Preset, by overrides: [Override], _ context: inout DecodingContext) -> Preset {
    var film = preset
    for override in overrides {
      guard let pace = override.pace else { continue }
      film = film.paced(pace)
      // Films carry their preset, which is read again.
      var reading = DecodingContext()
      if let node = try? JSONParser.parse(utf8: Array(film.canonicalJSON.utf8)) {
        _ = Preset.schema.decode(node, &reading)
      }
      guard let problem = reading.diagnostics.first else { continue }
      context.report(
        "at this pace a value cannot be written (\(problem.path.description): \(problem.message))",
        at: .override(override.origin))
      return preset
    }
    return film
  }
}

extension JSONNode {
  /// Whether there are keyframes after the start whose times no override gives.
  fileprivate var hasWrittenKeys: Bool {
    switch value {
    case .object(let members):
      return members.contains { member in
        if ["keyframes", "zoomTo"].contains(member.key), case .array(let elements) = member.node.value {
          return elements.contains { ($0["time"] ?? $0["beat"])?.isWrittenMoment ?? false }
        }
        return member.node.hasWrittenKeys
      }
    case .array(let elements): return elements.contains(where: \.hasWrittenKeys)
    default: return false
    }
  }

  private var isWrittenMoment: Bool { !origin.isOverride && numberText.flatMap(JSONNumber.value(of:)) != 0 }
}
