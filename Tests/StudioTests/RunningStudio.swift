import Animation
import Foundation
import Production
import Studio
import TestSupport

/// A studio that runs in this process, at a free port.
final class RunningStudio: Sendable {
  let folder: TemporaryFolder
  let studio: Studio
  private let hasEnded = DispatchSemaphore(value: 0)

  /// A film that takes no time.
  static let preset = """
    {
      "version": 1,
      "title": "Small",
      "duration": 2,
      "loop": "wrap",
      "output": { "width": 64, "height": 48, "frameRate": 10 },
      "c": { "path": "circle", "radius": 0.7885 },
      "camera": { "width": { "keyframes": [{ "time": 0, "value": 4 }, { "time": 1, "value": 3 }] } }
    }

    """

  /// - Parameters:
  ///   - name: the preset's file, which holds `preset` at the beginning; `nil` for a new preset.
  ///   - song: what is in `song.wav` beside it.
  init(
    name: String? = "film.json", preset: String = preset, limits: ConnectionLimits = ConnectionLimits(),
    song: ClickSong? = nil
  ) throws {
    folder = try TemporaryFolder()
    try song?.write(to: folder.file("song.wav"))
    let songs = SongMeter()
    if let name { try preset.write(toFile: folder.file(name), atomically: true, encoding: .utf8) }
    let document = StudioDocument(name: name, folder: folder.path, songs: songs) { bytes, path throws(PresetError) in
      try LocatedPreset(
        PresetDocument(bytes: bytes, name: path),
        find: { (_, _) throws(MissingDocument) -> PresetDocument in
          throw MissingDocument(reason: "nothing is to be found here")
        }, measure: songs.measure)
    }
    studio = try Studio(
      document, text: preset, isSaved: name != nil, port: 0, program: Self.program, limits: limits)
    Thread.detachNewThread { [studio, hasEnded] in
      try? studio.run(workerCount: 2)
      hasEnded.signal()
    }
  }

  deinit {
    studio.end()
    hasEnded.wait()
  }

  /// The built command, which stands beside the tests.
  static let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("juliareel").path

  var host: String { "127.0.0.1:\(studio.port)" }
  var token: String { studio.token.text }

  /// A request as the page sends it.
  func request(_ method: String, _ path: String, _ body: String = "", more: [String] = []) -> String {
    let fields = ["Host: \(host)", "X-Juliareel-Token: \(token)", "Content-Length: \(body.utf8.count)"] + more
    return "\(method) \(path) HTTP/1.1\r\n" + fields.map { $0 + "\r\n" }.joined() + "\r\n" + body
  }

  /// The answer to `text`, sent as it is on a connection of its own.
  func answer(to text: String) throws -> Answer { try answer(to: Array(text.utf8)) }

  func answer(to bytes: [UInt8]) throws -> Answer {
    let client = try RawClient(port: studio.port)
    client.send(bytes)
    return try client.answer()
  }

  /// The JSON that the page is answered.
  func call(_ method: String, _ path: String, _ body: [String: Any] = [:]) throws -> (status: Int, json: [String: Any])
  {
    let text = String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
    let answer = try answer(to: request(method, path, method == "GET" ? "" : text))
    let json = try JSONSerialization.jsonObject(with: Data(answer.body), options: .fragmentsAllowed)
    return (answer.status, json as? [String: Any] ?? ["array": json])
  }

  func session() throws -> [String: Any] { try call("GET", "/api/session").json }

  func revision() throws -> String { try session()["revision"] as? String ?? "" }
}

/// What a server has answered.
struct Answer {
  let status: Int
  /// Fields by their names in lower case.
  let fields: [String: String]
  let body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }
}
