import Foundation
import Production
import TestSupport

/// A small film that is made in chunks, in a folder of its own.
struct Farm {
  /// A name as people give them, and as shells and templates mistake them.
  static let awkwardName = "Ünï 'q\" 日本 {{x}} {} $HOME '\u{301}`\u{200D}"

  /// Ten seconds, as slow as not to flash: twelve segments of 30 frames.
  static let film = ["classic-loop", "--size", "96x54", "--fps", "36"]

  let folder: TemporaryFolder
  /// Within the folder; empty for the folder itself.
  private let place: String

  init(in subfolder: String = "") throws {
    folder = try TemporaryFolder()
    place = subfolder
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// Where the plan and the film are.
  var path: String { place.isEmpty ? folder.path : folder.file(place) }

  /// The names of the files there, sorted.
  var contents: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

  func file(_ name: String) -> String { path + "/" + name }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: file(name))) }

  func write(_ data: Data, to name: String) throws { try data.write(to: URL(fileURLWithPath: file(name))) }

  /// Runs juliareel with these words, there.
  func run(_ words: String...) throws -> Command.Outcome { try run(words) }

  func run(_ words: [String]) throws -> Command.Outcome {
    try Command.shell("exec \"$JULIAREEL\" \(words.map(\.shellWord).joined(separator: " "))", folder: path)
  }

  func plan(chunks: Int = 4, _ options: String...) throws -> Command.Outcome {
    try run(["plan"] + Self.film + ["--chunks", "\(chunks)", "-o", "film.plan.json"] + options)
  }

  func segment(_ index: Int, threads: Int = 2) throws -> Command.Outcome {
    try run("segment", "film.plan.json", "--index", "\(index)", "--threads", "\(threads)", "--progress", "none")
  }

  func join(_ options: String...) throws -> Command.Outcome {
    try run(["join", "film.plan.json", "--threads", "2", "--progress", "none"] + options)
  }

  /// The film as it is rendered in one go, elsewhere.
  static func rendered(_ options: [String] = []) throws -> Data {
    try options.isEmpty ? reference.get() : rendering(options)
  }

  private static let reference = Result { try rendering([]) }

  private static func rendering(_ options: [String]) throws -> Data {
    let farm = try Farm()
    let outcome = try farm.run(["render"] + film + ["--progress", "none", "-o", "film.mp4"] + options)
    guard outcome.status == 0 else { throw CocoaError(.fileReadUnknown) }
    return try farm.bytes("film.mp4")
  }
}
