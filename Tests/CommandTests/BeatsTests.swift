import Foundation
import TestSupport
import Testing

/// `juliareel beats`.
@Suite("Beats of songs")
struct BeatsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func beats(_ arguments: String) throws -> (status: Int32, text: String, errors: String) {
    let outcome = try Command.shell("exec \"$JULIAREEL\" beats \(arguments)", folder: folder.path)
    return (outcome.status, outcome.text, outcome.errors)
  }

  /// A click every half second from 0.25 s on.
  private static let clicks = ClickSong(moments: (0..<39).map { 0.25 + 0.5 * Double($0) }, seconds: 20)

  @Test(
    "the beats of clicks are told with their tempo, as lines and as JSON, at any rate and from either channel count")
  func clicks() throws {
    try Self.clicks.write(to: folder.file("song.wav"))
    let lines = try beats("song.wav")
    #expect(lines.status == 0 && lines.errors.isEmpty)
    #expect(lines.text.hasPrefix("\"tempo\": { \"bpm\": 120.0"), "\(lines.text.prefix(80))")
    let answer = try beats("--json song.wav").text
    let report = try #require(try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any])
    let found = try #require(report["beats"] as? [[String: Double]])
    #expect(report["seconds"] as? Double == 20 && found.count >= 37)
    for beat in found {
      let time = try #require(beat["time"])
      #expect(abs((time - 0.25).remainder(dividingBy: 0.5)) <= 0.01, "\(time)")
    }
    #expect((report["keyframes"] as? [[String: Any]])?.count == found.count)
    let other = ClickSong(moments: Self.clicks.moments, seconds: 20, sampleRate: 44_100, channelCount: 1)
    try other.write(to: folder.file("other.wav"))
    #expect(try beats("other.wav").text.hasPrefix("\"tempo\": { \"bpm\": 120.0"))
  }

  @Test("a song without beats is no error; what is no song is one, with a sentence")
  func none() throws {
    try ClickSong(moments: [], seconds: 8).write(to: folder.file("silence.wav"))
    let silence = try beats("silence.wav")
    #expect(silence.status == 0 && silence.text.isEmpty && silence.errors == "silence.wav: no beats are found\n")
    try Data("RIFF".utf8).write(to: URL(fileURLWithPath: folder.file("torn.wav")))
    try Data().write(to: URL(fileURLWithPath: folder.file("empty.wav")))
    for name in ["nowhere.flac", "empty.wav", "torn.wav", "."] {
      let outcome = try beats(name)
      #expect(outcome.status == 66 && outcome.text.isEmpty, "\(name): \(outcome)")
      #expect(outcome.errors.split(separator: "\n").count == 1 && outcome.errors.contains(name), "\(outcome.errors)")
    }
  }
}
