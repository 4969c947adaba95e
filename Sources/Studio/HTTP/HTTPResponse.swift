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
  /// The body after the head.
  enum Body {
    case bytes([UInt8])
    /// Planes of pictures, sent directly from the memory in which they were rendered.
    case planes(PreviewPlanes)
    /// A film's file.
    case file(OpenFilm)
    /// Events until the listener leaves or the studio ends.
    case events(EventReader)
  }

  var status = HTTPStatus.ok
  let contentType: String
  let body: Body

  /// The answer that holds `json`.
  static func json(_ json: JSONFragment, status: HTTPStatus = .ok) -> HTTPResponse {
    HTTPResponse(status: status, contentType: jsonType, body: .bytes(Array(json.text.utf8)))
  }

  /// The error answer for `fault`.
  init(_ fault: HTTPFault) {
    self = .json(.object([("error", .string(fault.sentence))] + fault.members), status: fault.status)
  }

  init(status: HTTPStatus = .ok, contentType: String, body: Body) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }

  private static let jsonType = "application/json; charset=utf-8"

  /// Bytes of the body; `nil` if unknown.
  var contentLength: Int? {
    switch body {
    case .bytes(let bytes): bytes.count
    case .planes(let planes): planes.withBytes { $0.count }
    case .file(let film): film.byteCount
    case .events: nil
    }
  }

  /// The status line and the header fields, including the empty line after them.
  func head(keepsConnection: Bool) -> [UInt8] {
    var text = "HTTP/1.1 \(status.rawValue) \(status.phrase)\r\nContent-Type: \(contentType)\r\n"
    if let contentLength { text += "Content-Length: \(contentLength)\r\n" }
    text += "Connection: \(keepsConnection && contentLength != nil ? "keep-alive" : "close")\r\n"
    text += Self.protection
    return Array(text.utf8)
  }

  /// Tells the browser in every answer to load nothing from elsewhere, not to guess types, and to keep other pages out.
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
