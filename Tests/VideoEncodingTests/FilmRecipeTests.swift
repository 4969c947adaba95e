import FilmFormat
import Foundation
import FractalMath
import TestSupport
import Testing
import VideoEncoding

@Suite("FilmRecipe")
struct FilmRecipeTests {
  @Test(
    "title, recipe and stream of a film come back from each container",
    arguments: [
      (Container.mp4, VideoCodec.h264), (.matroska, .ffv1), (.webm, .vp9), (.mov, .prores), (.mp4, .hevc), (.mp4, .av1),
    ])
  func read(container: Container, codec: VideoCodec) throws {
    let folder = try TemporaryFolder()
    let settings = EncoderSettings(codec: codec)
    let recipe = String(repeating: #"{ "c": "−0.39054−0.58679i" }"#, count: 1000)
    let clip = TestClip(size: FrameSize(width: 128, height: 64), layout: settings.layout)
    try clip.write(
      segments: [5, 7], to: folder.file("film"), container: container,
      frameRate: try #require(FrameRate(numerator: 25)), settings: settings,
      metadata: FilmMetadata(title: "Dendrit → Kaninchen", comment: recipe))

    let film = try FilmRecipe.read(folder.file("film"), displayName: "film")
    #expect(film.title == "Dendrit → Kaninchen")
    #expect(film.comment == recipe)
    #expect(film.codec == codec.rawValue)
    #expect(film.size == clip.size)
    #expect(film.frameRate == FrameRate(numerator: 25))
    #expect(film.frameCount == 12)
    #expect(abs(film.durationSeconds - 0.48) < 0.002)
  }

  @Test("what is no film is refused under its name")
  func noFilm() throws {
    let folder = try TemporaryFolder()
    try Data("{ \"version\": 1 }".utf8).write(to: URL(fileURLWithPath: folder.file("preset.json")))
    for name in ["preset.json", "none.mp4"] {
      do throws(LibAVError) {
        _ = try FilmRecipe.read(folder.file(name), displayName: folder.file(name))
        Issue.record("read \(name)")
      } catch {
        #expect(error.path == folder.file(name))
      }
    }
  }
}
