import CFFmpeg
import FilmFormat
import Foundation
import FractalMath
import TestSupport
import Testing
import VideoEncoding

@Suite("FilmWriter")
struct FilmWriterTests {
  private let folder: TemporaryFolder
  private let sixty: FrameRate

  init() throws {
    folder = try TemporaryFolder()
    sixty = try #require(FrameRate(numerator: 60))
  }

  struct Film: Sendable, CustomTestStringConvertible {
    let container: Container
    let width: Int
    let height: Int
    let segments: [Int]
    let rate: String
    var preset = "superfast"

    var frameCount: Int { segments.reduce(0, +) }
    var testDescription: String { "\(container) \(width)×\(height), \(segments) at \(rate), \(preset)" }
  }

  static let films = [
    Film(container: .mp4, width: 64, height: 48, segments: [1], rate: "60"),
    Film(container: .mp4, width: 178, height: 98, segments: [2], rate: "25"),
    Film(container: .mp4, width: 64, height: 48, segments: [7], rate: "30000/1001"),
    Film(container: .mp4, width: 178, height: 98, segments: [30], rate: "60"),
    Film(container: .mp4, width: 2, height: 2, segments: [30], rate: "23.976"),
    Film(container: .mp4, width: 64, height: 48, segments: [1, 1], rate: "60", preset: "medium"),
    Film(container: .mp4, width: 64, height: 48, segments: [1, 2, 3, 5, 30, 1], rate: "60", preset: "ultrafast"),
    Film(container: .mp4, width: 64, height: 48, segments: [30, 5, 3, 2, 1], rate: "60", preset: "veryfast"),
    Film(container: .mp4, width: 64, height: 48, segments: [1, 2, 3, 5, 30], rate: "30000/1001", preset: "medium"),
    Film(container: .matroska, width: 64, height: 48, segments: [1], rate: "60"),
    Film(container: .matroska, width: 178, height: 98, segments: [7], rate: "25"),
    Film(container: .matroska, width: 64, height: 48, segments: [30], rate: "30000/1001"),
    Film(container: .matroska, width: 64, height: 48, segments: [1, 2, 3, 5, 30], rate: "60", preset: "medium"),
    Film(
      container: .matroska, width: 64, height: 48, segments: [2, 30, 1, 5, 3], rate: "30000/1001", preset: "veryfast"),
  ]

  @Test("a fresh reader finds every frame, close to the original, at its exact time", arguments: films)
  func roundTrip(film: Film) throws {
    let clip = TestClip(size: FrameSize(width: film.width, height: film.height), layout: .yuv420)
    let rate = try #require(FrameRate(film.rate))
    let path = folder.file("film")
    let settings = EncoderSettings(preset: film.preset)
    try clip.write(
      segments: film.segments, to: path, container: film.container, frameRate: rate, settings: settings)

    let decoded = try FilmReader.read(path)
    #expect(decoded.frames.count == film.frameCount)
    #expect(decoded.width == film.width && decoded.height == film.height)
    #expect(decoded.pixelFormat == AV_PIX_FMT_YUV420P)
    for (index, frame) in decoded.frames.enumerated() {
      for (plane, expected) in clip.samples(frame: index).enumerated() {
        let error = meanAbsoluteError(frame.planes[plane], expected)
        #expect(error < 2, "frame \(index), plane \(plane): mean error \(error)")
      }
    }
    expectExactTimes(of: decoded, film: film, rate: rate)
  }

  private func expectExactTimes(of decoded: DecodedFilm, film: Film, rate: FrameRate) {
    let frameTime = Fraction(Int64(rate.denominator), Int64(rate.numerator))
    let wholeTime = Int64(film.frameCount) * frameTime
    #expect(decoded.averageFrameRate == Fraction(Int64(rate.numerator), Int64(rate.denominator)))
    #expect(decoded.realFrameRate == decoded.averageFrameRate)
    switch film.container {
    case .mp4, .mov:
      #expect(decoded.startTimestamp == 0)
      #expect(decoded.streamDuration.map { $0 * decoded.timeBase } == wholeTime)
      for (index, frame) in decoded.frames.enumerated() {
        #expect(frame.timestamp * decoded.timeBase == Int64(index) * frameTime)
      }
    case .matroska, .webm:
      // Matroska counts whole milliseconds.
      let halfMillisecond = 0.000_500_001
      #expect(abs(Double(decoded.durationMicroseconds) - wholeTime.value * 1e6) <= 1000)
      for (index, frame) in decoded.frames.enumerated() {
        let expected = (Int64(index) * frameTime).value
        #expect(abs((frame.timestamp * decoded.timeBase).value - expected) <= halfMillisecond)
      }
    }
  }

