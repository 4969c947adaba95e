/// The keys of presets that `--set` takes, as paths from the whole document, read out of the JSON Schema of presets.
package enum SettingPaths {
  /// A path, and the values that it may have where these are few words.
  package struct Entry: Hashable, Sendable {
    /// Such as `c.radius`.
    package let path: String
    /// Such as `log` and `linear`; empty where any number or text may be.
    package let values: [String]
  }

  /// All of them without the elements of arrays, in the order of the reference.
  package static let entries: [Entry] = {
    var entries: [Entry] = []
    collect(PresetJSONSchema.whole, at: "", into: &entries)
    return entries
  }()

  private static func collect(_ schema: JSONNode, at path: String, into entries: inout [Entry]) {
    let shapes = [schema] + (schema["anyOf"]?.listed ?? [])
    if !path.isEmpty, !entries.contains(where: { $0.path == path }) {
      entries.append(Entry(path: path, values: shapes.flatMap(words)))
    }
    for shape in shapes {
      guard case .object(let members)? = shape["properties"]?.value else { continue }
      for member in members where !member.key.hasPrefix("$") && member.key != PresetInheritance.key {
        collect(member.node, at: path.isEmpty ? member.key : path + "." + member.key, into: &entries)
      }
    }
  }

  private static func words(of shape: JSONNode) -> [String] {
    if case .string("boolean")? = shape["type"]?.value { return ["true", "false"] }
    return (shape["enum"]?.listed ?? []).compactMap { if case .string(let word) = $0.value { word } else { nil } }
  }
}

extension JSONNode {
  /// The elements, if this is an array.
  fileprivate var listed: [JSONNode]? {
    if case .array(let elements) = value { elements } else { nil }
  }
}
