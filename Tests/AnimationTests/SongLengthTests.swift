import Animation
import Testing

@Suite("Films as long as their songs")
struct SongLengthTests {
  private static func load(_ file: String, measure: @escaping SongMeasuring) throws(PresetError) -> LocatedPreset {
    let text = """
      { "version": 1, "title": "t", "duration": "audio", "c": [0, 0.5], "audio": { "file": "\(file)", "start": 0.5 } }
      """
    return try LocatedPreset(
      PresetDocument(bytes: Array(text.utf8), name: "film.json", identity: "film.json"),
      find: { _, _ throws(MissingDocument) in throw MissingDocument(reason: "none") }, measure: measure)
  }

  @Test("The film lasts as long as the song from its start on")
  func length() throws {
    let film = try Self.load("songs/a.wav") { _, request in
      #expect(request == .length)
      return SongMeasurement(seconds: 4.25)
    }
    #expect(film.preset.durationSeconds == 3.75)
  }

  @Test(
    "A song that a preset may not name is not opened",
    arguments: ["../a.wav", "/a.wav", "b/../../a.wav", "http://x/a.wav"])
  func elsewhere(file: String) throws {
    let error = try #require(throws: PresetError.self) {
      try Self.load(file) { song, _ in
        Issue.record("\(song.file) is measured")
        return SongMeasurement(seconds: 1)
      }
    }
    #expect("\(error)".contains("audio.file") && !"\(error)".contains("duration"), "\(error)")
  }
}
