import Foundation
import TestSupport
import Testing

/// Who is let in, and who is not.
@Suite("Studio: gate", .hangLimit)
struct GateTests {
  @Test("only 127.0.0.1 is listened at")
  func loopbackOnly() throws {
    let running = try RunningStudio()
    #expect(try running.call("GET", "/api/session").status == 200)
    // Another address of this machine, that leads to sockets which listen at all of them.
    #if os(Linux)
      #expect(throws: RawClient.NoConnection.self) { try RawClient(port: running.studio.port, address: 0x7F00_0002) }
    #endif
  }

  @Test("a Host that is missing, sent twice or another one is refused, and the studio goes on")
  func hosts() throws {
    let running = try RunningStudio()
    let port = running.studio.port
    func status(_ hosts: [String]) throws -> Int {
      try running.answer(to: "GET / HTTP/1.1\r\n" + hosts.map { "Host:\($0)\r\n" }.joined() + "\r\n").status
    }
    #expect(try status([" 127.0.0.1:\(port)"]) == 200)
    #expect(try status([" localhost:\(port)"]) == 200)
    #expect(try status([]) == 400)
    #expect(try status([" 127.0.0.1:\(port)", " 127.0.0.1:\(port)"]) == 400)
    #expect(try status([" evil.example", " 127.0.0.1:\(port)"]) == 400)
    let others = [
      "", " ", " 127.0.0.1", " localhost", " evil.example", " evil.example:\(port)", " 127.0.0.1:\(port).evil.example",
      " 127.0.0.1:1", " 127.0.0.1:\(port):\(port)", " 127.0.0.1:0\(port)", " user@127.0.0.1:\(port)", " [::1]:\(port)",
      " LOCALHOST:\(port)", " 0.0.0.0:\(port)", " 127.1:\(port)", " 2130706433:\(port)", " [", " :::::", " %31",
      " \u{1F600}",
      " " + String(repeating: "a", count: 9000),
    ]
    for host in others { #expect(try status([host]) == 421, "\(host)") }
    #expect(try status([" 127.0.0.1:\(port)"]) == 200)
  }

  @Test("X-Forwarded-Host and a query change nothing")
  func forwarded() throws {
    let running = try RunningStudio()
    let head = "Host: evil.example\r\nX-Forwarded-Host: \(running.host)\r\nForwarded: host=\(running.host)\r\n"
    #expect(try running.answer(to: "GET / HTTP/1.1\r\n\(head)\r\n").status == 421)
    let query = "GET /api/session?token=\(running.token)&X-Juliareel-Token=\(running.token) HTTP/1.1\r\n"
    #expect(try running.answer(to: query + "Host: \(running.host)\r\n\r\n").status == 401)
    #expect(try running.answer(to: running.request("GET", "/?a=../../etc/passwd")).status == 200)
  }

  @Test("pages of other origins and sites are refused, whatever they know")
  func origins() throws {
    let running = try RunningStudio()
    func status(_ field: String) throws -> Int {
      try running.answer(to: running.request("GET", "/api/session", more: [field])).status
    }
    #expect(try status("Origin: http://\(running.host)") == 200)
    for origin in [
      "null", "http://evil.example", "https://\(running.host)", "http://localhost:\(running.studio.port)",
      "http://\(running.host).evil.example", "http://\(running.host)/", "", "file://",
    ] { #expect(try status("Origin: \(origin)") == 403, "\(origin)") }
    for site in ["same-origin", "none"] { #expect(try status("Sec-Fetch-Site: \(site)") == 200, "\(site)") }
    for site in ["cross-site", "same-site", "", "anything"] {
      #expect(try status("Sec-Fetch-Site: \(site)") == 403, "\(site)")
    }
  }

  @Test("every call needs the whole token, once, in its header field")
  func tokens() throws {
    let running = try RunningStudio()
    #expect(running.token.utf8.count == 64)
    let calls = [
      "GET /api/session", "PUT /api/preset", "POST /api/edit", "POST /api/save", "POST /api/picture",
      "POST /api/curves", "POST /api/catch",
      "POST /api/changes", "POST /api/plane", "GET /api/schema", "GET /api/library", "GET /api/library/ink-veins",
      "GET /api/songs",
      "POST /api/import-palette", "GET /api/events", "POST /api/renders", "GET /api/renders",
      "POST /api/renders/1/cancel",
      "POST /api/renders/1/resume", "GET /api/films/1", "POST /api/measure", "GET /api/nothing", "GET /api/",
      "GET /api",
    ]
    let wrong = [
      [], [String(running.token.dropLast())], [running.token + "0"], [String(repeating: "0", count: 64)], [""],
      [running.token.uppercased() == running.token ? "x" : running.token.uppercased()],
    ]
    for call in calls {
      for tokens in wrong {
        let fields = tokens.map { "X-Juliareel-Token: \($0)\r\n" }.joined()
        let answer = try running.answer(to: "\(call) HTTP/1.1\r\nHost: \(running.host)\r\n\(fields)\r\n")
        #expect(answer.status == 401, "\(call) \(tokens)")
      }
    }
    let twice = running.request("GET", "/api/session", more: ["X-Juliareel-Token: \(running.token)"])
    #expect(try running.answer(to: twice).status == 400)
    #expect(try RunningStudio().token != running.token)
  }

  @Test("no answer is for other origins, and each says what the page may load")
  func protection() throws {
    let running = try RunningStudio()
    let requests = [
      running.request("GET", "/"), running.request("GET", "/api/session"), running.request("GET", "/nothing"),
      running.request(
        "OPTIONS", "/api/session", more: ["Origin: http://evil.example", "Access-Control-Request-Method: PUT"]),
      running.request("OPTIONS", "/api/session"), "GET / HTTP/1.1\r\n\r\n", "nonsense\r\n\r\n",
    ]
    for request in requests {
      let answer = try running.answer(to: request)
      #expect(!answer.fields.keys.contains { $0.hasPrefix("access-control") }, "\(request)")
      #expect(answer.fields["content-security-policy"]?.hasPrefix("default-src 'none'; script-src 'self';") == true)
      #expect(answer.fields["x-content-type-options"] == "nosniff")
      #expect(answer.fields["cross-origin-resource-policy"] == "same-origin")
      #expect(answer.fields["cache-control"] == "no-store")
      #expect(answer.fields["server"] == nil)
    }
  }

  @Test("no file is served by its name but the page's own, as they are")
  func files() throws {
    let running = try RunningStudio()
    let folder = Repository.root.appendingPathComponent("Sources/Studio/Page")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }
    #expect(names.contains("index.html"))
    for name in names {
      let answer = try running.answer(to: "GET /\(name) HTTP/1.1\r\nHost: \(running.host)\r\n\r\n")
      let contents = try Data(contentsOf: folder.appendingPathComponent(name))
      #expect(answer.status == 200 && Data(answer.body) == contents, "\(name)")
    }
    let page = try String(contentsOf: folder.appendingPathComponent("index.html"), encoding: .utf8)
    for name in names where name.hasSuffix(".js") {
      #expect(page.contains("<link rel=\"modulepreload\" href=\"/\(name)\">"), "\(name) is asked for late")
    }
    let others = [
      "/film.json", "/./index.html", "//index.html", "/../etc/passwd", "/..%2f..%2fetc/passwd",
      "/%2e%2e/%2e%2e/etc/passwd",
      "/etc/passwd", "/index.html/", "/index.html%00.js", "/INDEX.HTML", "/api/../index.html", "/..\\..\\etc\\passwd",
      "/@fs/etc/passwd", "/api/films/../../etc/passwd", "/api/films/..%2f..%2fetc%2fpasswd",
      "/api/library/../../etc/passwd",
      "/api/library/%2e%2e%2fpalettes", "/api/films//etc/passwd",
    ]
    for path in others { #expect(try running.answer(to: running.request("GET", path)).status == 404, "\(path)") }
    for path in ["etc/passwd", "http://\(running.host)/", "*", ""] {
      #expect(try running.answer(to: "GET \(path) HTTP/1.1\r\nHost: \(running.host)\r\n\r\n").status == 400, "\(path)")
    }
  }

  @Test("files are named in the preset's folder only")
  func names() throws {
    let running = try RunningStudio()
    let revision = try running.revision()
    let stems = [
      "../a", "a/b", "/tmp/a", ".a", "-a", "a%05d", "a\\b", "a\u{0}b", "a\nb", "..", "",
      String(repeating: "a", count: 300),
    ]
    for stem in stems {
      let saved = try running.call("POST", "/api/save", ["revision": revision, "name": stem + ".json"])
      #expect(saved.status == 422, "\(stem)")
      let rendered = try running.call("POST", "/api/renders", ["revision": revision, "output": stem + ".mp4"])
      #expect(rendered.status == 422, "\(stem)")
    }
    for name in ["a", "a.txt", "film.json", "null", "-"] {
      #expect(
        try running.call("POST", "/api/renders", ["revision": revision, "output": name]).status == 422, "\(name)")
    }
    for option in [
      ["size": "9x9 --stats x"], ["size": "-1x9"], ["frames": "0-1;ls"], ["codec": "h264 -o x"], ["codec": "--fresh"],
      ["quality": "9"],
    ] {
      let order = ["revision": revision, "output": "a.mp4"].merging(option) { $1 }
      #expect(try running.call("POST", "/api/renders", order).status == 400, "\(option)")
    }
    #expect(running.folder.contents == ["film.json"])
  }
}
