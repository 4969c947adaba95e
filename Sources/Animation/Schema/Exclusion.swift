/// Two keys of an object that say the same thing in different ways, so that it has one of them at most.
///
/// What is nearer to the user replaces what is farther: an override takes the place of what a preset says, and a preset of what it
/// extends.
struct Exclusion: Sendable {
  /// The key at which both together are reported.
  let key: String
  let other: String

  /// Both, where both say something and neither is nearer than the other.
  fileprivate func conflict(in node: JSONNode) -> (JSONNode, JSONNode)? {
    guard let first = node[key], let second = node[other], first.saysSomething, second.saysSomething else { return nil }
    return (first, second)
  }

  /// Reports both where neither replaces the other.
  func check(_ node: JSONNode, _ context: inout DecodingContext) {
    guard conflict(in: node) != nil else { return }
    context.report("\(other) and \(key) exclude each other; allowed: one of them", at: PresetPath(.key(key)), in: node)
  }
}

extension JSONNode {
  /// Whether the value of a key is not the `false` that stands for its absence.
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
