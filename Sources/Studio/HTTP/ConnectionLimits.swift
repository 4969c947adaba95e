/// Timeouts for clients, and limits on what they may send.
package struct ConnectionLimits: Sendable {
  /// From the first byte of a request to the end of its head.
  package var head = Duration.seconds(10)
  /// For a whole body.
  package var body = Duration.seconds(30)
  /// Between two requests.
  package var idle = Duration.seconds(60)
  /// For a new client's first byte while others wait; a client that was already answered gets none.
  package var hurry = Duration.seconds(1)
  /// For a client to accept part of an answer.
  package var write = Duration.seconds(20)
  /// The most bytes of a body: more than the longest preset with occasional escapes.
  package var bodyByteCount = 24 << 20
  /// The most clients served at once.
  package var connections = 32
  /// The most clients waiting to be served.
  package var waiting = 32

  /// The default limits.
  package init() {}
}
