import Foundation
import TestSupport
import Testing

@Suite("juliareel")
struct CommandTests {
  private static let small = [
    "classic-loop", "--size", "96x54", "--set", "duration=0.5",
    // A whole turn in half a second flashes, unless its colours lie close together.
    "--set", "shading.density=0.003",
  ]

  private static func renderSmall(_ options: String, folder: TemporaryFolder) throws -> Command.Outcome {
    try Command.shell("exec \"$JULIAREEL\" render \(small.joined(separator: " ")) \(options)", folder: folder.path)
  }

  @Test("help and version go to stdout and succeed", arguments: ["-h", "--help", "help", "--version"])
  func help(option: String) throws {
    let outcome = try Command.run(option)
    #expect(outcome.status == 0 && !outcome.text.isEmpty && outcome.errors.isEmpty)
  }

  @Test(
    "the help screens are those on record",
    arguments: [
      "juliareel", "render", "plan", "segment", "join", "export", "still", "sheet", "path", "beats", "info", "field",
      "audit",
      "validate", "schema", "presets",
      "palette", "palettes", "bench",
    ])
  func helpScreens(command: String) throws {
    let outcome = command == "juliareel" ? try Command.run("--help") : try Command.run(command, "--help")
    try Snapshot.expect(outcome.text, matches: "help-\(command).txt")
  }