  @Test("the file says BT.709, limited range, chroma sited left", arguments: [Container.mp4, .matroska])
  func colorTags(container: Container) throws {
    let path = folder.file("film")
    try smallClip.write(segments: [3], to: path, container: container, frameRate: sixty)
    let decoded = try FilmReader.read(path)
    #expect(decoded.primaries == AVCOL_PRI_BT709)
    #expect(decoded.transfer == AVCOL_TRC_BT709)
    #expect(decoded.matrix == AVCOL_SPC_BT709)
    #expect(decoded.range == AVCOL_RANGE_MPEG)
    #expect(decoded.chromaLocation == AVCHROMA_LOC_LEFT)
  }

  @Test("title, artist, description and a comment of 60 kB come back whole", arguments: [Container.mp4, .matroska])
  func metadata(container: Container) throws {
    let recipe = String(repeating: #"{"c": "−0.39054−0.58679i", "größe": [16, 9]}"#, count: 1300)
    #expect(recipe.utf8.count > 60_000)
    let metadata = FilmMetadata(
      title: "Dendrit → Kaninchen 🐇", artist: "Gaston Julia", description: "Une boucle; rien de plus.", comment: recipe)
    let path = folder.file("film")
    try smallClip.write(segments: [3], to: path, container: container, frameRate: sixty, metadata: metadata)
    let tags = try FilmReader.read(path).metadata
    #expect(tags["title"] == metadata.title)
    #expect(tags["artist"] == metadata.artist)
    #expect(tags["description"] == metadata.description)
    #expect(tags["comment"] == recipe)
  }

  @Test("an empty text leaves no tag", arguments: [Container.mp4, .matroska])
  func emptyMetadata(container: Container) throws {
    let path = folder.file("film")
    try smallClip.write(
      segments: [1], to: path, container: container, frameRate: sixty, metadata: FilmMetadata(title: "only this"))
    let tags = try FilmReader.read(path).metadata
    #expect(tags["title"] == "only this")
    #expect(["artist", "description", "comment"].allSatisfy { tags[$0] == nil })
  }

  @Test("an MP4 has its index before its frames")
  func fastStart() throws {
    let path = folder.file("film")
    try smallClip.write(segments: [5], to: path, container: .mp4, frameRate: sixty)
    let boxes = topLevelBoxes(of: try Data(contentsOf: URL(fileURLWithPath: path)))
    let index = try #require(boxes.firstIndex(of: "moov"))
    let frames = try #require(boxes.firstIndex(of: "mdat"))
    #expect(index < frames)
  }

  @Test("the same pictures give the same bytes", arguments: [Container.mp4, .matroska], [1, 3])
  func reproducible(container: Container, threadCount: Int) throws {
    let settings = EncoderSettings(threadCount: threadCount)
    let files = try ["first", "second"].map { name in
      let path = folder.file(name)
      try smallClip.write(segments: [7, 5], to: path, container: container, frameRate: sixty, settings: settings)
      return try Data(contentsOf: URL(fileURLWithPath: path))
    }
    #expect(files[0] == files[1])
  }

  @Test("keyframes are no further apart than the interval")
  func keyframeInterval() throws {
    let path = folder.file("film")
    let settings = EncoderSettings(keyframeInterval: 10)
    try smallClip.write(segments: [30], to: path, container: .mp4, frameRate: sixty, settings: settings)
    let frames = try FilmReader.read(path).frames
    let keyframes = frames.indices.filter { frames[$0].isKeyframe }
    #expect(keyframes == [0, 10, 20])
  }

  @Test("a colon in the name is a character like any other")
  func colonInName() async {
    await #expect(processExitsWith: .success) {
      // In a process of its own, since the name must stand at the path's beginning: relative to the current folder.
      let folder = try TemporaryFolder()
      try #require(FileManager.default.changeCurrentDirectoryPath(folder.path))
      let clip = TestClip(size: FrameSize(width: 64, height: 48), layout: .yuv420)
      let rate = try #require(FrameRate(numerator: 60))
      try clip.write(segments: [1], to: "julia:0.7885.mp4", container: .mp4, frameRate: rate)
      #expect(folder.contents == ["julia:0.7885.mp4"])
    }
  }

  private let smallClip = TestClip(size: FrameSize(width: 64, height: 48), layout: .yuv420)

  private func meanAbsoluteError(_ samples: [UInt8], _ expected: [UInt8]) -> Double {
    guard samples.count == expected.count else { return .infinity }
    let sum = zip(samples, expected).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
    return Double(sum) / Double(expected.count)
  }

  /// The four-letter names of a file's outermost MP4 boxes, in order.
  private func topLevelBoxes(of file: Data) -> [String] {
    var names: [String] = []
    var offset = 0
    while offset + 8 <= file.count {
      let length = file[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
      names.append(String(decoding: file[offset + 4..<offset + 8], as: UTF8.self))
      guard length >= 8 else { break }
      offset += length
    }
    return names
  }
}
