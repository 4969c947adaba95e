import Foundation
import TestSupport
import Testing

@Suite("Bad input")
struct BadInputTests {
  private static let good = """
    {
      "version": 1, "title": "Small", "duration": 0.4,
      "output": { "width": 64, "height": 36, "frameRate": 25 },
      "c": [-0.4, 0.6]
    }
    """

  /// Renders `preset` to film.mp4 in an empty folder, and checks that nothing came of it but one clear text.
  private static func expectRefusal(
    of preset: String, options: [String] = [], status: Int32, mentioning words: [String], sentences: Int = 1,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = try TemporaryFolder()
    try preset.write(toFile: folder.file("p.json"), atomically: true, encoding: .utf8)
    let quoted = (["render", "p.json", "-o", "film.mp4"] + options).map { "'\($0)'" }.joined(separator: " ")
    let outcome = try Command.shell("exec \"$JULIAREEL\" \(quoted)", folder: folder.path)
    #expect(outcome.status == status, "\(outcome.errors)", sourceLocation: sourceLocation)
    for word in words {
      #expect(outcome.errors.contains(word), "“\(word)” in: \(outcome.errors)", sourceLocation: sourceLocation)
    }
    #expect(outcome.output.isEmpty, sourceLocation: sourceLocation)
    #expect(folder.contents == ["p.json"], sourceLocation: sourceLocation)
    expectSentences(outcome.errors, count: sentences, sourceLocation: sourceLocation)
  }

  /// A line each, and not a stack trace or a type's name.
  private static func expectSentences(
    _ text: String, count: Int = 1, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(text.split(separator: "\n").count == count, "\(text)", sourceLocation: sourceLocation)
    for trace in ["Fatal error", "Swift.", "0x", "Error("] {
      #expect(!text.contains(trace), "\(text)", sourceLocation: sourceLocation)
    }
  }

  @Test("broken JSON is reported with line and column")
  func brokenJSON() throws {
    let broken = Self.good.replacingOccurrences(of: "\"duration\": 0.4", with: "\"duration\" 0.4")
    try Self.expectRefusal(of: broken, status: 65, mentioning: ["p.json:2:"])
  }

  @Test("an unknown key is reported with its place and the nearest known one")
  func unknownKey() throws {
    let unknown = Self.good.replacingOccurrences(of: "\"title\"", with: "\"titel\": \"x\", \"title\"")
    try Self.expectRefusal(of: unknown, status: 65, mentioning: ["p.json:2:", "titel", "title"])
  }

  @Test("a wrong type is reported with its path")
  func wrongType() throws {
    try Self.expectRefusal(
      of: Self.good.replacingOccurrences(of: "64,", with: "\"wide\","), status: 65, mentioning: ["output.width"])
  }

  @Test("an odd width is refused with the nearest even one")
  func oddWidth() throws {
    try Self.expectRefusal(
      of: Self.good.replacingOccurrences(of: "64,", with: "63,"), status: 65, mentioning: ["63×36", "64×36"])
  }

  @Test("a film of no duration is refused")
  func zeroDuration() throws {
    try Self.expectRefusal(
      of: Self.good.replacingOccurrences(of: "0.4,", with: "0,"), status: 65, mentioning: ["duration"])
  }

  @Test("NaN is refused, as a word in JSON and as a setting")
  func notANumber() throws {
    try Self.expectRefusal(
      of: Self.good.replacingOccurrences(of: "[-0.4,", with: "[NaN,"), status: 65, mentioning: ["p.json:4:"])
    try Self.expectRefusal(
      of: Self.good, options: ["--set", "camera.width=nan"], status: 64, mentioning: ["--set camera.width", "nan"])
  }

  @Test("a size beyond 16384 is refused, wherever it comes from")
  func tooLarge() throws {
    try Self.expectRefusal(
      of: Self.good.replacingOccurrences(of: "64,", with: "16386,"), status: 65, mentioning: ["output.width", "16384"])
    try Self.expectRefusal(
      of: Self.good, options: ["--size", "64x20000"], status: 64, mentioning: ["--size", "output.height", "16384"])
  }