  @Test("a preset becomes a film: the result is told on stdout, progress on stderr")
  func render() throws {
    let folder = try TemporaryFolder()
    let outcome = try Self.renderSmall("-o film.mp4 --stats stats.json", folder: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.hasPrefix("film.mp4: 30 frames of 96×54 at 60 fps"))
    #expect(outcome.errors.hasPrefix("frame 0 of 30\n"))
    #expect(outcome.errors.contains("frame 30 of 30"))
    #expect(folder.contents == ["film.mp4", "stats.json"])
    let stats = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(fileURLWithPath: folder.file("stats.json"))))
    let fields = try #require(stats as? [String: Any])
    #expect(fields["finishedFrames"] as? Int == 30)
    #expect(fields["version"] as? Int == 2)
  }

  @Test("the output's default name is the preset's")
  func defaultName() throws {
    let folder = try TemporaryFolder()
    #expect(try Self.renderSmall("--progress none", folder: folder).errors.isEmpty)
    #expect(folder.contents == ["classic-loop.mp4"])
  }

  @Test("Y4M on stdout is the same for 1, 2 and 5 threads and complete")
  func y4m() throws {
    let folder = try TemporaryFolder()
    let one = try Self.renderSmall("-o - --threads 1 --progress none", folder: folder)
    #expect(one.output.prefix(10) == Data("YUV4MPEG2 ".utf8))
    let header = try #require(one.output.firstIndex(of: UInt8(ascii: "\n"))) + 1
    #expect(String(decoding: one.output.prefix(header), as: UTF8.self).contains("W96 H54 F60:1 Ip A1:1 C420mpeg2"))
    #expect(one.output.count == header + 30 * (6 + 96 * 54 * 3 / 2))
    for threads in [2, 5] {
      #expect(try Self.renderSmall("-o - --threads \(threads)", folder: folder).output == one.output)
    }
    #expect(folder.contents.isEmpty)
  }

  @Test("what is taken from earlier frames changes no byte of a film")
  func reuse() throws {
    let folder = try TemporaryFolder()
    let plain = try Self.renderSmall("-o - --no-mirrored-frames --no-equal-fields --no-repetition", folder: folder)
    #expect(plain.status == 0)
    for options in ["", "--no-equal-fields", "--no-mirrored-frames", "--reuse-memory 0", "--reuse-memory 1"] {
      #expect(try Self.renderSmall("-o - \(options)", folder: folder).output == plain.output, "\(options)")
    }
  }

  @Test("frame k rendered alone is frame k of the film")
  func frameAlone() throws {
    let folder = try TemporaryFolder()
    let film = try Self.renderSmall("-o - --progress none", folder: folder).output
    let alone = try Self.renderSmall("-o - --frames 17 --progress none", folder: folder).output
    let frameBytes = 96 * 54 * 3 / 2
    let header = try #require(film.firstIndex(of: UInt8(ascii: "\n"))) + 1
    let frame17 = film.dropFirst(header + 17 * (6 + frameBytes) + 6).prefix(frameBytes)
    #expect(alone.suffix(frameBytes) == frame17)
  }

  @Test("frames are chosen in the ways that people write them", arguments: ["2-4", "2..4", "2...4", "2..<5"])
  func frameRanges(range: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try Self.renderSmall("-o f%d.png --frames '\(range)' --progress none", folder: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(folder.contents == ["f2.png", "f3.png", "f4.png"])
  }

  @Test("folders of numbered images are made where they are missing, and none is left where no image comes")
  func imageFolders() throws {
    let folder = try TemporaryFolder()
    let made = try Self.renderSmall("-o a/b/%05d.png --frames 0-1 --progress none", folder: folder)
    #expect(made.status == 0, "\(made.errors)")
    let images = try FileManager.default.contentsOfDirectory(atPath: folder.file("a/b"))
    #expect(images.sorted() == ["00000.png", "00001.png"])
    let each = try Self.renderSmall("-o frame%d/x.png --frames 3-4 --progress none", folder: folder)
    #expect(each.status == 0 && folder.contents == ["a", "frame3", "frame4"], "\(each.errors)")
    let full = try Command.shell(
      "ulimit -f 1; exec \"$JULIAREEL\" render classic-loop --size 320x180 --frames 5-6 --progress none -o c/d/%d.png",
      folder: folder.path)
    #expect(full.status == 73 && folder.contents == ["a", "frame3", "frame4"], "\(full.errors)")
  }

  @Test("a reader that leaves early ends the film without a word")
  func closedPipe() throws {
    let outcome = try Command.shell(
      "{ \"$JULIAREEL\" render classic-loop --size 640x360 -o - --progress none; echo status $? >&2; } | head -c 100 >/dev/null"
    )
    #expect(outcome.errors == "status 141\n")
  }

  @Test(
    "a result that nobody takes is no success",
    arguments: ["presets", "validate classic-loop", "still classic-loop -o x.png"])
  func lostResult(command: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try Command.shell("exec \"$JULIAREEL\" \(command) 2>errors >/dev/full", folder: folder.path)
    #expect(outcome.status == 73)
    let errors = try String(contentsOfFile: folder.file("errors"), encoding: .utf8)
    #expect(errors == "cannot write the standard output: No space left on device\n")
  }

  @Test("a preset may come through a pipe", arguments: ["-", "/dev/stdin"])
  func pipe(preset: String) throws {
    let folder = try TemporaryFolder()
    let file = Repository.root.appendingPathComponent("presets/classic-loop.json").path
    let outcome = try Command.shell(
      "cat '\(file)' | \"$JULIAREEL\" render \(preset) --size 32x18 --frames 0 --progress none", folder: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(folder.contents == ["stdin.mp4"])
    let bad = try Command.shell("echo '{' | \"$JULIAREEL\" validate \(preset)")
    #expect(bad.status == 65)
    #expect(bad.errors.hasPrefix(preset == "-" ? "stdin:2:1: " : "/dev/stdin:2:1: "))
  }

  @Test("memory does not grow with the length of the film")
  func memory() throws {
    let folder = try TemporaryFolder()
    func peak(frames: Int) throws -> Int {
      // The whole loop in so many frames: both films show the same, and only their length differs. Both are longer than
      // some segments, which are held in memory until each is finished, and fill the memory for kept fields.
      let outcome = try Command.shell(
        "exec \"$JULIAREEL\" render classic-loop --size 320x180 --fps 20 --set duration=\(frames / 20)"
          + " --threads 2 --memory 1 --reuse-memory 4 --progress none --stats s.json -o film.mp4", folder: folder.path)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let stats = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: folder.file("s.json"))))
      return try #require((stats as? [String: Any])?["peakResidentBytes"] as? Int)
    }
    // One segment at a time: how many finished ones wait for an earlier one would differ from run to run.
    let (short, long) = (try peak(frames: 2400), try peak(frames: 4800))
    #expect(Double(long) < 1.05 * Double(short), "\(short) bytes for 2400 frames, \(long) for 4800")
  }

  @Test("progress as JSON is one object a line")
  func jsonProgress() throws {
    let folder = try TemporaryFolder()
    let lines = try Self.renderSmall("-o null --progress json", folder: folder).errors.split(separator: "\n")
    #expect(!lines.isEmpty)
    for line in lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?["frames"] as? Int == 30)
    }
  }

  @Test("overrides reach the picture, and a film is rendered by the name of its preset or by its path")
  func overrides() throws {
    let folder = try TemporaryFolder()
    let path = Repository.root.appendingPathComponent("presets/classic-loop.json").path
    for (preset, radius, name) in [("classic-loop", "0.7885", "a"), (path, "0.7885", "b"), (path, "0.3", "c")] {
      let outcome = try Command.run(
        "still", preset, "--size", "65x33", "--set", "c.radius=\(radius)", "--frame", "7", "-o",
        folder.file(name + ".png"))
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    let bytes = try ["a", "b", "c"].map { try Data(contentsOf: URL(fileURLWithPath: folder.file($0 + ".png"))) }
    #expect(bytes[0] == bytes[1])
    #expect(bytes[1] != bytes[2])
  }

  @Test("an option of the encoder takes the place of the preset's, of either kind")
  func encoderOptions() throws {
    let folder = try TemporaryFolder()
    for setting in ["quality", "crf"] {
      try """
      { "version": 1, "title": "T", "duration": 0.2, "c": [0, 1],
        "output": { "width": 32, "height": 18, "\(setting)": 30 } }
      """.write(toFile: folder.file("p.json"), atomically: true, encoding: .utf8)
      for options in ["--quality 90", "--crf 12", "--encoder-preset ultrafast"] {
        let outcome = try Command.shell("exec \"$JULIAREEL\" render p.json \(options)", folder: folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
      }
    }
  }

  @Test("a field is a NumPy file of float32, −1 inside")
  func field() throws {
    let folder = try TemporaryFolder()
    let outcome = try Command.run(
      "field", "famous-constants", "--size", "31x17", "--time", "5", "-o", folder.file("f.npy"))
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text == folder.file("f.npy") + "\n")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file("f.npy")))
    #expect(bytes.count == 128 + 31 * 17 * 4)
  }

  // `ShippedFilmTests` finds the files themselves valid.
  @Test("shipped presets are listed, and all in the binary as their files have them")
  func presets() throws {
    let listed = try Command.run("presets")
    let names = Repository.files(below: "presets", suffix: ".json")
      .filter { $0.deletingLastPathComponent().lastPathComponent == "presets" }
      .map { $0.deletingPathExtension().lastPathComponent }
    #expect(listed.text.split(separator: "\n").map { String($0.prefix { $0 != " " }) } == names)
    for name in names {
      let file = Repository.root.appendingPathComponent("presets/\(name).json")
      #expect(try Command.run("presets", name).text == String(contentsOf: file, encoding: .utf8), "\(name)")
    }
    let outcome = try Command.run("validate", names[0], names[names.count - 1])
    #expect(outcome.status == 0 && outcome.text.hasPrefix("\(names[0]): valid"))
  }

  @Test("a palette of another program is printed, or stored, as a preset takes it")
  func palette() throws {
    let folder = try TemporaryFolder()
    try "#102030 #ffeedd".write(toFile: folder.file("two.hex"), atomically: true, encoding: .utf8)
    let printed = try Command.run("palette", "two.hex", folder: folder.path)
    #expect(printed.status == 0 && printed.text.contains(##"{ "at": 0.5, "color": "#ffeedd" }"##), "\(printed.errors)")
    let stored = try Command.run("palette", "two.hex", "-o", "p.json", folder: folder.path)
    #expect(stored.status == 0 && stored.text == "p.json\n")
    #expect(try String(contentsOfFile: folder.file("p.json"), encoding: .utf8) == printed.text)
    let render = try Command.shell(
      "exec \"$JULIAREEL\" still classic-loop --size 16x9 --set shading.palette=\"$(cat p.json)\" -o x.png",
      folder: folder.path)
    #expect(render.status == 0, "\(render.errors)")
    try "#102030\n1 2 3".write(toFile: folder.file("bad.hex"), atomically: true, encoding: .utf8)
    let bad = try Command.run("palette", "bad.hex", folder: folder.path)
    #expect(bad.status == 65)
    #expect(bad.errors == "bad.hex:2: found “1”; expected a colour #rrggbb or #rgb\n")
    #expect(try Command.run("palette", "missing.map", folder: folder.path).status == 66)
    #expect(try Command.run("palette", "two.hex", "-o", "two.hex", folder: folder.path).status == 64)
  }

  @Test("shipped palettes are listed, and all in the binary")
  func palettes() throws {
    let listed = try Command.run("palettes")
    let names = Repository.files(below: "presets/palettes", suffix: ".json")
      .map { $0.deletingPathExtension().lastPathComponent }
    #expect(listed.text.split(separator: "\n").map { String($0.prefix { $0 != " " }) } == names)
  }

  @Test("validate reports every error of every preset")
  func validate() throws {
    let folder = try TemporaryFolder()
    try "{ \"version\": 1,\n \"title\": 5,\n \"durration\": 2 }".write(
      toFile: folder.file("bad.json"), atomically: true, encoding: .utf8)
    let outcome = try Command.run("validate", "bad.json", "classic-loop", "missing.json", folder: folder.path)
    #expect(outcome.status == 65)
    #expect(outcome.text.hasPrefix("classic-loop: valid"))
    for text in ["bad.json:2:", "bad.json:3:", "durration", "missing.json"] {
      #expect(outcome.errors.contains(text), "\(outcome.errors)")
    }
    #expect(try Command.run("validate", "missing.json", folder: folder.path).status == 66)
  }
}
