import Foundation
import TestSupport
import Testing

@Suite("Films that are seen through, decoded again")
struct TranslucentOutputTests {
  static let ffmpeg = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map { $0 + "/ffmpeg" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  private static let width = 96
  private static let height = 64

  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let film = """
      { "version": 1, "title": "Through", "duration": 4, "loop": "wrap", "c": [-0.12, 0.6],
        "output": { "width": \(width), "height": \(height), "frameRate": 20, "quality": 100 },
        "antialiasing": { "mode": "adaptive", "samples": 16 },
        "camera": { "rotation": { "keyframes": [{ "time": 0, "value": 0 }, { "time": 4, "value": 360 }] } },
        "shading": { "interior": "transparent", "density": 0.05,
          "palette": { "stops": [{ "at": 0, "color": "#e08060" }, { "at": 0.5, "color": "#4080c080" }] } } }
      """
    try Data(film.utf8).write(to: URL(fileURLWithPath: folder.file("film.json")))
    return folder
  }

  /// Frame `number` of `file` as red, green, blue and opacity.
  private static func decoded(_ file: String, decoder: String = "", frame number: Int = 0, in folder: TemporaryFolder)
    throws -> [UInt8]
  {
    let script =
      "\(ffmpeg ?? "ffmpeg") -v error \(decoder) -i \(file) -vf 'select=eq(n\\,\(number))' -frames:v 1 -sws_flags accurate_rnd+full_chroma_int "
      + "-pix_fmt rgba -f rawvideo -"
    let outcome = try Command.shell(script, folder: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return Array(outcome.output)
  }

  /// The mean difference of two pictures, laid over a checkerboard, in codes.
  private static func meanError(_ one: [UInt8], _ other: [UInt8]) -> Double {
    guard one.count == 4 * width * height, other.count == one.count else { return .infinity }
    func laid(_ pixels: [UInt8], _ index: Int) -> Double {
      let (pixel, part) = index.quotientAndRemainder(dividingBy: 3)
      let behind: Double = (pixel % width / 8 + pixel / width / 8).isMultiple(of: 2) ? 0x99 : 0xCC
      let opacity = Double(pixels[4 * pixel + 3]) / 255
      return Double(pixels[4 * pixel + part]) * opacity + behind * (1 - opacity)
    }
    let count = 3 * width * height
    return (0..<count).reduce(0) { $0 + abs(laid(one, $1) - laid(other, $1)) } / Double(count)
  }

  @Test(
    "every container shows the checkerboard behind what a PNG does, in its first segment and its second",
    .enabled(if: ffmpeg != nil, "needs ffmpeg"),
    arguments: [
      ("ffv1", "f.mkv", "", 1.7), ("prores", "f.mov", "", 1.5), ("prores", "f.mkv", "", 1.5),
      ("vp9", "f.webm", "-c:v libvpx-vp9", 2.5), ("vp9", "f.mkv", "-c:v libvpx-vp9", 2.5),
    ])
  func containers(codec: String, file: String, decoder: String, bound: Double) throws {
    let folder = try Self.folder()
    let words = ["render", "film.json", "-o", file, "--codec", codec, "--progress", "none"]
    let outcome = try Command.run(words, folder: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    for frame in [0, 65] {
      let still = try Command.run(
        ["still", "film.json", "--frame", "\(frame)", "-o", "s.png"], folder: folder.path)
      #expect(still.status == 0, "\(still.errors)")
      let reference = try Self.decoded("s.png", in: folder)
      #expect(Set(stride(from: 3, to: reference.count, by: 4).map { reference[$0] }).count > 20)
      let picture = try Self.decoded(file, decoder: decoder, frame: frame, in: folder)
      let error = Self.meanError(picture, reference)
      #expect(error < bound, "frame \(frame) of \(codec) in \(file): \(error)")
    }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file(file)))
    let again = try Command.run(words + ["--fresh", "--threads", "3"], folder: folder.path)
    #expect(again.status == 0, "\(again.errors)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file(file))) == bytes)
  }

  @Test("PNGs of 16 bits and a WebP have the same opacities", .enabled(if: ffmpeg != nil, "needs ffmpeg"))
  func pictures() throws {
    let folder = try Self.folder()
    for words in [
      ["still", "film.json", "--frame", "0", "-o", "s.png"],
      ["still", "film.json", "--frame", "0", "--bit-depth", "16", "-o", "d.png"],
      ["render", "film.json", "-o", "w.webp", "--frames", "0", "--quality", "100", "--progress", "none"],
    ] {
      let outcome = try Command.run(words, folder: folder.path)
      #expect(outcome.status == 0, "\(words): \(outcome.errors)")
    }
    let reference = try Self.decoded("s.png", in: folder)
    #expect(try Self.meanError(Self.decoded("d.png", in: folder), reference) < 0.3)
    #expect(try Self.meanError(Self.decoded("w.webp", in: folder), reference) < 2.5)
  }

  @Test("a film in chunks has the bytes of one made at once, opacities beside its frames and all")
  func farm() throws {
    let folder = try Self.folder()
    for words in [
      ["render", "film.json", "-o", "f.webm", "--progress", "none"],
      ["plan", "film.json", "--film", "g.webm", "--codec", "vp9", "--chunks", "2", "-o", "plan.json"],
      ["segment", "plan.json", "--index", "1", "--progress", "none"],
      ["segment", "plan.json", "--index", "0", "--progress", "none"], ["join", "plan.json", "--progress", "none"],
    ] {
      let outcome = try Command.run(words, folder: folder.path)
      #expect(outcome.status == 0, "\(words): \(outcome.errors)")
    }
    let films = try ["f.webm", "g.webm"].map { try Data(contentsOf: URL(fileURLWithPath: folder.file($0))) }
    #expect(films[0] == films[1])
    let sheet = try Command.run(["sheet", "film.json", "-o", "s.png"], folder: folder.path)
    #expect(sheet.status == 0, "\(sheet.errors)")
  }

  @Test(
    "ProRes 4444 with opacity has the same bytes from a farm, and with any number of workers",
    arguments: ["f.mov", "f.mkv"])
  func farm(file: String) throws {
    let folder = try Self.folder()
    func run(_ words: String...) throws {
      let outcome = try Command.run(words + (words[0] == "plan" ? [] : ["--progress", "none"]), folder: folder.path)
      #expect(outcome.status == 0, "\(words): \(outcome.errors)")
    }
    func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: folder.file(name))) }
    try run("render", "film.json", "--codec", "prores", "-o", file, "--threads", "1")
    let expected = try bytes(file)
    try run("render", "film.json", "--codec", "prores", "-o", file, "--threads", "3", "--fresh")
    #expect(try bytes(file) == expected)
    try run("plan", "film.json", "--codec", "prores", "--chunks", "2", "--film", "g-\(file)", "-o", "plan.json")
    for index in ["1", "0"] { try run("segment", "plan.json", "--index", index) }
    try run("join", "plan.json")
    #expect(try bytes("g-\(file)") == expected)
  }
}
