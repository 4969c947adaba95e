import Foundation
import TestSupport
import Testing

@Suite("Files that are none", .timeLimit(.minutes(30)))
struct OddFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    mkfifo(folder.file("pipe"), 0o600)
    try FileManager.default.createDirectory(atPath: folder.file("folder"), withIntermediateDirectories: false)
    #expect(FileManager.default.createFile(atPath: folder.file("sparse"), contents: nil))
    truncate(folder.file("sparse"), 1 << 40)
  }

  private static let oddNames = ["pipe", "folder", "sparse", "/dev/zero"]
  private static let sentences = [
    "pipe": "is a pipe, not a p", "folder": "is a folder, not a p", "sparse": "larger than ",
    "/dev/zero": "is a device, not a p",
  ]

  @Test(
    "a pipe, a folder, a device, a file of a terabyte are one sentence and no input, for whatever they are given",
    arguments: oddNames,
    [
      ["validate"], ["render", "-o", "null"], ["palette"], ["export", "--shell"], ["segment", "--index", "0"], ["join"],
      ["still", "-o", "x.png"],
    ])
  func arguments(name: String, command: [String]) throws {
    let outcome = try Command.run([command[0], name] + command.dropFirst(), folder: folder.path)
    #expect(outcome.status == 66, "\(outcome.errors)")
    let sentence = try #require(Self.sentences[name])
    #expect(outcome.errors.contains(sentence), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1 && outcome.output.isEmpty, "\(outcome.errors)")
    #expect(!folder.contents.contains("x.png"))
  }

  @Test("info has a sentence for each of them, too", arguments: oddNames)
  func info(name: String) throws {
    for options in [[], ["--untrusted"]] {
      let outcome = try Command.run(["info", name] + options, folder: folder.path)
      #expect(outcome.status == 66, "\(outcome.errors)")
      #expect(outcome.errors.hasPrefix("cannot read the film \(name): "), "\(outcome.errors)")
    }
  }

  @Test("a preset that extends one of them is wrong at the key that names it", arguments: oddNames)
  func extends(name: String) throws {
    try "{\"extends\":\"\(name)\"}".write(toFile: folder.file("p.json"), atomically: false, encoding: .utf8)
    let outcome = try Command.run("validate", "p.json", folder: folder.path)
    #expect(outcome.status == 65)
    #expect(outcome.errors.hasPrefix("p.json:1:12: extends: \(name): "), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test("a pipe's sentence says how a pipe is read")
  func hint() throws {
    let preset = try Command.run("validate", "pipe", folder: folder.path)
    #expect(preset.errors.contains("standard input, written -"))
    #expect(try !Command.run("join", "pipe", folder: folder.path).errors.contains("standard input"))
  }

  @Test("an endless standard input is refused", arguments: ["validate -", "palette -", "render - -o null"])
  func endlessInput(command: String) throws {
    let outcome = try Command.shell("ulimit -v 8000000; \"$JULIAREEL\" \(command) </dev/zero", folder: folder.path)
    #expect(outcome.status == 66)
    #expect(outcome.errors.hasPrefix("stdin: larger than "), "\(outcome.errors)")
  }

  @Test(
    "SIGTERM ends a command that waits for the standard input",
    arguments: ["validate -", "render - -o null", "still - -o x.png", "palette -"])
  func waiting(command: String) throws {
    // The command itself keeps the pipe open for writing, so that it never ends.
    let running = try Command.Running(
      "/bin/sh", ["-c", "exec \"$JULIAREEL\" \(command) 3<>pipe <pipe"], folder: folder.path)
    let pipe = try #require(FileHandle(forWritingAtPath: folder.file("pipe")))
    // More than a pipe holds: when all is written, some has been read, and the command waits for more.
    try pipe.write(contentsOf: Data(repeating: UInt8(ascii: " "), count: 300_000))
    running.send(SIGTERM)
    running.waitForEnd(atMost: .seconds(600))
    #expect(!running.process.isRunning)
    if running.process.isRunning { running.send(SIGKILL) }
    #expect(running.finish().status == 130)
    #expect(!folder.contents.contains("x.png"))
  }

  @Test("words of a file that is no preset are not told")
  func secrets() throws {
    try "root:x:0:0".write(toFile: folder.file("secret"), atomically: false, encoding: .utf8)
    try #"{"extends":"secret"}"#.write(toFile: folder.file("p.json"), atomically: false, encoding: .utf8)
    for options in [[], ["--json"]] {
      let outcome = try Command.run(["validate", "p.json"] + options, folder: folder.path)
      #expect(outcome.status == 65)
      let said = outcome.errors + outcome.text
      #expect(said.contains("this is not JSON") && !said.contains("root"), "\(said)")
    }
  }
}
