import HostSystem
import Production

/// A request that has passed the gate, with its whole body.
struct HTTPRequest {
  let method: String
  let path: String
  let body: [UInt8]
}

/// The answer to a request.
struct HTTPResponse {
  /// What follows the head.
  enum Body {
    case bytes([UInt8])
    /// Planes of pictures, sent from where they were rendered.
    case planes(PreviewPlanes)
    /// A film's file, from its beginning to its end.
    case file(OpenFilm)
    /// Events until the reader leaves or the studio ends.
    case events(EventReader)
  }

  var status = HTTPStatus.ok
  let contentType: String
  let body: Body

  /// The answer that holds `json`.
  static func json(_ json: JSONFragment, status: HTTPStatus = .ok) -> HTTPResponse {
    HTTPResponse(status: status, contentType: jsonType, body: .bytes(Array(json.text.utf8)))
  }

  /// The answer that says what was wrong.
  init(_ fault: HTTPFault) {
    self = .json(.object([("error", .string(fault.sentence))] + fault.members), status: fault.status)
  }

  init(status: HTTPStatus = .ok, contentType: String, body: Body) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }

  private static let jsonType = "application/json; charset=utf-8"

  /// Bytes of the body; `nil` where nobody knows.
  var contentLength: Int? {
    switch body {
    case .bytes(let bytes): bytes.count
    case .planes(let planes): planes.withBytes { $0.count }
    case .file(let film): film.byteCount
    case .events: nil
    }
  }

  /// The first line and the header fields, with the empty line behind them.
  func head(keepsConnection: Bool) -> [UInt8] {
    var text = "HTTP/1.1 \(status.rawValue) \(status.phrase)\r\nContent-Type: \(contentType)\r\n"
    if let contentLength { text += "Content-Length: \(contentLength)\r\n" }
    text += "Connection: \(keepsConnection && contentLength != nil ? "keep-alive" : "close")\r\n"
    text += Self.protection
    return Array(text.utf8)
  }

  /// What every answer tells the browser: load nothing but from here, guess no types, let no other page have this.
  private static let protection =
    [
      "Cache-Control: no-store",
      "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        + "img-src 'self' blob: data:; media-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      "Cross-Origin-Opener-Policy: same-origin",
      "Cross-Origin-Resource-Policy: same-origin",
      "Referrer-Policy: no-referrer",
      "X-Content-Type-Options: nosniff",
      "X-Frame-Options: DENY",
    ].joined(separator: "\r\n") + "\r\n\r\n"
}
