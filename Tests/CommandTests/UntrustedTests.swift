import Foundation
import TestSupport
import Testing

@Suite("--untrusted", .timeLimit(.minutes(30)))
struct UntrustedTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["box", "box/deep", "other"] {
      try FileManager.default.createDirectory(atPath: folder.file(name), withIntermediateDirectories: false)
    }
    try write(Self.small, to: "box/base.json")
    try write(Self.small, to: "base.json")
    try write(Self.small, to: "other/base.json")
  }

  private static let small = """
    { "version": 1, "title": "Small", "duration": 0.4, "c": [-0.4, 0.6],
      "output": { "width": 64, "height": 36, "frameRate": 25 } }
    """

  private func write(_ text: String, to name: String) throws {
    try text.write(toFile: folder.file(name), atomically: false, encoding: .utf8)
  }

  private func run(_ arguments: String...) throws -> Command.Outcome { try Command.run(arguments, folder: folder.path) }

  private func validate(extending reference: String, in name: String = "box/p.json") throws -> Command.Outcome {
    try write("{ \"extends\": \"\(reference)\" }", to: name)
    return try run("validate", "--no-pictures", "--untrusted", name)
  }

  @Test(
    "a preset extends files of its own folder and what ships, by whatever way stays inside",
    arguments: ["base.json", "./base.json", "deep/../base.json", "classic-loop", "deep/middle.json"])
  func inside(reference: String) throws {
    try write(#"{ "extends": "../base.json" }"#, to: "box/deep/middle.json")
    let outcome = try validate(extending: reference)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test(
    "nothing leads out of the folder: no absolute path, no dots, no link",
    arguments: [
      "/etc/passwd", "../base.json", "deep/../../base.json", "..", "link.json", "linked/base.json", "deep/up.json",
      "./././../other/base.json", "loop.json",
    ])
  func outside(reference: String) throws {
    symlink("../base.json", folder.file("box/link.json"))
    symlink("../other", folder.file("box/linked"))
    symlink("loop.json", folder.file("box/loop.json"))
    try write(#"{ "extends": "../../base.json" }"#, to: "box/deep/up.json")
    let outcome = try validate(extending: reference)
    #expect(outcome.status == 65)
    let isTold = ["leads out of the preset's folder", "is a link", "is a folder", "no such file"].contains {
      outcome.errors.contains($0)
    }
    #expect(isTold, "\(outcome.errors)")
    // Without the option all that exists is followed.
    #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
  }

  @Test("a preset that is itself a link is refused, and one from the standard input extends only what ships")
  func top() throws {
    symlink("../base.json", folder.file("box/link.json"))
    let link = try run("validate", "--untrusted", "box/link.json")
    #expect(link.status == 66 && link.errors.contains("box/link.json: is a link"), "\(link.errors)")
    try write(#"{ "extends": "base.json" }"#, to: "p.json")
    try write(#"{ "extends": "classic-loop" }"#, to: "q.json")
    let script = "\"$JULIAREEL\" validate --no-pictures --untrusted - <"
    #expect(try Command.shell(script + "p.json", folder: folder.path).status == 65)
    #expect(try Command.shell(script + "q.json", folder: folder.path).status == 0)
  }

  @Test(
    "what exceeds a bound is told with the number and the bound",
    arguments: [
      (["--max-bytes", "100"], "bytes; allowed with --untrusted: at most 100 (--max-bytes)"),
      (
        ["--max-keyframes", "2"],
        "p.json: 3 keyframes, stops and parts; allowed with --untrusted: at most 2 (--max-keyframes)"
      ),
      (["--max-frames", "9"], "p.json: 10 frames; allowed with --untrusted: at most 9 (--max-frames)"),
      (
        ["--max-work", "1e8"],
        "p.json: 184320000 steps (frames × pixels × iterations × samples); allowed with --untrusted: at most 100000000 "
          + "(--max-work)"
      ),
    ])
  func bounds(options: [String], sentence: String) throws {
    let keyframes = (0..<3).map { "{ \"time\": 0.\($0), \"value\": \($0 + 1) }" }.joined(separator: ",")
    try write(
      Self.small.dropLast(1) + """
        , "camera": { "width": { "keyframes": [\(keyframes)] } } , "fractal": { "maximumIterations": 500 } }
        """, to: "p.json")
    for command in [["validate", "--no-pictures"], ["render", "-o", "null"]] {
      let outcome = try Command.run(
        [command[0], "p.json", "--untrusted"] + command.dropFirst() + options, folder: folder.path)
      #expect(outcome.status == 65, "\(outcome.errors)")
      #expect(outcome.errors.contains(sentence), "\(outcome.errors)")
      #expect(outcome.errors.split(separator: "\n").count == 1)
    }
  }

  @Test("the steps that a deep view's orbits share count by the digits that its width needs")
  func deepWork() throws {
    for (width, work) in [("\"1e-1000\"", "426320000"), ("1e-8", "184320000")] {
      try write(
        Self.small.dropLast(1) + ", \"camera\": { \"width\": \(width) }, \"fractal\": { \"maximumIterations\": 500 } }",
        to: "d.json")
      let outcome = try run("validate", "d.json", "--no-pictures", "--untrusted", "--max-work", "1e8")
      #expect(outcome.status == 65 && outcome.errors.contains("d.json: \(work) steps (frames"), "\(outcome.errors)")
    }
  }

  @Test("a still is one frame's work, a preset within all bounds is rendered as without the option")
  func within() throws {
    let options = ["--untrusted", "--max-work", "1e8"]
    #expect(try Command.run(["still", "base.json", "-o", "a.png"] + options, folder: folder.path).status == 0)
    #expect(try run("still", "base.json", "-o", "b.png").status == 0)
    #expect(FileManager.default.contentsEqual(atPath: folder.file("a.png"), andPath: folder.file("b.png")))
  }

  @Test("all that ships is within the bounds")
  func shipped() throws {
    for name in try run("presets").text.split(separator: "\n").compactMap({ $0.split(separator: " ").first }) {
      let outcome = try run("validate", "--no-pictures", "--untrusted", String(name))
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
  }

  @Test("a bound without --untrusted is a mistake, and so is one below 1")
  func usage() throws {
    #expect(try run("validate", "base.json", "--max-work", "1e9").status == 64)
    #expect(try run("validate", "base.json", "--untrusted", "--max-frames", "0").status == 64)
    #expect(try run("validate", "base.json", "--untrusted", "--max-work", "nan").status == 64)
  }

  @Test("the recipe of a film is the same, read by a confined process", arguments: ["mp4", "mkv", "mov", "webm"])
  func film(container: String) throws {
    let codec = container == "webm" ? ["--codec", "vp9"] : container == "mov" ? ["--codec", "h264"] : []
    let film = "film.\(container)"
    let made = try Command.run(["render", "base.json", "-o", film, "--progress", "none"] + codec, folder: folder.path)
    #expect(made.status == 0, "\(made.errors)")
    for options in [[], ["--summary"]] {
      let plain = try Command.run(["info", film] + options, folder: folder.path)
      let confined = try Command.run(["info", "--untrusted", film] + options, folder: folder.path)
      #expect(confined.status == 0 && confined.text == plain.text, "\(confined.errors)")
    }
    let again = try run("render", film, "--untrusted", "-o", "null", "--progress", "none")
    #expect(again.status == 0, "\(again.errors)")
    let bounded = try run("info", "--untrusted", "--max-bytes", "100", film)
    #expect(bounded.status == 65 && bounded.errors.contains("--max-bytes"), "\(bounded.errors)")
  }

  @Test("a film that only begins like one, cut off, garbage, or a playlist opens nothing and has a sentence")
  func noFilms() throws {
    let playlist = "#EXTM3U\n#EXTINF:1,\nbase.json\n"
    let garbage = String(repeating: "\u{1}garbage ", count: 2000)
    let films = [
      "list.mp4": playlist, "box.mp4": "\0\0\0\u{c}ftyp" + playlist, "garbage.mov": "\0\0\0\u{14}ftypqt  " + garbage,
      "cut.mp4": "\0\0\0\u{14}ftyp", "long.mp4": "\u{7f}\u{7f}\u{7f}\u{7f}ftyp" + garbage,
    ]
    for (name, text) in films {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder.file(name)))
      for options in [[], ["--untrusted"]] {
        let outcome = try Command.run(["info", name] + options, folder: folder.path)
        #expect(outcome.status == 66, "\(name): \(outcome.errors)")
        #expect(outcome.errors.hasPrefix("cannot read the film \(name): "), "\(outcome.errors)")
        #expect(outcome.errors.split(separator: "\n").count == 1)
      }
    }
  }

  @Test("damaged films end in a sentence or in a recipe, confined or not")
  func damaged() throws {
    #expect(try run("render", "base.json", "-o", "film.mkv", "--progress", "none").status == 0)
    let film = try Data(contentsOf: URL(fileURLWithPath: folder.file("film.mkv")))
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<20 {
      var bytes = film
      for _ in 0..<8 {
        bytes[Int.random(in: 4..<min(2000, bytes.count), using: &generator)] = .random(in: 0...255, using: &generator)
      }
      try bytes.write(to: URL(fileURLWithPath: folder.file("damaged.mkv")))
      let (plain, confined) = (try run("info", "damaged.mkv"), try run("info", "--untrusted", "damaged.mkv"))
      #expect([0, 65, 66].contains(confined.status), "\(confined.errors)")
      #expect(plain.status == confined.status && plain.text == confined.text, "\(plain.errors)\(confined.errors)")
    }
  }

  @Test("what a recipe says is printed with its unprintable characters as escapes, and its title without")
  func unprintableRecipe() throws {
    try write(Self.small.replacingOccurrences(of: "Small", with: "Sm\u{202E}all\u{9B}"), to: "p.json")
    #expect(try run("render", "p.json", "-o", "film.mp4", "--progress", "none").status == 0)
    let (recipe, facts) = (try run("info", "film.mp4"), try run("info", "--summary", "film.mp4"))
    #expect(recipe.text.contains(#""title": "Sm\u202eall\u009b""#), "\(recipe.text)")
    #expect(facts.text.contains("SmU+202EallU+009B"), "\(facts.text)")
  }
}
