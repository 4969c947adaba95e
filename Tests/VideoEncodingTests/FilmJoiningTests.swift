import FilmFormat
import Foundation
import FractalMath
import TestSupport
import Testing
import VideoEncoding

@Suite("FilmWriter, joining")
struct FilmJoiningTests {
  private let folder: TemporaryFolder
  private let clip = TestClip(size: FrameSize(width: 64, height: 48), layout: .yuv420)

  init() throws { folder = try TemporaryFolder() }

  private static let lengths = [1, 2, 3, 5, 30, 1]

  @Test(
    "a joined film decodes to what its segments decode to alone, each from a keyframe",
    arguments: ["draft", "balanced", "best", "superfast", "medium"], [Container.mp4, .matroska])
  func decoding(preset: String, container: Container) throws {
    let rate = try #require(FrameRate(numerator: 30000, denominator: 1001))
    let settings = EncoderSettings(preset: preset, keyframeInterval: 20)
    let segments = try clip.segments(Self.lengths, frameRate: rate, settings: settings)
    let alone = try segments.map { segment in
      let path = folder.file("segment")
      try FilmWriter.write([segment], to: path, container: container)
      return try FilmReader.read(path).frames
    }
    let path = folder.file("film")
    try FilmWriter.write(segments, to: path, container: container)

    let joined = try FilmReader.read(path).frames
    #expect(alone.map(\.count) == Self.lengths)
    let isSame = joined.map(\.planes) == alone.flatMap { $0 }.map(\.planes)
    #expect(isSame)
    var start = 0
    for length in Self.lengths {
      #expect(joined[start].isKeyframe)
      start += length
    }
  }

  @Test("segments of different quality make one film")
  func differentQuality() throws {
    let rate = try #require(FrameRate(numerator: 60))
    let segments = try [12.0, 40].enumerated().map { index, factor in
      try clip.segment(
        index * 10..<index * 10 + 10, frameRate: rate, settings: EncoderSettings(rate: .constantRateFactor(factor)))
    }
    let path = folder.file("film")
    try FilmWriter.write(segments, to: path, container: .mp4)
    try FilmWriter.write([segments[1]], to: folder.file("second"), container: .mp4)
    let second = try FilmReader.read(folder.file("second")).frames
    let isSame = try FilmReader.read(path).frames.suffix(10).map(\.planes) == second.map(\.planes)
    #expect(isSame)
  }

  @Test("the bytes do not depend on the order in which segments were encoded", arguments: [Container.mp4, .matroska])
  func encodingOrder(container: Container) throws {
    let rate = try #require(FrameRate(numerator: 60))
    try clip.write(segments: [8, 8], to: folder.file("forwards"), container: container, frameRate: rate)
    let second = try clip.segment(8..<16, frameRate: rate)
    let first = try clip.segment(0..<8, frameRate: rate)
    try FilmWriter.write([first, second], to: folder.file("backwards"), container: container)
    let files = try ["forwards", "backwards"].map { try Data(contentsOf: URL(fileURLWithPath: folder.file($0))) }
    #expect(files[0] == files[1])
  }

  @Test("a segment of no frames adds nothing")
  func emptySegment() throws {
    let rate = try #require(FrameRate(numerator: 60))
    let empty = try clip.segment(0..<0, frameRate: rate)
    let full = try clip.segment(0..<4, frameRate: rate)
    try FilmWriter.write([empty, full, empty], to: folder.file("with"), container: .mp4)
    try FilmWriter.write([full], to: folder.file("without"), container: .mp4)
    let files = try ["with", "without"].map { try Data(contentsOf: URL(fileURLWithPath: folder.file($0))) }
    #expect(files[0] == files[1])
  }

  @Test("the writer counts the frames of its segments")
  func frameCount() throws {
    let rate = try #require(FrameRate(numerator: 60))
    var writer = try FilmWriter(path: folder.file("film"), container: .mp4)
    var counts = [writer.frameCount]
    for segment in try clip.segments([1, 4, 2], frameRate: rate) {
      try writer.append(segment)
      counts.append(writer.frameCount)
    }
    #expect(counts == [0, 1, 5, 7])
    try writer.finish()
  }

  @Test(
    "the edit list skips the reorder delay and no more, and lasts as long as the film",
    arguments: [[1], [41], [1, 2, 3, 5, 30]], ["superfast", "medium"])
  func editList(lengths: [Int], preset: String) throws {
    let rate = try #require(FrameRate(numerator: 60))
    let path = folder.file("film")
    try clip.write(
      segments: lengths, to: path, container: .mp4, frameRate: rate, settings: EncoderSettings(preset: preset))
    let edits = try editList(of: try Data(contentsOf: URL(fileURLWithPath: path)))
    let timeBase = try FilmReader.read(path).timeBase
    try #require(edits.count == 1)
    // Two frames: x264's B-frames refer to each other, one level deep.
    #expect(Int64(edits[0].start) * timeBase == Fraction(2, 60))
    // The file's own clock counts milliseconds.
    let milliseconds = Double(lengths.reduce(0, +)) / 60 * 1000
    #expect(abs(Double(edits[0].duration) - milliseconds) <= 1)
  }

  /// The entries of the first `elst` box (ISO 14496-12, 8.6.6) of version 0.
  private func editList(of file: Data) throws -> [(duration: UInt32, start: UInt32)] {
    let name = try #require(file.range(of: Data("elst".utf8)))
    func word(_ index: Int) -> UInt32 {
      let start = name.upperBound + index * 4
      return file[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
    try #require(word(0) == 0)
    return (0..<Int(word(1))).map { (duration: word(2 + $0 * 3), start: word(3 + $0 * 3)) }
  }
}
