import Animation
import Foundation
import Production
import TestSupport
import Testing
import VideoEncoding

@Suite("FilmOutput")
struct FilmOutputTests {
  @Test("an output is known by its name")
  func names() throws {
    #expect(try FilmOutput(name: "a/b.MP4") == .video(path: "a/b.MP4", container: .mp4))
    #expect(try FilmOutput(name: "x.mkv") == .video(path: "x.mkv", container: .matroska))
    #expect(try FilmOutput(name: "-") == .standardOutput)
    #expect(try FilmOutput(name: "null") == .discarded)
    let pattern = try #require(FrameNamePattern("f-%05d.png"))
    #expect(try FilmOutput(name: "f-%05d.png") == .images(pattern))
  }

  @Test(
    "other names are refused with the allowed ones",
    arguments: ["film", "film.avi", "", "%d%d.png", "%s.png", "%5d.png"])
  func refused(name: String) {
    #expect(throws: ProductionError.self) { _ = try FilmOutput(name: name) }
  }

  @Test("frame numbers are padded, and percent signs can be written")
  func patterns() throws {
    #expect(try #require(FrameNamePattern("f/%05d.png")).name(ofFrame: 42) == "f/00042.png")
    #expect(try #require(FrameNamePattern("%03d")).name(ofFrame: 12345) == "12345")
    #expect(try #require(FrameNamePattern("100%%-%d.png")).name(ofFrame: 7) == "100%-7.png")
    #expect(try #require(FrameNamePattern("one.png")).hasNumber == false)
  }
}

@Suite("PendingFile")
struct PendingFileTests {
  @Test("a file appears under its name only when it is committed, and replaces what was there")
  func commit() throws {
    let folder = try TemporaryFolder()
    try PendingFile.write(Array("old".utf8), to: folder.file("x"))
    try PendingFile.write(Array("new".utf8), to: folder.file("x"))
    #expect(folder.contents == ["x"])
    #expect(try String(contentsOfFile: folder.file("x"), encoding: .utf8) == "new")
  }

  @Test("a dropped file leaves no trace, and what was there stays")
  func dropped() throws {
    let folder = try TemporaryFolder()
    try PendingFile.write(Array("old".utf8), to: folder.file("x"))
    do {
      let pending = try PendingFile(path: folder.file("x"))
      try Data("half".utf8).write(to: URL(fileURLWithPath: pending.partialPath))
      #expect(folder.contents == ["x", "x.part"])
    }
    #expect(folder.contents == ["x"])
    #expect(try String(contentsOfFile: folder.file("x"), encoding: .utf8) == "old")
  }

  @Test("a folder in the place of the file, or no folder to put it in, is known before anything is written")
  func impossible() throws {
    let folder = try TemporaryFolder()
    for path in [folder.path, folder.file("missing/x"), "/dev/null/x"] {
      #expect(throws: ProductionError.self) { _ = try PendingFile(path: path) }
    }
    #expect(folder.contents.isEmpty)
  }
}

@Suite("What Production introduces to each other")
struct IntroductionTests {
  @Test("the preset and the encoder know the same encoder presets and codecs")
  func sameNames() {
    #expect(OutputSettings.EncoderPreset.allCases.map(\.rawValue) == H264Preset.allCases.map(\.rawValue))
    #expect(OutputSettings.Codec.allCases.map(\.rawValue) == VideoCodec.allCases.map(\.rawValue))
  }

  @Test("a NumPy file's header is padded to 64 bytes and names its shape")
  func numpy() {
    let values: [Float] = [0, 1, -1, 2.5, 3, 4]
    let bytes = values.withUnsafeBufferPointer { NumPyArray.file(of: $0, rows: 2, columns: 3) }
    #expect((bytes.count - 24).isMultiple(of: 64))
    #expect(Array(bytes[0..<8]) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
    let header = String(decoding: bytes[10..<bytes.count - 24], as: UTF8.self)
    #expect(header.hasPrefix("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"))
    #expect(header.hasSuffix("\n"))
    #expect(Array(bytes.suffix(24).dropFirst(8).prefix(4)) == [0, 0, 0x80, 0xBF])
  }

  @Test(
    "a control group's quota is rounded up to whole processors",
    arguments: [
      ("max 100000", nil), ("200000 100000", 2), ("150000 100000", 2), ("5000 100000", 1), ("", nil), ("a b", nil),
    ])
  func quota(line: String, processors: Int?) {
    #expect(AvailableProcessors.processors(inQuota: line) == processors)
  }
}
