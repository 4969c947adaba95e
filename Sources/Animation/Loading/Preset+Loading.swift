extension Preset {
  /// Reads and validates a preset that extends no other.
  ///
  /// - Parameters:
  ///   - bytes: the document, JSON in UTF-8.
  ///   - name: how errors call the document, normally the file's path.
  ///   - overrides: values that replace the document's own, applied in order before anything is checked.
  /// - Throws: all errors of the document at once; only an error of JSON's own grammar comes alone.
  /// - Complexity: O(bytes).
  public static func load(
    bytes: [UInt8], name: String, overrides: [Override] = []
  ) throws(PresetError) -> Preset {
    try LocatedPreset(PresetDocument(bytes: bytes, name: name), overrides: overrides, find: findNone).preset
  }

  private static func findNone(_: String, from _: PresetDocument) throws(MissingDocument) -> PresetDocument {
    throw MissingDocument(reason: "no other preset can be read here")
  }

  /// Reads and validates a preset that extends no other and is a part, `node`, of the document that errors call `name`.
  ///
  /// - Throws: all errors at once, each at its place in that document.
  package static func load(_ node: JSONNode, in name: String) throws(PresetError) -> Preset {
    try LocatedPreset(node, of: PresetDocument(bytes: [], name: name), overrides: [], find: findNone).preset
  }

  /// The preset as compact JSON with every key, defaults and what it extends included, in a fixed order. Loading it gives an
  /// equal preset, and equal presets give equal texts: numbers have the fewest digits that read back exactly.
  public var canonicalJSON: String { Self.schema.encode(self) }

  /// What the preset says that is the same for all frames: the canonical form without texts that no frame shows, and without what comes to
  /// the frames by their parameters.
  package var lastingJSON: String { Self.schema.encodeLasting(self) }
}
