import FilmFormat
import Foundation
import FractalMath
import TestSupport
import Testing
import VideoEncoding

@Suite("AnimatedImageWriter")
struct AnimatedImageWriterTests {
  private let folder: TemporaryFolder
  private let size = FrameSize(width: 48, height: 32)
  private let colors = ["#102030", "#c04020", "#f0e0a0", "#3060c0"].compactMap { SRGBColor(hex: $0) }

  init() throws { folder = try TemporaryFolder() }

  /// A picture of four upright stripes in `colors`, which go left with the frames.
  private func stripes(frame: Int) throws -> Picture {
    let picture = try PicturePool(size: size, layout: .rgb24).take()
    for y in 0..<size.height {
      let row = picture.planes[0].base + y * picture.planes[0].rowStride
      for x in 0..<size.width {
        let color = colors[(x / 12 + frame) % 4]
        (row[3 * x], row[3 * x + 1], row[3 * x + 2]) = (color.red, color.green, color.blue)
      }
    }
    return picture
  }

  private func writeGIF(frames: Int, rate: FrameRate) throws -> [UInt8] {
    let path = folder.file("loop.gif")
    let quantizer = ColorQuantizer(colors: colors)
    let pool = try PicturePool(size: size, layout: .palette8)
    var writer = try AnimatedImageWriter(path: path, format: .gif, size: size, frameRate: rate)
    for frame in 0..<frames {
      let picture = try pool.take()
      quantizer.quantize(try stripes(frame: frame), into: picture)
      try writer.append(picture)
    }
    #expect(writer.frameCount == frames)
    try writer.finish()
    return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  @Test("a GIF comes back in exactly its colours, plays for ever, and shows each picture as long as is said")
  func gif() throws {
    let bytes = try writeGIF(frames: 6, rate: try #require(FrameRate(numerator: 25)))
    // The Netscape extension with a count of 0 (GIF89a, application extension).
    #expect(bytes.firstRange(of: Array("NETSCAPE2.0".utf8) + [3, 1, 0, 0, 0]) != nil)
    let film = try FilmReader.read(folder.file("loop.gif"))
    #expect(film.frames.count == 6)
    // libavcodec decodes to B, G, R and opacity.
    for (number, frame) in film.frames.enumerated() {
      for x in stride(from: 0, to: size.width, by: 5) {
        let color = colors[(x / 12 + number) % 4]
        #expect(Array(frame.planes[0][4 * x..<4 * x + 4]) == [color.blue, color.green, color.red, 255])
      }
      #expect(frame.timestamp * film.timeBase == Fraction(4 * Int64(number), 100))
    }
  }

  @Test("the same pictures give the same bytes")
  func reproducible() throws {
    let rate = try #require(FrameRate(numerator: 100, denominator: 3))
    let isSame = try writeGIF(frames: 4, rate: rate) == writeGIF(frames: 4, rate: rate)
    #expect(isSame)
  }

  @Test("a GIF has rates of whole hundredths of a second only, and the nearest is named")
  func rates() throws {
    for text in ["50", "100/3", "25", "20", "10", "1"] {
      let rate = try #require(FrameRate(text))
      #expect(AnimatedImageFormat.gif.problem(with: rate) == nil, "\(text)")
    }
    for (text, nearest) in [("60", "50"), ("100", "50"), ("30", "100/3"), ("24", "25"), ("30000/1001", "100/3")] {
      let rate = try #require(FrameRate(text))
      let problem = try #require(AnimatedImageFormat.gif.problem(with: rate))
      #expect(problem.contains("the nearest rate is \(nearest),"), "\(text): \(problem)")
      #expect(AnimatedImageFormat.webp.problem(with: rate) == nil)
    }
  }

  @Test("an animated WebP has all its pictures, and plays for ever", arguments: [40.0, 95])
  func webp(quality: Double) throws {
    let path = folder.file("loop.webp")
    let pool = try PicturePool(size: size, layout: .bgra32)
    var writer = try AnimatedImageWriter(
      path: path, format: .webp, size: size, frameRate: try #require(FrameRate(numerator: 60)), quality: quality)
    for frame in 0..<5 {
      let picture = try pool.take()
      let source = try stripes(frame: frame)
      for y in 0..<size.height {
        let from = source.planes[0].base + y * source.planes[0].rowStride
        let to = picture.planes[0].base + y * picture.planes[0].rowStride
        for x in 0..<size.width {
          (to[4 * x], to[4 * x + 1], to[4 * x + 2], to[4 * x + 3]) = (
            from[3 * x + 2], from[3 * x + 1], from[3 * x], 255
          )
        }
      }
      try writer.append(picture)
    }
    try writer.finish()
    // Chunks of four letters and a length (WebP container specification): ANIM holds the background and the count of turns.
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(bytes.starts(with: Array("RIFF".utf8)))
    #expect(bytes.indices.dropLast(4).count { bytes[$0..<$0 + 4].elementsEqual("ANMF".utf8) } == 5)
    let animation = try #require(bytes.firstRange(of: Array("ANIM".utf8)))
    #expect(Array(bytes[animation.upperBound + 8..<animation.upperBound + 10]) == [0, 0])
  }

  @Test("a WebP that changes by a code a picture shows each as it is: nothing stays that is only nearly the same")
  func slowChange() throws {
    let path = folder.file("slow.webp")
    let pool = try PicturePool(size: size, layout: .bgra32)
    var writer = try AnimatedImageWriter(
      path: path, format: .webp, size: size, frameRate: try #require(FrameRate(numerator: 30)), quality: 40)
    let frameCount = 60
    for frame in 0..<frameCount {
      let picture = try pool.take()
      for y in 0..<size.height {
        let row = picture.planes[0].base + y * picture.planes[0].rowStride
        for x in 0..<size.width {
          for part in 0..<3 { row[4 * x + part] = UInt8(60 + frame) }
          row[4 * x + 3] = 255
        }
      }
      try writer.append(picture)
    }
    try writer.finish()
    // The last picture alone: its chunks follow its place, size and time, 16 bytes after the name and length.
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    let starts = bytes.indices.dropLast(4).filter { bytes[$0..<$0 + 4].elementsEqual("ANMF".utf8) }
    #expect(starts.count == frameCount)
    let chunks = bytes[try #require(starts.last) + 24..<bytes.count]
    let length = withUnsafeBytes(of: UInt32(chunks.count + 4).littleEndian, Array.init)
    let pixels = try PictureReader.pixels(
      of: Array("RIFF".utf8) + length + Array("WEBP".utf8) + chunks, format: .webp)
    #expect(pixels.width == size.width && pixels.height == size.height)
    let wanted = 60 + frameCount - 1
    #expect(pixels.rgba.enumerated().allSatisfy { $0 % 4 == 3 || abs(Int($1) - wanted) <= 3 })
  }

  @Test("a loop of nothing is refused")
  func empty() throws {
    let writer = try AnimatedImageWriter(
      path: folder.file("loop.gif"), format: .gif, size: size, frameRate: try #require(FrameRate(numerator: 25)))
    do throws(LibAVError) {
      try writer.finish()
      Issue.record("finished")
    } catch {
      #expect(error.description == "cannot finish a loop: it has no frames")
    }
  }

  /// A ramp from dark to light, whose rows are equal, with the numbers that each row of it gets.
  private func ramp(_ quantizer: ColorQuantizer, size: FrameSize) throws -> [[UInt8]] {
    let picture = try PicturePool(size: size, layout: .rgb24).take()
    let target = try PicturePool(size: size, layout: .palette8).take()
    for y in 0..<size.height {
      let row = picture.planes[0].base + y * picture.planes[0].rowStride
      for x in 0..<size.width {
        for part in 0..<3 { row[3 * x + part] = UInt8(20 + 200 * x / size.width) }
      }
    }
    quantizer.quantize(picture, into: target)
    return (0..<size.height).map { y in
      (0..<size.width).map { target.planes[0].base[y * target.planes[0].rowStride + $0] }
    }
  }

  @Test(
    "a slow gradient has rings without dither, and with it none: no wide run of one colour, and the right light everywhere"
  )
  func rings() throws {
    let size = FrameSize(width: 512, height: 16)
    let grey = stride(from: 16, through: 240, by: 16).map { SRGBColor(red: $0, green: $0, blue: $0) }
    let amplitude = ColorQuantizer.amplitude(for: grey)
    #expect(amplitude == 8)
    func longestRun(_ row: [UInt8]) -> Int {
      var (longest, length) = (1, 1)
      for (one, next) in zip(row, row.dropFirst()) {
        length = one == next ? length + 1 : 1
        longest = max(longest, length)
      }
      return longest
    }
    let plain = try ramp(ColorQuantizer(colors: grey), size: size)
    let dithered = try ramp(ColorQuantizer(colors: grey, ditherAmplitude: amplitude), size: size)
    // A colour of the palette is as wide as its share of the ramp, in each row: a ring. A step of the ramp is 41 pixels.
    #expect(plain.allSatisfy { longestRun($0) >= 40 && $0 == plain[0] })
    #expect(dithered.reduce(0) { max($0, longestRun($1)) } <= 28)
    // The number of places where one colour in all rows is followed by another in all rows.
    func edges(_ rows: [[UInt8]]) -> Int {
      let columns = (0..<size.width).map { x in Set(rows.map { row in row[x] }) }
      return zip(columns, columns.dropFirst()).count { left, right in
        left.count == 1 && right.count == 1 && left != right
      }
    }
    #expect(edges(plain) >= 12)
    #expect(edges(dithered) == 0)
    // Means of 8×8 pixels are those of the ramp within a third of a step; without dither they are off by half of one.
    func worst(_ rows: [[UInt8]]) -> Double {
      var worst = 0.0
      for x in stride(from: 8, to: size.width - 8, by: 8) {
        var (block, ramp) = (0.0, 0.0)
        for column in x..<x + 8 {
          ramp += Double(20 + 200 * column / size.width) / 8
          for row in rows[..<8] { block += Double(grey[Int(row[column])].red) / 64 }
        }
        worst = max(worst, abs(block - ramp))
      }
      return worst
    }
    #expect(worst(plain) > 6 && worst(dithered) < 5, "\(worst(plain)), \(worst(dithered))")
  }

  @Test("each pixel gets the colour that looks nearest, and with dither the right mixture of two")
  func quantizer() throws {
    let grey = [SRGBColor(red: 100, green: 100, blue: 100), SRGBColor(red: 116, green: 116, blue: 116)]
    let picture = try PicturePool(size: size, layout: .rgb24).take()
    for y in 0..<size.height {
      let row = picture.planes[0].base + y * picture.planes[0].rowStride
      for index in 0..<size.width * 3 { row[index] = 106 }
    }
    let pool = try PicturePool(size: size, layout: .palette8)
    for (amplitude, share) in [(0, 0.0...0.0), (16, 0.2...0.45)] {
      let target = try pool.take()
      ColorQuantizer(colors: grey, ditherAmplitude: amplitude).quantize(picture, into: target)
      var ones = 0
      for y in 0..<size.height {
        for x in 0..<size.width { ones += Int(target.planes[0].base[y * target.planes[0].rowStride + x]) }
      }
      #expect(share.contains(Double(ones) / Double(size.pixelCount)), "\(ones)")
    }
  }
}