  @Test("an unknown codec is refused with the known ones")
  func unknownCodec() throws {
    try Self.expectRefusal(
      of: Self.good, options: ["--codec", "divx"], status: 64, mentioning: ["--codec", "divx", "h264"])
  }

  @Test("a size that FFmpeg's limit on the area forbids is refused with the largest height")
  func tooManyPixels() throws {
    try Self.expectRefusal(
      of: Self.good, options: ["--size", "16384x16384"], status: 64, mentioning: ["--size: ", "16384×16384", "16128"])
    let folder = try TemporaryFolder()
    let still = try Command.run("still", "classic-loop", "--size", "16384x16384", "-o", folder.file("x.png"))
    #expect(still.status == 64 && still.errors.hasPrefix("--size: ") && still.errors.contains("16128"))
    #expect(folder.contents.isEmpty)
  }

  @Test("a form that the film cannot have is the fault of the options that ask for it, and otherwise of the preset")
  func formsOfOptions() throws {
    try Self.expectRefusal(
      of: Self.good, options: ["--size", "641x361"], status: 64, mentioning: ["--size: 4:2:0 video needs", "642×362"])
    try Self.expectRefusal(
      of: Self.good, options: ["--set", "output.height=35"], status: 64, mentioning: ["--set output.height: 4:2:0"])
    try Self.expectRefusal(
      of: Self.good, options: ["-o", "film.mkv", "--codec", "av1"], status: 64, mentioning: ["--codec: AV1 films"])
    try Self.expectRefusal(
      of: Self.good,
      options: ["-o", "film.mov", "--codec", "prores", "--chroma", "4:4:4", "--encoder-preset", "hq"], status: 64,
      mentioning: ["--codec, --encoder-preset, --chroma: the ProRes profiles for 10-bit 4:4:4 are 4444 and 4444xq"])
    // An option that has nothing to do with it is not to blame.
    try Self.expectRefusal(
      of: Self.good.replacingOccurrences(of: "64,", with: "63,"), options: ["--codec", "hevc", "--quality", "3"],
      status: 65, mentioning: ["63×36"])
    let folder = try TemporaryFolder()
    for arguments in [
      ["validate", "classic-loop", "--no-pictures"], ["plan", "classic-loop", "--chunks", "2"],
      ["render", "classic-loop", "-o", "-"],
    ] {
      let outcome = try Command.run(arguments + ["--size", "65x33"], folder: folder.path)
      #expect(outcome.status == 64 && outcome.errors.hasPrefix("--size: "), "\(arguments): \(outcome.errors)")
    }
    #expect(folder.contents.isEmpty)
  }

  @Test("bits and samplings of colour are refused where the output has only one")
  func meaninglessOptions() throws {
    for (output, options) in [
      ("x.gif", ["--bit-depth", "10"]), ("x.webp", ["--bit-depth", "10"]), ("x.gif", ["--chroma", "4:4:4"]),
      ("%d.png", ["--chroma", "4:2:0"]), ("%d.png", ["--bit-depth", "10"]), ("-", ["--bit-depth", "16"]),
    ] {
      let folder = try TemporaryFolder()
      let outcome = try Command.run(["render", "classic-loop", "-o", output] + options, folder: folder.path)
      #expect(outcome.status == 64 && outcome.errors.hasPrefix(options[0]), "\(output): \(outcome.errors)")
      #expect(folder.contents.isEmpty)
    }
  }

  @Test("an error of the preset's own outweighs those of options")
  func preset() throws {
    try Self.expectRefusal(
      of: Self.good.replacingOccurrences(of: "64,", with: "0,"), options: ["--set", "c=[9,9]"], status: 65,
      mentioning: ["output.width"], sentences: 2)
  }

  @Test("frames beyond the film are refused with how many there are, in the user's own words")
  func framesBeyond() throws {
    try Self.expectRefusal(
      of: Self.good, options: ["--frames", "5...10"], status: 64, mentioning: ["--frames 5...10", "10 frames"])
  }

