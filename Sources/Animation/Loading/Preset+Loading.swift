extension Preset {
  /// Reads and validates a preset.
  ///
  /// - Parameters:
  ///   - bytes: the document, JSON in UTF-8.
  ///   - name: how errors call the document, normally the file's path.
  ///   - overrides: values that take the place of the document's own, applied in order before anything is checked.
  /// - Throws: all errors of the document at once; only an error of JSON's own grammar comes alone.
  /// - Complexity: O(bytes).
  public static func load(
    bytes: [UInt8], name: String, overrides: [Override] = []
  ) throws(PresetError) -> Preset {
    var root: JSONNode
    do throws(JSONSyntaxError) {
      root = try JSONParser.parse(utf8: bytes)
    } catch {
      throw .syntax(error, document: name)
    }
    var context = DecodingContext()
    for override in overrides { override.apply(to: &root, &context) }
    let decoded = schema.decode(root, &context)
    FilmRules(preset: decoded, root: root).check(&context)
    guard context.diagnostics.isEmpty else {
      throw .invalid(inDocumentOrder(context.diagnostics), document: name)
    }
    return decoded
  }

  /// The preset as compact JSON with every key, defaults included, in a fixed order. Loading it gives an equal preset,
  /// and equal presets give equal texts: numbers have the fewest digits that read back exactly.
  public var canonicalJSON: String { Self.schema.encode(self) }

  private static func inDocumentOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.sorted { left, right in
      switch (left.origin, right.origin) {
      case (.text(let left), .text(let right)): left < right
      case (.text, .override): true
      case (.override, _): false
      }
    }
  }
}
