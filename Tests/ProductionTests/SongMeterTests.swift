import Animation
import Foundation
import Production
import TestSupport
import Testing

@Suite("Finding out about songs")
struct SongMeterTests {
  private let folder: TemporaryFolder
  private let meter = SongMeter()

  init() throws {
    folder = try TemporaryFolder()
    try ClickSong().write(to: folder.file("song.wav"))
  }

  private func preset(_ keys: String) throws(PresetError) -> Preset {
    let text = #"{"version":1,"title":"T","duration":4,"audio":{"file":"song.wav"},"c":[0,1],\#(keys)}"#
    return try LocatedPreset(
      PresetDocument(bytes: Array(text.utf8), name: "film.json", identity: folder.file("film.json")),
      find: { _, _ throws(MissingDocument) in throw MissingDocument(reason: "none") }, measure: meter.measure
    ).preset
  }

  private static func phase(_ feature: String) -> String {
    #""shading":{"phase":{"base":0,"audio":{"feature":\#(feature),"attack":0,"release":0,"to":[0,1]}}}"#
  }

  @Test("a film's values come from the song beside its preset")
  func values() throws {
    let film = Timeline(try preset(Self.phase(#""onset""#)))
    // At 60 frames a second frame 60 shows the click at 1 s.
    #expect(film.parameters(at: 60).palettePhase > 0.5)
    #expect(film.parameters(at: 40).palettePhase == 0 && film.parameters(at: 90).palettePhase == 0)
  }

  @Test("a song is decoded once until its file changes")
  func once() throws {
    let path = folder.file("song.wav")
    let modified = [FileAttributeKey.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)]
    try FileManager.default.setAttributes(modified, ofItemAtPath: path)
    let before = try preset(Self.phase(#""level""#))
    // The same file for the system: only who decodes it again sees the difference.
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.write(contentsOf: Data(ClickSong(moments: [1.5]).wave))
    try handle.close()
    try FileManager.default.setAttributes(modified, ofItemAtPath: path)
    #expect(try preset(Self.phase(#""level""#)) == before)
    // What was not measured is decoded, and all that is known of the file then.
    let film = Timeline(try preset(Self.phase(#""band","band":[30,1000]"#)))
    #expect(film.parameters(at: 90).palettePhase > 0.5)
    #expect(Timeline(try preset(Self.phase(#""level""#))).parameters(at: 90).palettePhase > 0.5)
    try ClickSong(moments: [2], seconds: 5).write(to: path)
    #expect(Timeline(try preset(Self.phase(#""level""#))).parameters(at: 120).palettePhase > 0.5)
  }

  @Test("a song that cannot be read is reported where it is named")
  func missing() throws {
    try FileManager.default.removeItem(atPath: folder.file("song.wav"))
    let error = #expect(throws: PresetError.self) { try preset(Self.phase(#""level""#)) }
    let text = error.map { "\($0)" } ?? ""
    #expect(text.hasPrefix("film.json:1:55: audio.file: ") && text.contains("song.wav"), "\(text)")
  }
}
