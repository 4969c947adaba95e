import Foundation
import Studio
import TestSupport
import Testing

/// What is no request, or too much of one.
@Suite("Studio: malformed requests", .hangLimit)
struct MalformedRequestTests {
  private static func limits(_ change: (inout ConnectionLimits) -> Void) -> ConnectionLimits {
    var limits = ConnectionLimits()
    change(&limits)
    return limits
  }

  @Test("what two readers could understand in two ways is refused")
  func ambiguous() throws {
    let running = try RunningStudio()
    let host = "Host: \(running.host)\r\n"
    let cases: [(status: Int, text: String)] = [
      (400, "GET / HTTP/1.1\n\(host)\n\r\n\r\n"), (400, "GET / HTTP/1.1\r\n\(host)A: b\n\r\n\r\n"),
      (400, "GET / HTTP/1.1\r\n\(host)A: b\r\n c\r\n\r\n"), (400, "GET / HTTP/1.1\r\n\(host)A : b\r\n\r\n"),
      (400, "GET / HTTP/1.1\r\n\(host): b\r\n\r\n"), (400, "GET / HTTP/1.1\r\n\(host)A\r\n\r\n"),
      (400, "GET / HTTP/1.1\r\n\(host)A: \u{0}\r\n\r\n"), (400, "GET / HTTP/1.1\r\n\(host)A: b\rc\r\n\r\n"),
      (400, "GET  / HTTP/1.1\r\n\(host)\r\n"), (400, "GET /\r\n\(host)\r\n"), (400, " / HTTP/1.1\r\n\(host)\r\n"),
      (400, "G(T / HTTP/1.1\r\n\(host)\r\n"), (400, "GET /é HTTP/1.1\r\n\(host)\r\n"),
      (400, "\u{16}\u{3}\u{1}\r\n\r\n"),
      (400, "GET / http/1.1\r\n\(host)\r\n"), (505, "GET / HTTP/1.0\r\n\(host)\r\n"),
      (505, "GET / HTTP/2.0\r\n\(host)\r\n"),
      (505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), (400, "GET / HTTP/1.1 x\r\n\(host)\r\n"),
      (501, "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
      (501, "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
      (400, "POST / HTTP/1.1\r\n\(host)Content-Length: 1\r\nContent-Length: 1\r\n\r\na"),
      (400, "POST / HTTP/1.1\r\n\(host)Content-Length: -1\r\n\r\n"),
      (400, "POST / HTTP/1.1\r\n\(host)Content-Length: +1\r\n\r\na"),
      (400, "POST / HTTP/1.1\r\n\(host)Content-Length: 1,1\r\n\r\na"),
      (400, "POST / HTTP/1.1\r\n\(host)Content-Length: 0x1\r\n\r\na"),
      (400, "POST / HTTP/1.1\r\n\(host)Content-Length:\r\n\r\n"),
      (413, "POST / HTTP/1.1\r\n\(host)Content-Length: 99999999999999999999\r\n\r\n"),
      (413, "POST / HTTP/1.1\r\n\(host)Content-Length: 30000000\r\n\r\n"),
      (414, "GET /\(String(repeating: "a", count: 3000)) HTTP/1.1\r\n\(host)\r\n"),
      (431, "GET / HTTP/1.1\r\n\(host)" + (0..<65).map { "A\($0): b\r\n" }.joined() + "\r\n"),
      (431, "GET / HTTP/1.1\r\n\(host)A: " + String(repeating: "b", count: 17 << 10) + "\r\n\r\n"),
      (431, "GET / HTTP/1.1\r\n\(host)A: " + String(repeating: "b", count: 1 << 20)),
    ]
    for (status, text) in cases {
      let answer = try running.answer(to: text)
      #expect(answer.status == status, "\(answer.status): \(text.prefix(120))")
      #expect(answer.fields["connection"] == "close")
    }
    #expect(try running.call("GET", "/api/session").status == 200)
  }

  @Test("a body is not read of a stranger, and no more than is allowed of anybody")
  func bodies() throws {
    let running = try RunningStudio(limits: Self.limits { $0.bodyByteCount = 1000 })
    let stranger = try RawClient(port: running.studio.port)
    stranger.send("PUT /api/preset HTTP/1.1\r\nHost: \(running.host)\r\nContent-Length: 900\r\n\r\n")
    #expect(try stranger.answer().status == 401)
    #expect(
      try running.answer(to: running.request("PUT", "/api/preset", String(repeating: " ", count: 1001))).status == 413)
    #expect(
      try running.answer(to: running.request("PUT", "/api/preset", String(repeating: " ", count: 1000))).status == 400)
  }

