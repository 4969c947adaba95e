import TestSupport
import Testing
import VideoEncoding

@Suite("PictureReader")
struct PictureReaderTests {
  @Test("each kind of picture is known by its beginning and read pixel by pixel", arguments: PictureFormat.allCases)
  func pixels(format: PictureFormat) throws {
    // WebP needs a library that FFmpeg may have been built without.
    guard let bytes = PictureFile.bytes(format) else {
      #expect(format == .webp, "\(format) cannot be written")
      return
    }
    #expect(PictureFormat(beginning: bytes) == format)
    let pixels = try PictureReader.pixels(of: bytes, format: format)
    #expect(pixels.width == PictureFile.width && pixels.height == PictureFile.height)
    #expect(pixels.rgba.count == 4 * pixels.width * pixels.height)
    // The middle of each stripe.
    let tolerance = format == .jpeg || format == .webp ? 6 : 0
    for (stripe, color) in PictureFile.stripes.enumerated() {
      let first = 4 * (16 * pixels.width + 16 * stripe + 8)
      let found = pixels.rgba[first..<first + 4].map(Int.init)
      for (part, wanted) in zip(found, color) { #expect(abs(part - Int(wanted)) <= tolerance, "\(found) \(color)") }
      #expect(found[3] == 255)
    }
  }

  @Test("damage to a picture is an error or a picture, never a crash", arguments: PictureFormat.allCases)
  func damage(format: PictureFormat) throws {
    guard let original = PictureFile.bytes(format) else { return }
    var random = SeededGenerator(seed: 99)
    for round in 0..<StressRuns.count(usual: 400) {
      var bytes = original
      if round % 4 == 0 { bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random)) }
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      do throws(LibAVError) {
        let pixels = try PictureReader.pixels(of: bytes, format: format)
        #expect(pixels.rgba.count == 4 * pixels.width * pixels.height)
      } catch {
        #expect(error.description.contains("\(format.rawValue) picture") || error.description.contains("allocate"))
      }
    }
  }

  @Test("a small file that says it is a huge picture is refused")
  func huge() throws {
    // Width and height stand behind the first chunk's length and name.
    var bytes = try #require(PictureFile.bytes(.png))
    bytes.replaceSubrange(16..<24, with: [0, 1, 0, 0, 0, 1, 0, 0])
    #expect(throws: LibAVError.self) { try PictureReader.pixels(of: bytes, format: .png) }
  }

  @Test(
    "other beginnings are no picture",
    arguments: ["", "BMX 1 2 3 4 5", "GIF88a", "RIFF....PAL ", "#102030", "\u{FF}\u{D8}"])
  func others(text: String) {
    #expect(PictureFormat(beginning: Array(text.utf8)) == nil)
  }
}
