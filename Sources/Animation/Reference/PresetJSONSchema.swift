/// The JSON Schema of presets, made from the schemas that presets are decoded with.
///
/// It contains everything that JSON Schema can express. Left to `juliareel validate`, which calls it *semantic*: rules
/// that relate values, the size of numbers in strings, and what a film would look like.
package enum PresetJSONSchema {
  /// The identifier of this schema; it is not an address.
  private static let identifier = "urn:juliareel:preset:\(Preset.formatVersion)"
  private static let dialect = "https://json-schema.org/draft/2020-12/schema"

  /// The whole schema, a JSON text with a line break at its end.
  package static var text: String { IndentedJSON.text(SharedDefinitions.sharing(whole)) + "\n" }

  /// The same with everything in its place, and nothing shared but decimals.
  package static var whole: JSONNode {
    do throws(JSONSyntaxError) {
      return try JSONParser.parse(utf8: Array(schema.text.utf8))
    } catch {
      preconditionFailure("the schemas write JSON, not what has an error in \(error)")
    }
  }

  private static var schema: JSONSchema {
    let preset = Preset.schema.outline
    let required = JSONSchema([("required", preset.requiredKeysText)] + preset.substitution)
    return JSONSchema([
      ("$schema", JSONText.string(dialect)),
      ("$id", JSONText.string(identifier)),
      ("title", JSONText.string(preset.title)),
      ("description", JSONText.string("A film of Julia sets, as juliareel reads it")),
      ("type", JSONText.string("object")),
      ("properties", preset.propertiesText(defaults: Preset.schema.defaults)),
      ("additionalProperties", "false"),
      // A preset that extends another takes missing keys from there.
      ("if", JSONSchema([("required", JSONText.array([JSONText.string(PresetInheritance.key)]))]).text),
      ("else", required.text),
      ("$defs", JSONSchema.definitions),
    ])
  }
}
