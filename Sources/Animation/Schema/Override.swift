/// A change to a preset from outside, from the command line for instance: a value in place of its own, or another pace.
public struct Override: Hashable, Sendable {
  /// The path to replace, like `c.keyframes[1].value`. Missing objects on the way are created, array elements are not.
  public let path: String
  /// The new value as JSON; anything else is taken as a string, so that `#ff0000` and `30000/1001` need no quotes.
  public let value: String
  /// The override's name in errors, like `--set c.radius` or `--size`.
  public let origin: String

  /// The pace of the whole film, if that is changed and no single value.
  public let pace: FilmPace?

  /// The override of `path` by `value`.
  public init(path: String, value: String, origin: String) {
    self.path = path
    self.value = value
    self.origin = origin
    pace = nil
  }

  /// The change of the whole film's pace.
  public init(pace: FilmPace, origin: String) {
    (path, value) = ("", "")
    self.origin = origin
    self.pace = pace
  }

  /// Puts the new value, if it is one, into the document `root`.
  func apply(to root: inout JSONNode, _ context: inout DecodingContext) {
    guard pace == nil else { return }
    let origin = DiagnosticOrigin.override(origin)
    guard let target = PresetPath(path) else {
      let example = "keys with dots between them and indices in brackets, like c.keyframes[1].value"
      context.report("“\(path.printable)” is not a path; allowed: \(example)", at: origin)
      return
    }
    let parsed = try? JSONParser.parse(utf8: Array(value.utf8))
    let node = parsed?.with(origin: origin) ?? JSONNode(value: .string(value), origin: origin)
    do throws(Obstacle) {
      try root.replace(target.components[...], with: node, origin: origin)
    } catch {
      context.report(error.message, at: target, in: JSONNode(value: .null, origin: origin))
    }
  }
}

/// The reason why an override's path leads nowhere.
private struct Obstacle: Error {
  let message: String
}

extension JSONNode {
  fileprivate mutating func replace(
    _ path: ArraySlice<PresetPath.Component>, with node: JSONNode, origin: DiagnosticOrigin
  ) throws(Obstacle) {
    let rest = path.dropFirst()
    switch (path.first, value) {
    case (nil, _):
      self = node
    case (.key(let key), .object(var members)):
      if let index = members.firstIndex(where: { $0.key == key }) {
        try members[index].node.replace(rest, with: node, origin: origin)
      } else {
        var created = JSONNode(value: .object([]), origin: origin)
        try created.replace(rest, with: node, origin: origin)
        members.append(Member(key: key, keyOrigin: origin, node: created))
      }
      value = .object(members)
    case (.index(let index), .array(var elements)):
      guard elements.indices.contains(index) else {
        throw Obstacle(message: "there is no element [\(index)] in \(summary); the first one is [0]")
      }
      try elements[index].replace(rest, with: node, origin: origin)
      value = .array(elements)
    case (.key(let key), _):
      throw Obstacle(message: "\(summary) has no key “\(key.printable)”")
    case (.index(let index), _):
      throw Obstacle(message: "\(summary) has no element [\(index)]")
    }
  }
}
