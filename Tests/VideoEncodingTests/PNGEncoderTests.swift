import CFFmpeg
import Foundation
import FractalMath
import TestSupport
import Testing
import VideoEncoding

@Suite("PNGEncoder")
struct PNGEncoderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(
    "decoding gives back every pixel",
    arguments: [FrameSize(width: 1, height: 1), FrameSize(width: 177, height: 97), FrameSize(width: 64, height: 48)])
  func exact(size: FrameSize) throws {
    let clip = TestClip(size: size, layout: .rgb24)
    var encoder = try PNGEncoder(size: size)
    let pool = try PicturePool(size: size, layout: .rgb24)
    for frame in 0..<3 {
      let picture = try pool.take()
      clip.draw(frame: frame, into: picture)
      let path = folder.file("still-\(frame).png")
      try Data(try encoder.encode(picture)).write(to: URL(fileURLWithPath: path))
      let decoded = try FilmReader.read(path)
      #expect(decoded.pixelFormat == AV_PIX_FMT_RGB24)
      #expect(decoded.width == size.width && decoded.height == size.height)
      let isExact = decoded.frames.map(\.planes) == [clip.samples(frame: frame)]
      #expect(isExact, "picture \(frame)")
    }
  }

  @Test("sixteen bits a sample come back to the bit")
  func sixteenBits() throws {
    let clip = TestClip(size: FrameSize(width: 33, height: 17), layout: .rgb48)
    var encoder = try PNGEncoder(size: clip.size, layout: .rgb48)
    let picture = try PicturePool(size: clip.size, layout: .rgb48).take()
    clip.draw(frame: 0, into: picture)
    try Data(try encoder.encode(picture)).write(to: URL(fileURLWithPath: folder.file("still.png")))
    let decoded = try FilmReader.read(folder.file("still.png"))
    #expect(decoded.pixelFormat == AV_PIX_FMT_RGB48BE)
    let isExact = decoded.frames.map(\.planes) == [clip.samples(frame: 0)]
    #expect(isExact)
  }

  @Test("the file says sRGB, and nothing that contradicts it")
  func colorTags() throws {
    let size = FrameSize(width: 16, height: 16)
    var encoder = try PNGEncoder(size: size)
    let picture = try PicturePool(size: size, layout: .rgb24).take()
    TestClip(size: size, layout: .rgb24).draw(frame: 0, into: picture)
    let chunks = chunks(of: try encoder.encode(picture))
    #expect(chunks.first?.name == "IHDR")
    #expect(chunks.last?.name == "IEND")
    #expect(chunks.contains { $0.name == "sRGB" })
    #expect(!chunks.contains { $0.name == "iCCP" })
    // The PNG specification pairs sRGB with a gAMA of 45455, for readers that know only that.
    for gamma in chunks.filter({ $0.name == "gAMA" }) {
      #expect(gamma.content.reduce(0) { $0 << 8 | Int($1) } == 45455)
    }
  }

  @Test("a size beyond the largest is refused")
  func hugeSize() {
    #expect(throws: LibAVError.self) { _ = try PNGEncoder(size: FrameSize(width: 16385, height: 1)) }
  }

  private func chunks(of file: [UInt8]) -> [(name: String, content: ArraySlice<UInt8>)] {
    var chunks: [(name: String, content: ArraySlice<UInt8>)] = []
    let signatureLength = 8
    var offset = signatureLength
    while offset + 12 <= file.count {
      let length = file[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
      let name = String(decoding: file[offset + 4..<offset + 8], as: UTF8.self)
      guard offset + 12 + length <= file.count else { break }
      chunks.append((name, file[offset + 8..<offset + 8 + length]))
      offset += 12 + length
    }
    return chunks
  }
}
