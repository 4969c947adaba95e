/// How long clients are waited for, and how much they may send.
package struct ConnectionLimits: Sendable {
  /// From a request's first byte to the end of its head.
  package var head = Duration.seconds(10)
  /// For a whole body.
  package var body = Duration.seconds(30)
  /// Between two requests.
  package var idle = Duration.seconds(60)
  /// For a client to take some of an answer.
  package var write = Duration.seconds(20)
  /// Bytes of a body: more than the longest preset, with an escape here and there.
  package var bodyByteCount = 24 << 20
  /// Clients that are talked to at once.
  package var connections = 32
  /// Clients that wait for that.
  package var waiting = 32

  /// The usual ones.
  package init() {}
}
