/// A text that is to become a preset.
public struct PresetDocument: Hashable, Sendable {
  /// JSON in UTF-8.
  public let bytes: [UInt8]
  /// How errors call it, normally the file's path.
  public let name: String
  /// What tells it from all other documents, normally the file's absolute path.
  public let identity: String

  /// The document with the given bytes; the name is the identity unless told otherwise.
  public init(bytes: [UInt8], name: String, identity: String? = nil) {
    self.bytes = bytes
    self.name = name
    self.identity = identity ?? name
  }

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
  /// The same for a text that may be anything: an error has its place and no word of it.
  func parseQuotingNothing() throws(PresetError) -> JSONNode {
    do throws(JSONSyntaxError) {
      return try JSONParser.parse(utf8: bytes)
    } catch {
      throw .syntax(
        JSONSyntaxError(position: error.position, message: "this is not JSON, which a preset that is extended is"),
        document: name)
    }
  }
}

/// Why there is no document to extend.
public struct MissingDocument: Error, Hashable, Sendable {
  /// The reason, as a sentence without its full stop.
  public let reason: String

  /// For `reason`.
  public init(reason: String) {
    self.reason = reason
  }
}

/// Finds the document that another one, `from`, extends, by what is written there.
public typealias BaseDocumentFinder = (
  _ reference: String, _ from: PresetDocument
) throws(MissingDocument) -> PresetDocument
