import Foundation
import TestSupport
import Testing

/// What pages say, as the program does it.
@Suite("Pages")
struct PageTests {
  private static func lines(_ page: String) throws -> [String] {
    try String(contentsOf: Repository.root.appendingPathComponent(page), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// What stands in backticks in a cell.
  private static func words(_ cell: String) -> [String] {
    cell.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
      .map { String($0.element) }
  }

  /// A row of the table of codecs in Docs/Encoding.md.
  private struct Row {
    let codec: String
    let chromas: [String]
    let bitDepths: [String]
    let containers: [String]
    let presets: [String]

    init?(_ line: String) {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 5, let codec = PageTests.words(cells[0]).first else { return nil }
      self.codec = codec
      let parts = cells[2].components(separatedBy: " of ")
      chromas = ["4:2:0", "4:2:2", "4:4:4"].filter(parts[0].contains)
      bitDepths = ["8", "10"].filter { parts[1].components(separatedBy: " bits")[0].contains($0) }
      containers = cells[3].components(separatedBy: ", ").map { String($0.dropFirst()) }
      presets = PageTests.words(cells[4])
    }
  }

  private static func rows() throws -> [Row] {
    let lines = try lines("Docs/Encoding.md")
    let head = try #require(lines.firstIndex { $0.hasPrefix("| codec | encoder |") })
    return lines[(head + 2)...].prefix { $0.hasPrefix("|") }.compactMap(Row.init)
  }

  /// Encodes a few frames, and says how that ended.
  private static func render(_ codec: String, _ options: [String], to name: String) throws -> Command.Outcome {
    let folder = try TemporaryFolder()
    let outcome = try Command.run(
      ["render", "classic-loop", "--size", "64x64", "--frames", "0-1", "--progress", "none", "--codec", codec]
        + ["-o", name] + options, folder: folder.path)
    #expect((outcome.status == 0) == (folder.contents == [name]), "\(folder.contents)")
    return outcome
  }

  @Test(
    "the table of codecs is what the program takes, and all that it takes",
    arguments: ["h264", "hevc", "av1", "vp9", "prores", "ffv1"])
  func codecs(codec: String) throws {
    let rows = try Self.rows()
    #expect(rows.count == 6)
    let row = try #require(rows.first { $0.codec == codec })
    for chroma in ["4:2:0", "4:2:2", "4:4:4"] {
      for bits in ["8", "10"] {
        let outcome = try Self.render(codec, ["--chroma", chroma, "--bit-depth", bits], to: "x.mkv")
        let isPossible = row.chromas.contains(chroma) && row.bitDepths.contains(bits)
        #expect(outcome.status == (isPossible ? 0 : 64), "\(chroma), \(bits) bits: \(outcome.errors)")
      }
    }
    for container in ["mp4", "mov", "mkv", "webm"] {
      let outcome = try Self.render(codec, [], to: "x.\(container)")
      #expect(outcome.status == (row.containers.contains(container) ? 0 : 64), "\(container): \(outcome.errors)")
    }
    #expect(!row.presets.isEmpty)
    for preset in row.presets {
      let chroma = preset.hasPrefix("4444") ? ["--chroma", "4:4:4"] : []
      let outcome = try Self.render(codec, ["--encoder-preset", preset] + chroma, to: "x.mkv")
      #expect(outcome.status == 0, "\(preset): \(outcome.errors)")
    }
    #expect(try Self.render(codec, ["--encoder-preset", "nonsense"], to: "x.mkv").status == 64)
  }

  @Test("the plan in Docs/Farm.md is what its command prints")
  func plan() throws {
    let lines = try Self.lines("Docs/Farm.md")
    let first = try #require(lines.firstIndex { $0.hasPrefix("    $ juliareel plan ") })
    let command = lines[first].dropFirst("    $ juliareel ".count)
    let shown = lines[(first + 1)...].prefix { $0.hasPrefix("    ") }.map { String($0.dropFirst(4)) }
    let folder = try TemporaryFolder()
    let outcome = try Command.run(command.split(separator: " ").map(String.init), folder: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text == shown.joined(separator: "\n") + "\n")
  }

  @Test("each preset in Docs/For-programs.md is valid, without a warning")
  func presetsForPrograms() throws {
    let parts = try Self.lines("Docs/For-programs.md").joined(separator: "\n").components(separatedBy: "```")
    let presets = parts.filter { $0.hasPrefix("json\n") }.map { $0.dropFirst(5) }
    #expect(presets.count == 10)
    for preset in presets {
      let folder = try TemporaryFolder()
      try Data(preset.utf8).write(to: URL(fileURLWithPath: folder.file("preset.json")))
      let outcome = try Command.run("validate", "preset.json", folder: folder.path)
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(preset)\n\(outcome.errors)")
    }
  }

  @Test("the complete preset in README.md is valid, without a warning")
  func preset() throws {
    let lines = try Self.lines("README.md")
    let first = try #require(lines.firstIndex { $0.hasSuffix("This is a complete one:") })
    let folder = try TemporaryFolder()
    let text = lines[(first + 1)...].drop { $0.isEmpty }.prefix { $0.hasPrefix("    ") }.joined(separator: "\n")
    try text.write(toFile: folder.file("p.json"), atomically: true, encoding: .utf8)
    let outcome = try Command.run("validate", "p.json", folder: folder.path)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(outcome.text.hasPrefix("p.json: valid"))
  }

  /// The commands of a page: what stands behind the program's name in lines of code, without what follows a pipe or two spaces.
  private static func commands(_ page: String) throws -> [[String]] {
    try lines(page).compactMap { line in
      let parts = line.components(separatedBy: "juliareel ")
      guard line.hasPrefix("    "), parts.count > 1, parts[0].allSatisfy({ $0 == " " }) || parts[0].hasSuffix("| ")
      else {
        return nil
      }
      let command = parts[1].components(separatedBy: "  ")[0].components(separatedBy: " | ")[0]
      return command.split(separator: " ").map(String.init)
    }
  }

  @Test(
    "the commands on the pages are the program's, and so are their options",
    arguments: ["README.md", "Docs/Commands.md"])
  func commands(page: String) throws {
    let commands = try Self.commands(page)
    #expect(commands.count >= 12)
    for command in commands {
      let help = try Command.run("help", command[0])
      let usage = help.text.split(separator: "\n").first { $0.hasPrefix("USAGE: ") } ?? ""
      #expect(help.status == 0 && usage.split(separator: " ").dropFirst(2).first == command[0][...], "\(command)")
      for option in command where option.hasPrefix("--") {
        let name = option.split(separator: "=")[0]
        #expect(help.text.contains("\(name) ") || help.text.contains("\(name)\n"), "\(command): \(name)")
      }
    }
  }
}
