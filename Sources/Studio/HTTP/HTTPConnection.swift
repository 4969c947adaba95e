import Production

/// One client's connection: requests one after the other, each answered before the next one is read.
struct HTTPConnection: ~Copyable {
  private let socket: ClientSocket
  private let site: HTTPSite
  private let limits: ConnectionLimits
  private let registry: ConnectionRegistry
  private var received: [UInt8] = []
  private var hasAnswered = false

  init(_ socket: consuming ClientSocket, site: HTTPSite, limits: ConnectionLimits, registry: ConnectionRegistry) {
    self.socket = socket
    self.site = site
    self.limits = limits
    self.registry = registry
  }

  /// Answers requests until the client leaves, an error occurs, or the studio ends.
  mutating func serve() {
    // Before this value closes the descriptor: the next client gets its number.
    defer { registry.remove(socket.descriptor) }
    do throws(ClientSocket.Failure) {
      while try serveNext() {}
      socket.finish(patience: .seconds(1))
    } catch {
      // The client is gone, so nobody can be told.
    }
  }

  /// Answers one request; returns whether there may be another.
  private mutating func serveNext() throws(ClientSocket.Failure) -> Bool {
    if received.isEmpty {
      // A silent client makes room for one that is not.
      let mayIdle = registry.beginIdling(socket.descriptor)
      defer { registry.endIdling(socket.descriptor) }
      let patience = mayIdle ? limits.idle : hasAnswered ? .zero : limits.hurry
      try socket.waitForInput(until: Deadline(after: patience))
    }
    switch try receive() {
    case .nothing: return false
    case .fault(let fault):
      // The end of a malformed request is unknown.
      try send(HTTPResponse(fault), keepsConnection: false, withBody: true)
      return false
    case .request(let head, let body):
      // HEAD is answered like GET, without the body.
      let isHead = head.method == "HEAD"
      let response = site.respond(
        HTTPRequest(method: isHead ? "GET" : head.method, path: head.path, body: body))
      let keepsConnection = head.keepsConnection && !registry.isEnding
      try send(response, keepsConnection: keepsConnection, withBody: !isHead)
      hasAnswered = true
      return keepsConnection && response.contentLength != nil
    }
  }

  /// The result of waiting for a request.
  private enum Arrival {
    case request(HTTPRequestHead, body: [UInt8])
    case fault(HTTPFault)
    /// The client has no more requests.
    case nothing
  }

  private mutating func receive() throws(ClientSocket.Failure) -> Arrival {
    do {
      guard let bytes = try readHead() else { return .nothing }
      let head = try HTTPRequestHead(bytes)
      try site.gate.check(head)
      return .request(head, body: try readBody(of: head))
    } catch let fault as HTTPFault {
      return .fault(fault)
    } catch ClientSocket.Failure.timeout {
      return .fault(HTTPFault(.requestTimeout, "the request was not complete in time"))
    } catch {
      throw .closed
    }
  }

  /// The bytes of the next head; `nil` if the client has no more requests.
  private mutating func readHead() throws -> ArraySlice<UInt8>? {
    let deadline = Deadline(after: limits.head)
    var searched = 0
    while true {
      // An empty line before a request is skipped (RFC 9112, section 2.2).
      while searched == 0, received.starts(with: [0x0D, 0x0A]) { received.removeFirst(2) }
      if let end = Self.endOfHead(received, from: searched) {
        guard end <= HTTPRequestHead.mostBytes else { throw Self.tooLong }
        let head = received[..<(end - 2)]
        received.removeFirst(end)
        return head
      }
      guard received.count <= HTTPRequestHead.mostBytes else { throw Self.tooLong }
      searched = max(0, received.count - 3)
      let isNew = received.isEmpty
      do throws(ClientSocket.Failure) {
        try socket.read(into: &received, atMost: 1 << 16, until: deadline)
      } catch {
        if case .closed = error, isNew { return nil }
        throw error
      }
    }
  }

  private static var tooLong: HTTPFault {
    HTTPFault(.headerTooLarge, "the request's head has more than \(HTTPRequestHead.mostBytes) bytes")
  }

  /// The end of the empty line after a head; `nil` if it has not arrived.
  private static func endOfHead(_ bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= 4 else { return nil }
    for index in start..<max(start, bytes.count - 3)
    where bytes[index] == 0x0D && bytes[index + 1] == 0x0A && bytes[index + 2] == 0x0D && bytes[index + 3] == 0x0A {
      return index + 4
    }
    return nil
  }

  private mutating func readBody(of head: HTTPRequestHead) throws -> [UInt8] {
    let length = try head.contentLength
    guard length <= limits.bodyByteCount else {
      throw HTTPFault(.contentTooLarge, "the body has more than \(limits.bodyByteCount >> 20) MiB")
    }
    if head.expectsContinue && received.isEmpty && length > 0 {
      try socket.write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8), patience: limits.write)
    }
    let deadline = Deadline(after: limits.body)
    while received.count < length {
      try socket.read(into: &received, atMost: length - received.count, until: deadline)
    }
    defer { received.removeFirst(length) }
    return Array(received[..<length])
  }

  private borrowing func send(
    _ response: HTTPResponse, keepsConnection: Bool, withBody: Bool
  ) throws(ClientSocket.Failure) {
    let head = response.head(keepsConnection: keepsConnection)
    guard withBody else { return try socket.write(head, patience: limits.write) }
    switch response.body {
    case .bytes(let bytes):
      try socket.write(head + bytes, patience: limits.write)
    case .planes(let planes):
      try socket.write(head, patience: limits.write)
      let (descriptor, patience) = (socket.descriptor, limits.write)
      let outcome = planes.withBytes { ClientSocket.write($0, to: descriptor, patience: patience) }
      try outcome.get()
    case .file(let film):
      try socket.write(head, patience: limits.write)
      var sent = 0
      while sent < film.byteCount, let part = film.part(from: sent), !part.isEmpty {
        try socket.write(part, patience: limits.write)
        sent += part.count
      }
      if sent < film.byteCount { throw .closed }
    case .events(let events):
      defer { events.leave() }
      try socket.write(head, patience: limits.write)
      while let text = events.next(), !registry.isEnding {
        try socket.write(Array(text.utf8), patience: limits.write)
      }
    }
  }
}

/// What a server serves: its access check and its answers.
struct HTTPSite: Sendable {
  let gate: RequestGate
  let respond: @Sendable (HTTPRequest) -> HTTPResponse
}