  @Test("statistics that would replace the film or the preset are refused", arguments: ["film.mp4", "./p.json"])
  func stats(path: String) throws {
    try Self.expectRefusal(of: Self.good, options: ["--stats", path], status: 64, mentioning: ["--stats", path])
  }

  @Test("statistics that cannot be written are known before anything is rendered")
  func unwritableStats() throws {
    try Self.expectRefusal(
      of: Self.good, options: ["--stats", "/proc/stats.json", "--progress", "none"], status: 73,
      mentioning: ["/proc/stats.json"])
  }

  @Test("a preset that is there and cannot be read is told with the system's reason, and not looked for in the binary")
  func unreadable() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.file("classic-loop"), withIntermediateDirectories: false)
    for (preset, reason) in [("classic-loop", "is a folder"), ("/dev/null/x", "Not a directory")] {
      let outcome = try Command.run("validate", preset, folder: folder.path)
      #expect(outcome.status == 66)
      #expect(outcome.errors.contains(reason), "\(outcome.errors)")
    }
  }

  @Test("control characters of names are not written to the terminal")
  func controlCharacters() throws {
    for arguments in [["validate", "a\u{1B}[31m"], ["render", "classic-loop", "-o", "a\u{1B}[31m"]] {
      let quoted = arguments.map { "'\($0)'" }.joined(separator: " ")
      let outcome = try Command.shell("exec \"$JULIAREEL\" \(quoted)")
      #expect(outcome.errors.contains("aU+001B[31m") && !outcome.errors.contains("\u{1B}"))
    }
  }

  @Test("the bar is taken away before an error is told")
  func barAndError() throws {
    let folder = try TemporaryFolder()
    let outcome = try Command.shell(
      "ulimit -f 8; exec \"$JULIAREEL\" render classic-loop --size 320x180 --progress bar -o film.mp4",
      folder: folder.path)
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("\r\u{1B}[Kcannot "), "\(outcome.errors.debugDescription)")
  }

  @Test("a missing preset has its own exit code and the names of those that ship")
  func missingPreset() throws {
    let folder = try TemporaryFolder()
    let outcome = try Command.run("render", "nowhere.json", "-o", "x.mp4", folder: folder.path)
    #expect(outcome.status == 66)
    #expect(outcome.errors.contains("nowhere.json") && outcome.errors.contains("classic-loop"))
    #expect(!outcome.errors.contains("did you mean"))
    for slip in ["clasic-loop", "Classic-loop.json", "classicloop"] {
      let outcome = try Command.run("render", slip, "-o", "x.mp4", folder: folder.path)
      #expect(outcome.status == 66 && outcome.errors.contains(#"did you mean "classic-loop"?"#), "\(outcome.errors)")
    }
    Self.expectSentences(outcome.errors)
    #expect(try Command.run("render", "/", "-o", "x.mp4", folder: folder.path).status == 66)
    #expect(folder.contents.isEmpty)
  }

  @Test(
    "a place that cannot be written is reported before anything is rendered",
    arguments: ["missing/film.mp4", "folder.mp4", "/proc/film.mp4", "/proc/missing/%05d.png"])
  func unwritable(output: String) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.file("folder.mp4"), withIntermediateDirectories: false)
    let outcome = try Command.run(
      "render", "classic-loop", "--size", "32x18", "--frames", "0..<3", "-o", output, folder: folder.path)
    #expect(outcome.status == 73, "\(outcome.errors)")
    #expect(outcome.errors.contains(output) || outcome.errors.contains("missing"))
    Self.expectSentences(outcome.errors)
    #expect(folder.contents == ["folder.mp4"])
  }

  @Test(
    "a file that outgrows its limit leaves nothing under its name, of a film what is finished",
    arguments: ["film.mp4", "film.mkv", "f.png"])
  func fileLimit(output: String) throws {
    let folder = try TemporaryFolder()
    // 8 blocks of 512 bytes: too small for any of these films, large enough for what is written first.
    let outcome = try Command.shell(
      "ulimit -f 8; exec \"$JULIAREEL\" render benchmark-loop --size 320x180 --frames 5 --progress none -o \(output)",
      folder: folder.path)
    #expect(outcome.status == 73, "\(outcome.errors)")
    #expect(outcome.errors.contains(output))
    Self.expectSentences(outcome.errors)
    #expect(folder.contents == (output == "f.png" ? [] : ["\(output).juliareel"]))
  }

  @Test("a full disk is reported, and the film that stood there stays", .enabled(if: SmallDisk.isPossible))
  func fullDisk() throws {
    let disk = try SmallDisk(kilobytes: 32)
    try "an older film".write(toFile: disk.path + "/film.mp4", atomically: false, encoding: .utf8)
    let outcome = try Command.run(
      "render", "classic-loop", "--size", "640x360", "--frames", "290..<310", "--progress", "none", "-o",
      disk.path + "/film.mp4")
    #expect(outcome.status == 73, "\(outcome.errors)")
    #expect(outcome.errors.contains("No space left on device"))
    // Beside it may stand what is finished of the new one.
    let names = try FileManager.default.contentsOfDirectory(atPath: disk.path)
    #expect(Set(names).isSubset(of: ["film.mp4", "film.mp4.juliareel"]))
    #expect(try String(contentsOfFile: disk.path + "/film.mp4", encoding: .utf8) == "an older film")
  }

  @Test(
    "options that make no sense are usage errors",
    arguments: [
      ["render", "classic-loop", "--size", "big"], ["render", "classic-loop", "--threads", "0"],
      ["render", "classic-loop", "--reuse-memory", "-1"], ["render", "classic-loop", "--memory", "0"],
      ["render", "classic-loop", "--reuse-memory", "1048577"],
      ["render"],
      ["render", "classic-loop", "--frames", "5..<5"], ["render", "classic-loop", "--frames", "5-4"],
      ["render", "classic-loop", "--frames=-5"], ["render", "classic-loop", "--frames", "1-2-3"],
      ["render", "classic-loop", "--frames", "0..9223372036854775807"], ["render", "classic-loop", "--set", "novalue"],
      ["render", "classic-loop", "-o", "film.avi"], ["render", "classic-loop", "--quality", "5", "--crf", "5"],
      ["still", "classic-loop", "-o", "x.jpg"], ["still", "classic-loop", "--time", "99", "-o", "x.png"],
      ["still", "classic-loop", "--frame", "-1", "-o", "x.png"], ["nonsense"],
    ])
  func usage(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let quoted = arguments.map { "'\($0)'" }.joined(separator: " ")
    let outcome = try Command.shell("exec \"$JULIAREEL\" \(quoted)", folder: folder.path)
    #expect(outcome.status == 64, "\(outcome.errors)")
    #expect(!outcome.errors.isEmpty)
    #expect(folder.contents.isEmpty)
  }

  @Test(
    "a command that is none is told with the nearest one, also behind help",
    arguments: [["rendr", "x"], ["help", "rendr"], ["rendr", "--help"]])
  func unknownCommand(arguments: [String]) throws {
    let outcome = try Command.run(arguments)
    #expect(outcome.status == 64 && outcome.text.isEmpty)
    let words = "Error: “rendr” is not a command; did you mean \"render\"? Allowed: render, plan, "
    #expect(outcome.errors.hasPrefix(words), "\(outcome.errors)")
    #expect(!outcome.errors.contains("bench-share"))
    #expect(try Command.run("help", "render").text == Command.run("render", "--help").text)
  }

  @Test(
    "other names of a codec are understood well enough to tell ours",
    arguments: [
      ("h265", "hevc"), ("x265", "hevc"), ("H.265", "hevc"), ("x264", "h264"), ("avc", "h264"), ("svtav1", "av1"),
    ])
  func otherNames(name: String, ours: String) throws {
    try Self.expectRefusal(
      of: Self.good, options: ["--codec", name], status: 64, mentioning: ["did you mean \"\(ours)\"? Allowed: "])
  }
}
