/// An error answer to a request: the status, and one sentence for the sender.
struct HTTPFault: Error {
  let status: HTTPStatus
  let sentence: String
  /// Additional members of the answer, JSON texts by their keys.
  var members: [(key: String, value: JSONFragment)] = []

  init(_ status: HTTPStatus, _ sentence: String, members: [(key: String, value: JSONFragment)] = []) {
    self.status = status
    self.sentence = sentence
    self.members = members
  }
}

/// The statuses that the studio uses (RFC 9110, section 15).
enum HTTPStatus: Int {
  case ok = 200
  case badRequest = 400
  case unauthorized = 401
  case forbidden = 403
  case notFound = 404
  case methodNotAllowed = 405
  case requestTimeout = 408
  case conflict = 409
  case lengthRequired = 411
  case preconditionFailed = 412
  case contentTooLarge = 413
  case uriTooLong = 414
  case misdirected = 421
  case unprocessable = 422
  case headerTooLarge = 431
  case internalError = 500
  case notImplemented = 501
  case unavailable = 503
  case versionNotSupported = 505

  var phrase: String {
    switch self {
    case .ok: "OK"
    case .badRequest: "Bad Request"
    case .unauthorized: "Unauthorized"
    case .forbidden: "Forbidden"
    case .notFound: "Not Found"
    case .methodNotAllowed: "Method Not Allowed"
    case .requestTimeout: "Request Timeout"
    case .conflict: "Conflict"
    case .lengthRequired: "Length Required"
    case .preconditionFailed: "Precondition Failed"
    case .contentTooLarge: "Content Too Large"
    case .uriTooLong: "URI Too Long"
    case .misdirected: "Misdirected Request"
    case .unprocessable: "Unprocessable Content"
    case .headerTooLarge: "Request Header Fields Too Large"
    case .internalError: "Internal Server Error"
    case .notImplemented: "Not Implemented"
    case .unavailable: "Service Unavailable"
    case .versionNotSupported: "HTTP Version Not Supported"
    }
  }
}
