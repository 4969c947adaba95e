/// Two alternative keys of an object, of which it may have at most one.
///
/// The value nearer to the user replaces the other: an override replaces the preset's, and a preset's replaces that of
/// the preset it extends.
struct Exclusion: Sendable {
  /// The key at which both together are reported.
  let key: String
  let other: String

  /// Both, if both are given and neither has precedence.
  fileprivate func conflict(in node: JSONNode) -> (JSONNode, JSONNode)? {
    guard let first = node[key], let second = node[other], first.saysSomething, second.saysSomething else { return nil }
    return (first, second)
  }

  /// Reports both if neither replaces the other.
  func check(_ node: JSONNode, _ context: inout DecodingContext) {
    guard conflict(in: node) != nil else { return }
    context.report("\(other) and \(key) exclude each other; allowed: one of them", at: PresetPath(.key(key)), in: node)
  }
}

extension JSONNode {
  /// Whether the value of a key is anything but the `false` that means its absence.
  fileprivate var saysSomething: Bool { value != .boolean(false) }

  /// This object without the keys that others replace.
  func resolving(_ exclusions: [Exclusion]) -> JSONNode {
    guard case .object(var members) = value else { return self }
    for exclusion in exclusions {
      guard let (first, second) = exclusion.conflict(in: self) else { continue }
      let (one, two) = (first.origin.precedence, second.origin.precedence)
      if one != two { members.removeAll { $0.key == (one < two ? exclusion.key : exclusion.other) } }
    }
    return JSONNode(value: .object(members), origin: origin)
  }
}
