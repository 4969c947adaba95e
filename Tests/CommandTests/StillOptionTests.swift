import Foundation
import FractalMath
import TestSupport
import Testing

@Suite("Samples and bits of stills")
struct StillOptionTests {
  static let ffmpeg = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].first { folder in
    ["ffmpeg", "ffprobe"].allSatisfy { FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)") }
  }

  /// The disc round 0 on the right edge of a black interior: the middle column is half black, half white.
  private static let edge = """
    { "version": 1, "title": "Edge", "duration": 1, "c": [0, 0], "camera": { "center": [1, 0], "width": 0.001 },
      "output": { "width": 5, "height": 2, "frameRate": 25 },
      "shading": { "palette": { "stops": [{ "at": 0, "color": "#ffffff" }, { "at": 0.5, "color": "#ffffff" }] } } }
    """

  private static func still(_ options: String, folder: TemporaryFolder) throws -> Command.Outcome {
    try edge.write(toFile: folder.file("edge.json"), atomically: true, encoding: .utf8)
    return try Command.shell("exec \"$JULIAREEL\" still edge.json \(options)", folder: folder.path)
  }

  /// The samples of a PNG, as ffmpeg decodes them, and the name of its layout.
  private static func decoded(_ path: String) throws -> (layout: String, samples: [Int]) {
    let tools = try #require(ffmpeg)
    let layout = try Command.shell(
      "\(tools)/ffprobe -v error -show_entries stream=pix_fmt -of default=nokey=1:noprint_wrappers=1 '\(path)'")
    let raw = try Command.shell("\(tools)/ffmpeg -v error -i '\(path)' -f rawvideo -").output
    let name = layout.text.trimmingCharacters(in: .whitespacesAndNewlines)
    let bytes = raw.map(Int.init)
    guard name == "rgb48be" else { return (name, bytes) }
    return (name, stride(from: 0, to: bytes.count, by: 2).map { bytes[$0] << 8 | bytes[$0 + 1] })
  }

  @Test(
    "a still has as many samples as it is told, and sixteen bits of their mean light",
    .enabled(if: ffmpeg != nil, "needs ffmpeg"), arguments: [1, 4, 9, 16, 64])
  func samples(count: Int) throws {
    let folder = try TemporaryFolder()
    #expect(try Self.still("-o deep.png --bit-depth 16 --samples \(count)", folder: folder).status == 0)
    #expect(try Self.still("-o plain.png --samples \(count)", folder: folder).status == 0)
    let (deep, plain) = (try Self.decoded(folder.file("deep.png")), try Self.decoded(folder.file("plain.png")))
    #expect(deep.layout == "rgb48be" && plain.layout == "rgb24")
    // Samples in the middle column that are right of the circle, and those above or below its rightmost point.
    let side = Int(Double(count).squareRoot())
    let light = Double((side + 1) / 2) / Double(side)
    let expected = [0, 0, SRGBTransfer.encoded(light), 1, 1]
    for (index, sample) in deep.samples.enumerated() {
      #expect(abs(Double(sample) - 65535 * expected[index / 3 % 5]) < 2, "\(index)")
    }
    for (index, sample) in plain.samples.enumerated() {
      #expect(Double(sample) == (255 * expected[index / 3 % 5]).rounded(), "\(index)")
    }
  }

  @Test("a still on the standard output is that of a file, and nothing else")
  func standardOutput() throws {
    let folder = try TemporaryFolder()
    #expect(try Self.still("-o edge.png", folder: folder).status == 0)
    let printed = try Self.still("-o -", folder: folder)
    #expect(printed.status == 0 && printed.errors.isEmpty)
    #expect(try printed.output == Data(contentsOf: URL(fileURLWithPath: folder.file("edge.png"))))
    #expect(folder.contents == ["edge.json", "edge.png"])
  }

  @Test("PNGs of a film have sixteen bits when they are told", .enabled(if: ffmpeg != nil, "needs ffmpeg"))
  func sequence() throws {
    let folder = try TemporaryFolder()
    try Self.edge.write(toFile: folder.file("edge.json"), atomically: true, encoding: .utf8)
    for (bits, layout) in [(8, "rgb24"), (16, "rgb48be")] {
      let outcome = try Command.shell(
        "exec \"$JULIAREEL\" render edge.json --frames 0...1 -o \(bits)-%d.png --bit-depth \(bits) --progress none",
        folder: folder.path)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try Self.decoded(folder.file("\(bits)-1.png")).layout == layout)
    }
  }

  @Test(
    "bits that an output does not have are refused with those that it has",
    arguments: [
      ("still edge.json -o x.png --bit-depth 10", ["--bit-depth", "'8'", "'16'"]),
      ("render edge.json -o x.png --frames 0 --bit-depth 10", ["--bit-depth 10", "8 or 16"]),
      ("render edge.json -o x.mp4 --bit-depth 16", ["--bit-depth 16", ".png", "8, or 10"]),
      ("still edge.json -o x.png --samples 5", ["--samples", "4, 9, 16, 25, 36, 64"]),
      ("still edge.json -o x.png --antialiasing adaptive --filter mitchell", ["mitchell", "adaptive", "box"]),
    ])
  func refused(command: String, words: [String]) throws {
    let folder = try TemporaryFolder()
    try Self.edge.write(toFile: folder.file("edge.json"), atomically: true, encoding: .utf8)
    let outcome = try Command.shell("exec \"$JULIAREEL\" \(command)", folder: folder.path)
    #expect(outcome.status == 64, "\(outcome.errors)")
    for word in words { #expect(outcome.errors.contains(word), "“\(word)” in: \(outcome.errors)") }
    #expect(folder.contents == ["edge.json"])
  }
}
