import Foundation
import TestSupport
import Testing

/// What the command says and does where the system gives it little: threads, descriptors, addresses, processors.
@Suite("Limits of the system", .hangLimit)
struct SystemLimitTests {
  /// Whether a process may be run as another user, whose processes can be limited without harm to others.
  private static let canChangeUser =
    getuid() == 0 && (try? Command.shell("command -v setpriv && command -v timeout").status) == 0

  private static let preset = """
    { "version": 1, "title": "Short", "duration": 0.2, "c": { "path": "circle" }, "antialiasing": { "mode": "none" },
      "output": { "width": 64, "height": 64, "frameRate": 25 } }
    """

  /// A folder with a preset, in which everybody may write.
  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try preset.write(toFile: folder.file("short.json"), atomically: true, encoding: .utf8)
    chmod(folder.path, 0o777)
    return folder
  }

  /// Checks that a command made its file, or told in one sentence why not and left nothing.
  private static func expectFileOrSentence(
    _ outcome: Command.Outcome, file: String, in folder: TemporaryFolder, _ comment: Comment,
    refusals: [Int32] = [71], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let names = folder.contents.filter { $0 != "short.json" && $0 != "juliareel" }
    if outcome.status == 0 {
      #expect(names == [file], comment, sourceLocation: sourceLocation)
    } else {
      let words = outcome.errors.split(separator: "\n")
      let sentences = words.filter { !$0.hasPrefix("warning: ") && !$0.hasPrefix("frame ") }
      #expect(refusals.contains(outcome.status), "\(comment): \(outcome.errors)", sourceLocation: sourceLocation)
      #expect(sentences.count == 1, "\(comment): \(outcome.errors)", sourceLocation: sourceLocation)
      #expect(names.isEmpty, comment, sourceLocation: sourceLocation)
    }
    for name in names { try? FileManager.default.removeItem(atPath: folder.file(name)) }
  }

  @Test(
    "a limit of processes is a sentence or fewer workers, never silence",
    .enabled(if: canChangeUser, "another user's processes need root and setpriv"),
    arguments: [
      ["still", "short.json", "-o", "still.png"], ["render", "short.json", "--threads", "3", "-o", "film.mp4"],
      ["render", "short.json", "--codec", "hevc", "-o", "film.mp4"],
      ["render", "short.json", "--codec", "av1", "-o", "film.mp4"], ["sheet", "short.json", "-o", "sheet.png"],
    ].enumerated().map { ($0.offset, $0.element) })
  func processes(number: Int, command: [String]) throws {
    let folder = try Self.folder()
    // Where the tests' own folder is closed to others.
    try FileManager.default.copyItem(atPath: Command.executable, toPath: folder.file("juliareel"))
    // A number that no other user has, nor another of these cases beside this one, so that nobody else's processes count.
    let user = 1_000_000_000 + 8 * Int(getpid()) + number
    let words = command.map { "'\($0)'" }.joined(separator: " ")
    var statuses: [Int32] = []
    for limit in [1, 2, 3, 4, 6, 12, 19, 22, 40] {
      let outcome = try Command.shell(
        """
        exec timeout -k 60 600 setpriv --reuid=\(user) --clear-groups sh -c \
        'ulimit -p \(limit) 2>/dev/null || ulimit -u \(limit); exec "$@"' sh ./juliareel \(words)
        """, folder: folder.path)
      statuses.append(outcome.status)
      Self.expectFileOrSentence(outcome, file: try #require(command.last), in: folder, "limit \(limit)")
      if outcome.status == 71 { #expect(outcome.errors.contains("a limit of processes"), "\(outcome.errors)") }
    }
    #expect(statuses.first == 71 && statuses.last == 0, "\(statuses)")
    // More threads never make it fail.
    #expect(statuses == statuses.sorted(by: >), "\(statuses)")
  }

  @Test("few descriptors are a sentence or a film", arguments: 4...12)
  func descriptors(limit: Int) throws {
    let folder = try Self.folder()
    for command in ["still short.json -o a.png", "render short.json --codec h264 -o a.mp4"] {
      let outcome = try Command.shell("ulimit -n \(limit); exec \"$JULIAREEL\" \(command)", folder: folder.path)
      let file = String(command.suffix(5))
      Self.expectFileOrSentence(outcome, file: file, in: folder, "\(limit): \(command)", refusals: [73])
    }
  }

  @Test(
    "a limit of addresses is a sentence or a film, and nothing is left half done",
    arguments: ["still short.json -o a.png", "render short.json -o a.mp4", "path short.json -o a.png"])
  func addresses(command: String) throws {
    let folder = try Self.folder()
    var statuses: [Int32] = []
    for mebibytes in [300, 340, 380, 420, 500, 650, 1000] {
      let outcome = try Command.shell(
        "ulimit -v \(mebibytes << 10); exec \"$JULIAREEL\" \(command)", folder: folder.path)
      statuses.append(outcome.status)
      // With too little for the libraries themselves no program begins.
      if outcome.status == 127 && outcome.errors.contains("shared librar") { continue }
      Self.expectFileOrSentence(
        outcome, file: String(command.suffix(5).drop { $0 == " " }), in: folder, "\(mebibytes) MiB")
    }
    #expect(statuses.last == 0, "\(statuses)")
  }

  @Test("a program that is bound to one processor has one worker")
  func affinity() throws {
    let folder = try Self.folder()
    let outcome = try Command.shell(
      """
      command -v taskset >/dev/null || exit 99
      first=$(taskset -cp $$ | sed 's/.*: *//; s/[-,].*//')
      exec taskset -c "$first" "$JULIAREEL" render short.json -o film.mp4 --stats stats.json
      """, folder: folder.path)
    if outcome.status == 99 { return }
    #expect(outcome.status == 0, "\(outcome.errors)")
    struct Statistics: Decodable {
      struct Worker: Decodable {}
      let workers: [Worker]
    }
    let file = try Data(contentsOf: URL(fileURLWithPath: folder.file("stats.json")))
    #expect(try JSONDecoder().decode(Statistics.self, from: file).workers.count == 1)
  }
}
