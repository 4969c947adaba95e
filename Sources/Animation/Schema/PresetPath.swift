/// The path of a value in a preset, written like `c.keyframes[1].value`.
public struct PresetPath: Hashable, Sendable, CustomStringConvertible {
  /// A step from a container to a value in it.
  public enum Component: Hashable, Sendable {
    /// To the value of a key of an object.
    case key(String)
    /// To an element of an array, from 0.
    case index(Int)
  }

  /// The steps from the whole document to the value; none for the document itself.
  public internal(set) var components: [Component]

  init(_ components: Component...) {
    self.components = components
  }

  /// Reads the form of `description`; `nil` for text that is not a path or is deeper than documents may be.
  public init?(_ text: String) {
    components = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
      guard let key = pieces.first, !key.isEmpty, !key.contains("]") else { return nil }
      components.append(.key(String(key)))
      for piece in pieces.dropFirst() {
        guard piece.last == "]", piece.dropLast().allSatisfy(\.isASCII), let index = UInt32(piece.dropLast()) else {
          return nil
        }
        components.append(.index(Int(index)))
      }
    }
    if components.count > JSONParser.deepestNesting { return nil }
  }

  /// Written like `c.keyframes[1].value`; empty for the whole document.
  public var description: String {
    components.reduce(into: "") { text, component in
      switch component {
      case .key(let key): text += (text.isEmpty ? "" : ".") + key.printable
      case .index(let index): text += "[\(index)]"
      }
    }
  }

  /// The whole document, each container on the way to the value, and the value.
  var fromWholeDocument: some Sequence<PresetPath> {
    (0...components.count).lazy.map { count in
      var path = PresetPath()
      path.components = Array(components.prefix(count))
      return path
    }
  }

  static func + (path: PresetPath, further: PresetPath) -> PresetPath {
    var joined = path
    joined.components += further.components
    return joined
  }
}
