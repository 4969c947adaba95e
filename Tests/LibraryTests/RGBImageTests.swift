import Foundation
import JuliaReel
import TestSupport
import Testing
import VideoEncoding

@Suite("RGBImage")
struct RGBImageTests {
  private static func image() -> RGBImage {
    var random = SeededGenerator(seed: 4)
    return RGBImage(width: 7, height: 5, bytes: (0..<105).map { _ in UInt8.random(in: 0...255, using: &random) })
  }

  @Test("a pixel is known by its column and its row")
  func pixels() {
    let image = Self.image()
    #expect(image[0, 0].red == image.bytes[0])
    #expect(image[6, 4].blue == image.bytes[104])
    #expect(image[1, 2].green == image.bytes[3 * (2 * 7 + 1) + 1])
    #expect("\(RGBImage(width: 1, height: 1, bytes: [255, 0, 16])[0, 0])" == "#ff0010")
  }

  @Test("a PNG file of it has the same pixels")
  func png() throws {
    let image = Self.image()
    let folder = try TemporaryFolder()
    try image.writePNG(to: folder.file("image.png"))
    let file = try Data(contentsOf: URL(fileURLWithPath: folder.file("image.png")))
    #expect(try Array(file) == image.png())
    let pixels = try PictureReader.pixels(of: Array(file), format: .png)
    #expect(pixels.rgba.enumerated().filter { $0.offset % 4 != 3 }.map(\.element) == image.bytes)
  }
}
