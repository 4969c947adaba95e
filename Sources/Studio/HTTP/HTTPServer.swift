import HostSystem

/// An HTTP/1.1 server for browsers on this machine: threads that each serve one client at a time.
///
/// It implements only what the studio needs. No library is used: Docs/Architecture.md says which were tried, and why.
final class HTTPServer: Sendable {
  private let listener: ListeningSocket
  private let limits: ConnectionLimits
  private let registry: ConnectionRegistry

  var port: UInt16 { listener.port }

  /// The number of open connections.
  var connectionCount: Int { registry.count }

  /// Listens; clients are answered only after `run` is called.
  init(port: UInt16, limits: ConnectionLimits) throws(ListeningError) {
    listener = try ListeningSocket(port: port)
    self.limits = limits
    registry = ConnectionRegistry(limits)
  }

  /// Serves `site` on as many threads as there may be clients, and on the calling one; returns after `end` was called
  /// and all clients have left.
  func run(_ site: HTTPSite) throws(ThreadShortage) {
    var threads = ThreadGroup()
    while threads.count < limits.connections {
      let (registry, limits) = (registry, limits)
      let hasStarted = threads.start {
        while let descriptor = registry.next() {
          var connection = HTTPConnection(
            ClientSocket(owning: descriptor), site: site, limits: limits, registry: registry)
          connection.serve()
        }
      }
      guard hasStarted else { break }
    }
    guard threads.count > 0 else { throw ThreadShortage(purpose: "the studio", needed: 1, available: 0) }
    listener.acceptAll { client in
      if !registry.add(client) { Self.refuse(client) }
    }
    registry.end(threadCount: threads.count)
    threads.join()
  }

  /// Makes `run` return.
  func end() { listener.end() }

  /// Refuses a client for lack of room, without waiting.
  private static func refuse(_ client: Int32) {
    let socket = ClientSocket(owning: client)
    let response = HTTPResponse(HTTPFault(.unavailable, "too many connections; close other pages of the studio"))
    guard case .bytes(let body) = response.body else { return }
    try? socket.write(response.head(keepsConnection: false) + body, patience: .zero)
  }
}
