/// A request's first line and header fields (RFC 9112, sections 2 to 5), read strictly.
///
/// Anything that two parsers could read differently is refused: bare line feeds, folded fields, white space before a
/// colon, a repeated length, chunks. What remains is what browsers and curl send.
struct HTTPRequestHead: Sendable {
  let method: String
  /// The part before a question mark. It is compared and never decoded, so that each path has only one spelling.
  let path: String
  /// Names in lower case.
  let fields: [(name: String, value: String)]

  /// The most bytes of a head, and the most fields in it.
  static let mostBytes = 16 << 10
  static let mostFields = 64
  private static let longestTarget = 2048

  /// The head in `bytes`, which end with the line break of the last line before the empty one.
  init(_ bytes: ArraySlice<UInt8>) throws(HTTPFault) {
    var lines = try Self.lines(bytes)[...]
    guard let first = lines.popFirst() else { throw HTTPFault(.badRequest, "a request begins with its method") }
    (method, path) = try Self.requestLine(first)
    guard lines.count <= Self.mostFields else {
      throw HTTPFault(.headerTooLarge, "more than \(Self.mostFields) header fields")
    }
    var fields: [(name: String, value: String)] = []
    for line in lines { fields.append(try Self.field(line)) }
    self.fields = fields
  }

  /// The value of the field `name`, which may occur once; `nil` if it is missing.
  func value(of name: String) throws(HTTPFault) -> String? {
    var values = fields.lazy.filter { $0.name == name }.map(\.value).makeIterator()
    guard let value = values.next() else { return nil }
    guard values.next() == nil else { throw HTTPFault(.badRequest, "the header field \(name) was sent twice") }
    return value
  }

  /// Bytes of the body.
  var contentLength: Int {
    get throws(HTTPFault) {
      guard try value(of: "transfer-encoding") == nil else {
        throw HTTPFault(.notImplemented, "a body needs a Content-Length, not a Transfer-Encoding")
      }
      guard let text = try value(of: "content-length") else { return 0 }
      guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
        throw HTTPFault(.badRequest, "Content-Length is a whole number")
      }
      guard text.utf8.count <= 12, let length = Int(text) else {
        throw HTTPFault(.contentTooLarge, "the body is too large")
      }
      return length
    }
  }

  /// Whether the connection stays open after the answer.
  var keepsConnection: Bool {
    !fields.contains { $0.name == "connection" && $0.value.lowercased().contains("close") }
  }

  /// Whether the sender waits for `100 Continue` before it sends the body.
  var expectsContinue: Bool {
    fields.contains { $0.name == "expect" && $0.value.lowercased() == "100-continue" }
  }

  private static func lines(_ bytes: ArraySlice<UInt8>) throws(HTTPFault) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == lineFeed {
        guard index > start, bytes[index - 1] == carriageReturn else {
          throw HTTPFault(.badRequest, "a line of a request ends with CR LF")
        }
        lines.append(bytes[start..<index - 1])
        start = index + 1
      } else if byte == carriageReturn {
        guard index + 1 < bytes.endIndex, bytes[index + 1] == lineFeed else {
          throw HTTPFault(.badRequest, "a line of a request ends with CR LF")
        }
      } else if byte < 0x20 && byte != tab || byte == 0x7F {
        throw HTTPFault(.badRequest, "a request's head has no control characters")
      }
    }
    return lines
  }

  private static func requestLine(_ line: ArraySlice<UInt8>) throws(HTTPFault) -> (method: String, path: String) {
    let words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard words.count == 3, !words[0].isEmpty, words[0].allSatisfy(isTokenByte) else {
      throw HTTPFault(.badRequest, "a request begins with a method, a path and HTTP/1.1")
    }
    let version = words[2]
    guard version.elementsEqual("HTTP/1.1".utf8) else {
      guard version.starts(with: "HTTP/".utf8) else {
        throw HTTPFault(.badRequest, "a request begins with a method, a path and HTTP/1.1")
      }
      throw HTTPFault(.versionNotSupported, "only HTTP/1.1 is supported")
    }
    guard words[1].count <= longestTarget else { throw HTTPFault(.uriTooLong, "the path is too long") }
    guard words[1].first == UInt8(ascii: "/"), words[1].allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw HTTPFault(.badRequest, "a path begins with / and has visible ASCII characters only")
    }
    // The part after a question mark is ignored.
    let path = words[1].prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    return (String(decoding: words[0], as: UTF8.self), String(decoding: path, as: UTF8.self))
  }

  private static func field(_ line: ArraySlice<UInt8>) throws(HTTPFault) -> (name: String, value: String) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
      line[..<colon].allSatisfy(isTokenByte)
    else { throw HTTPFault(.badRequest, "a header field is a name, a colon and a value") }
    let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == tab }
    let value = line[(colon + 1)...].drop(while: isBlank)
    let end = value.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? value.startIndex
    return (
      String(decoding: line[..<colon], as: UTF8.self).lowercased(),
      String(decoding: value[value.startIndex..<end], as: UTF8.self)
    )
  }

  /// Whether `byte` may stand in a token (RFC 9110, section 5.6.2).
  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  private static let carriageReturn = UInt8(ascii: "\r")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let tab = UInt8(ascii: "\t")
}