  @Test("who sends slowly, or nothing, is let go")
  func slowness() throws {
    let running = try RunningStudio(
      limits: Self.limits {
        $0.head = .milliseconds(200)
        $0.body = .milliseconds(200)
        $0.idle = .milliseconds(200)
      })
    let head = try RawClient(port: running.studio.port)
    head.send("GET / HTTP/1.1\r\nHost: 127")
    #expect(try head.answer().status == 408)
    #expect(head.isClosed())
    let body = try RawClient(port: running.studio.port)
    body.send(String(running.request("PUT", "/api/preset", "0123456789").dropLast(3)))
    #expect(try body.answer().status == 408)
    let silent = try RawClient(port: running.studio.port)
    #expect(silent.isClosed())
    // A drop now and then makes it no faster: the whole head has its time.
    let dripping = try RawClient(port: running.studio.port)
    for _ in 0..<20 { dripping.send("G") }
    #expect(try dripping.answer().status == 408)
  }

  @Test("no more clients are talked to than are allowed; who is silent makes room")
  func connections() throws {
    let running = try RunningStudio(
      limits: Self.limits {
        $0.connections = 2
        $0.waiting = 2
        $0.body = .seconds(600)
        $0.idle = .seconds(600)
      })
    let silent = try RawClient(port: running.studio.port)
    silent.send(running.request("GET", "/api/session"))
    #expect(try silent.answer().status == 200)
    // One that has begun to ask keeps its place, the silent one does not.
    let busy = try Self.busyClient(of: running)
    #expect(try running.call("GET", "/api/session").status == 200)
    #expect(silent.isClosed())
    let second = try Self.busyClient(of: running)
    // Both are busy: two more may wait, and all others are told so at once.
    let waiting = try (0..<2).map { _ in try RawClient(port: running.studio.port) }
    let refused = try (0..<3).map { _ in try RawClient(port: running.studio.port) }
    for client in refused { #expect(try client.answer().status == 503) }
    busy.send("12345")
    #expect(try busy.answer().status == 400)
    #expect(busy.isClosed())
    waiting[0].send(running.request("GET", "/api/session"))
    #expect(try waiting[0].answer().status == 200)
    second.send("12345")
    #expect(try second.answer().status == 400)
  }

  /// A client whose body is being waited for.
  private static func busyClient(of running: RunningStudio) throws -> RawClient {
    let client = try RawClient(port: running.studio.port)
    client.send(
      String(running.request("PUT", "/api/preset", "12345", more: ["Expect: 100-continue"]).dropLast(5)))
    #expect(try client.answer().status == 100)
    return client
  }

  @Test("requests of one connection are answered in their order, and HEAD without a body")
  func pipelining() throws {
    let running = try RunningStudio()
    let client = try RawClient(port: running.studio.port)
    client.send(running.request("GET", "/api/renders") + running.request("GET", "/nothing"))
    #expect(try client.answer().text == "[]")
    #expect(try client.answer().status == 404)
    client.send(running.request("HEAD", "/nothing", more: ["Connection: close"]))
    #expect(client.read(until: "\r\n\r\n").hasSuffix("\r\n\r\n"))
  }
}
