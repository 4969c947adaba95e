/// The text of a preset.
public struct PresetDocument: Hashable, Sendable {
  /// JSON in UTF-8.
  public let bytes: [UInt8]
  /// Its name in errors, normally the file's path.
  public let name: String
  /// What distinguishes it from all other documents, normally the file's absolute path.
  public let identity: String

  /// The document with the given bytes; the name is the identity unless given.
  public init(bytes: [UInt8], name: String, identity: String? = nil) {
    self.bytes = bytes
    self.name = name
    self.identity = identity ?? name
  }

  /// Whether it is a file, so that names in it are relative to the file's folder.
  package var isFile: Bool { identity.utf8.contains(UInt8(ascii: "/")) }

  /// Reads the document's JSON.
  func parse() throws(PresetError) -> JSONNode {
    do throws(JSONSyntaxError) {
      return try JSONParser.parse(utf8: bytes)
    } catch {
      throw .syntax(error, document: name)
    }
  }
}

extension PresetDocument {
  /// The same for a text that may be anything: an error has its position but quotes nothing.
  func parseQuotingNothing() throws(PresetError) -> JSONNode {
    do throws(JSONSyntaxError) {
      return try JSONParser.parse(utf8: bytes)
    } catch {
      throw .syntax(
        JSONSyntaxError(position: error.position, message: "this is not JSON, as an extended preset must be"),
        document: name)
    }
  }
}

/// The reason why there is no document to extend.
public struct MissingDocument: Error, Hashable, Sendable {
  /// The reason, as a sentence without its full stop.
  public let reason: String

  /// For `reason`.
  public init(reason: String) {
    self.reason = reason
  }
}

/// Finds the document that `from` extends, by the reference written there.
public typealias BaseDocumentFinder = (
  _ reference: String, _ from: PresetDocument
) throws(MissingDocument) -> PresetDocument

extension Preset {
  /// Reads and validates a preset that extends no other.
  ///
  /// - Parameters:
  ///   - bytes: the document, JSON in UTF-8.
  ///   - name: the document's name in errors, normally the file's path.
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

  /// Reads and validates a preset that extends no other and is a part, `node`, of the document called `name` in errors.
  ///
  /// - Throws: all errors at once, each at its place in that document.
  package static func load(_ node: JSONNode, in name: String) throws(PresetError) -> Preset {
    try LocatedPreset(node, of: PresetDocument(bytes: [], name: name), overrides: [], find: findNone).preset
  }

  /// The preset as compact JSON with every key, defaults and what it extends included, in a fixed order. Loading it gives an
  /// equal preset, and equal presets give equal texts: numbers have the fewest digits that read back exactly.
  public var canonicalJSON: String { Self.schema.encode(self) }

  /// The part of the preset that is the same for all frames: the canonical form without texts that no frame shows, and
  /// without values that reach the frames through their parameters.
  package var lastingJSON: String { Self.schema.encodeLasting(self) }
}
