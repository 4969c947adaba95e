import Animation
import FilmFormat
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
    #expect(try FilmOutput(name: "x.WebM") == .video(path: "x.WebM", container: .webm))
    #expect(try FilmOutput(name: "x.mov") == .video(path: "x.mov", container: .mov))
    #expect(try FilmOutput(name: "x.gif") == .animatedImage(path: "x.gif", format: .gif))
    #expect(try FilmOutput(name: "x.webp") == .animatedImage(path: "x.webp", format: .webp))
    #expect(try FilmOutput(name: "-") == .standardOutput)
    #expect(try FilmOutput(name: "null") == .discarded)
    let pattern = try #require(FrameNamePattern("f-%05d.png"))
    #expect(try FilmOutput(name: "f-%05d.png") == .images(pattern, bitDepth: .eight))
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
    // A mark behind a letter makes another Character of it, and no other name.
    #expect(try #require(FrameNamePattern("f%d\u{301}.png")).name(ofFrame: 7).utf8.elementsEqual("f7\u{301}.png".utf8))
    #expect(FrameNamePattern("f%\u{301}.png") == nil)
  }
}

@Suite("What Production introduces to each other")
struct IntroductionTests {
  @Test("every preset that a codec's facts name, or a word stands for, is one that its encoder takes")
  func encoderPresets() {
    for codec in VideoCodec.allCases {
      #expect(Set(codec.presets).isSuperset(of: codec.facts.presets))
      for effort in EncodingEffort.allCases {
        for chroma in codec.facts.chromas {
          let name = codec.encoderPreset(named: effort.rawValue, chroma: chroma)
          #expect(codec.presets.contains(name), "\(codec) \(effort) \(chroma)")
        }
      }
    }
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
}
