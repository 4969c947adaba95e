import Foundation
import TestSupport
import Testing

@Suite("juliareel palette")
struct PaletteCommandTests {
  private static let hasPython = (try? Command.shell("python3 --version").status) == 0

  private static let hasFFmpeg = (try? Command.shell("ffmpeg -version").status) == 0

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ text: String, to name: String) throws {
    try text.write(toFile: folder.file(name), atomically: true, encoding: .utf8)
  }

  @Test(
    "files of every format have the colours that formulas of their own give",
    .enabled(if: hasPython, "needs python3"), .timeLimit(.minutes(10)))
  func independentReader() throws {
    let script = Repository.root.appendingPathComponent("Benchmarks/palette-formats.py").path
    let outcome = try Command.shell(
      "exec python3 '\(script)' --juliareel \"$JULIAREEL\" --files 3 --samples 300 --seed 7 --limit 2.6")
    #expect(outcome.status == 0, "\(outcome.text)\n\(outcome.errors)")
    #expect(outcome.text.split(separator: "\n").count == 16)
  }

  @Test("a shipped palette or preset is printed as it is written in a preset, and palettes are drawn")
  func printed() throws {
    let folder = try TemporaryFolder()
    let palette = try Command.run("palettes", "ember", folder: folder.path)
    let preset = try Command.run("presets", "heart-walk", folder: folder.path)
    try palette.output.write(to: URL(fileURLWithPath: folder.file("p.json")))
    try preset.output.write(to: URL(fileURLWithPath: folder.file("own.json")))
    #expect(try Command.run("palette", "p.json", folder: folder.path).output == palette.output)
    let valid = try Command.shell(
      "exec \"$JULIAREEL\" validate own.json --set shading.palette=\"$(cat p.json)\"", folder: folder.path)
    #expect(valid.status == 0, "\(valid.errors)")
    #expect(try Command.run("palettes", "-o", "all.png", folder: folder.path).text == "all.png\n")
    for words in [["palettes", "embers"], ["presets", "x"]] {
      let refused = try Command.run(words, folder: folder.path)
      #expect(refused.status == 66 && refused.errors.contains("allowed: "), "\(refused.errors)")
    }
  }

  @Test("the colours of a picture, as many as are asked for, the same each time, also from a pipe")
  func picture() throws {
    let still = try Command.run("still", "classic-loop", "--size", "160x90", "-o", "p.png", folder: folder.path)
    #expect(still.status == 0, "\(still.errors)")
    let usual = try Command.run("palette", "p.png", folder: folder.path)
    #expect(usual.status == 0 && usual.errors.isEmpty, "\(usual.errors)")
    #expect(usual.text.components(separatedBy: "\"at\"").count == 9)
    let piped = try Command.shell("exec \"$JULIAREEL\" palette - --colors 8 < p.png", folder: folder.path)
    #expect(piped.text == usual.text)
    let three = try Command.run("palette", "p.png", "--colors", "3", folder: folder.path)
    #expect(three.text.components(separatedBy: "\"at\"").count == 4)
    for options in [["--colors", "0"], ["--colors", "65"], ["--format", "hex"], ["--name", "x"]] {
      let outcome = try Command.run(["palette", "p.png"] + options, folder: folder.path)
      #expect(outcome.status == 64 && outcome.errors.contains(options[0]), "\(outcome.errors)")
    }
  }

  @Test(
    "a picture of each format has the same colours, decoded by a confined process or not",
    .enabled(if: hasFFmpeg, "needs ffmpeg, which makes the pictures"),
    arguments: ["jpg", "png", "webp", "bmp", "gif", "tif"])
  func confinedPicture(format: String) throws {
    let still = try Command.run("still", "classic-loop", "--size", "160x90", "-o", "p.png", folder: folder.path)
    #expect(still.status == 0, "\(still.errors)")
    let picture = "q.\(format)"
    let made = try Command.shell("exec ffmpeg -loglevel error -i p.png \(picture)", folder: folder.path)
    #expect(made.status == 0, "\(made.errors)")
    for options in [[], ["--colors", "24"]] {
      let plain = try Command.run(["palette", picture] + options, folder: folder.path)
      let confined = try Command.run(["palette", picture, "--untrusted"] + options, folder: folder.path)
      #expect(confined.status == 0 && confined.text == plain.text, "\(confined.errors)\(plain.errors)")
    }
    let piped = try Command.shell("exec \"$JULIAREEL\" palette - --untrusted < \(picture)", folder: folder.path)
    #expect(piped.status == 0, "\(piped.errors)")
  }

  @Test("a damaged picture is one sentence or a palette, decoded by a confined process, and a text is read as without")
  func confinedDamage() throws {
    let still = try Command.run("still", "classic-loop", "--size", "160x90", "-o", "p.png", folder: folder.path)
    #expect(still.status == 0, "\(still.errors)")
    let picture = try Data(contentsOf: URL(fileURLWithPath: folder.file("p.png")))
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<12 {
      var bytes = picture
      for _ in 0..<4 {
        bytes[Int.random(in: 8..<bytes.count, using: &generator)] ^= 1 << Int.random(in: 0..<8, using: &generator)
      }
      try bytes.write(to: URL(fileURLWithPath: folder.file("damaged.png")))
      let plain = try Command.run("palette", "damaged.png", folder: folder.path)
      let confined = try Command.run("palette", "damaged.png", "--untrusted", folder: folder.path)
      #expect(plain.status == confined.status && plain.text == confined.text, "\(plain.errors)\(confined.errors)")
      #expect(confined.errors.split(separator: "\n").count == (confined.status == 0 ? 0 : 1), "\(confined.errors)")
    }
    try write("#102030\n#a0b0c0\n", to: "two.txt")
    #expect(try Command.run("palette", "two.txt", "--untrusted", folder: folder.path).status == 0)
  }

  @Test("what is left out or chosen is told on stderr, what is unclear is refused, and the output stays a palette")
  func notices() throws {
    try write("a { gradient: index=0 color=255 } b { gradient: index=0 color=0 }", to: "two.ugr")
    let first = try Command.run("palette", "two.ugr", folder: folder.path)
    #expect(first.status == 0 && first.text.contains("#ff0000"))
    #expect(first.errors == "two.ugr: the file has 2 palettes (a, b); this is the first; --name chooses another\n")
    let second = try Command.run("palette", "two.ugr", "--name", "b", folder: folder.path)
    #expect(second.text.contains("#000000") && second.errors.isEmpty)
    try write("100 200 150", to: "one.txt")
    let unclear = try Command.run("palette", "one.txt", folder: folder.path)
    #expect(unclear.status == 65 && unclear.text.isEmpty && unclear.errors.contains("--format triples"))
    #expect(try Command.run("palette", "one.txt", "--format", "triples", folder: folder.path).status == 0)
    #expect(try Command.run("palette", "one.txt", "--format", "no", folder: folder.path).status == 64)
    #expect(try Command.run("palette", "one.txt", "--colors", "3", folder: folder.path).status == 64)
  }

  @Test("odd files are one sentence", .timeLimit(.minutes(30)))
  func oddFiles() throws {
    let outcome = try Command.shell(
      """
      mkfifo pipe; mkdir folder; truncate -s 1T sparse; printf '\\377\\330\\377\\340' > cut.jpg; : > empty.txt
      for file in pipe folder sparse cut.jpg empty.txt /dev/zero missing; do "$JULIAREEL" palette $file; echo $? >&2; done
      """, folder: folder.path)
    #expect(outcome.text.isEmpty)
    let lines = outcome.errors.split(separator: "\n")
    #expect(
      lines.enumerated().filter { $0.offset % 2 == 1 }.map(\.element) == ["66", "66", "66", "65", "65", "66", "66"])
    #expect(lines.count == 14, "\(outcome.errors)")
  }
}
