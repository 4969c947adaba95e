import Animation
import ArgumentParser
import Foundation
import Production
import ShippedPresets

/// `juliareel new`: the file of a new preset, with a schema for editors beside it.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Starts a preset of your own from a shipped one.",
    discussion: """
      Writes NAME.json, and beside it preset.schema.json, by which editors complete and check what you write. Which shipped preset is \
      nearest to an idea: \(PresetIdea.list). 'juliareel presets' lists all of them.
      """)

  @Argument(help: "The preset's name, with or without .json.", completion: .file(extensions: ["json"]))
  var name: String

  @Option(help: ArgumentHelp("The shipped preset to start from.", valueName: "preset"), completion: .presetNames)
  var like = "classic-loop"

  /// The schema's file.
  private static let schema = "preset.schema.json"

  func run() throws {
    try Failure.reporting {
      // A start with a dot would be hidden, one with a dash would be taken for an option.
      let own = name.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
      guard let first = own.first, first != ".", first != "-" else {
        throw Failure(
          .usage, "“\(name.oneLine)” is no name for a preset; allowed: one that begins with neither “.” nor “-”")
      }
      // A device, for instance, is not what a preset is named after; a folder may be.
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: name, isDirectory: &isFolder), !isFolder.boolValue {
        _ = try OutputPlace(name)
      }
      let path = name.lowercased().hasSuffix(".json") ? name : name + ".json"
      let url = URL(fileURLWithPath: path)
      guard let start = PresetLibrary.bytes(named: like) else {
        throw Failure(.noInput, "--like: no shipped preset “\(like.oneLine)”; \(PresetLibrary.advice(on: like))")
      }
      guard url.lastPathComponent != Self.schema else {
        throw Failure(.usage, "\(path.oneLine): the schema beside the preset has that name")
      }
      guard !FileManager.default.fileExists(atPath: path) else {
        throw Failure(.cannotWrite, "\(path.oneLine) exists; choose another name, or remove it first")
      }
      let folder = path.hasSuffix(url.lastPathComponent) ? String(path.dropLast(url.lastPathComponent.count)) : ""
      let partialFiles = PartialFiles()
      let signals = try TerminationSignals(partialFiles: partialFiles)
      defer { signals.stop() }
      let text = try document(from: start, title: url.deletingPathExtension().lastPathComponent)
      try PendingFile(path: path, among: partialFiles).commit(Array(text.utf8))
      try PendingFile(path: folder + Self.schema, among: partialFiles).commit(Array(PresetJSONSchema.text.utf8))
      let word = path.typedShellWord
      try StandardOutput.tell(
        """
        \(path.oneLine): a start like \(like)
          juliareel studio \(word)      edit it while you see the film
          juliareel validate \(word)    every error with line and column
          juliareel render \(word)      the film
        """)
    }
  }

  /// The shipped document with the schema and a title of its own in place of what it says of itself.
  private func document(from start: [UInt8], title: String) throws -> String {
    let lines = String(decoding: start, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let own = ["\"title\"", "\"description\"", "\"author\""]
    let kept = lines.filter { line in !own.contains { line.hasPrefix("  " + $0) } }
    guard let first = kept.first, first == "{" else {
      throw Failure(.internalError, "\(like) is not laid out by lines")
    }
    let head = [
      "{", "  \"$schema\": \"\(Self.schema)\",", "  \"title\": \(JSONText.string(title)),",
      "  \"description\": \(JSONText.string("From \(like), a preset that ships with juliareel.")),",
    ]
    return (head + kept.dropFirst().map(String.init)).joined(separator: "\n")
  }
}

/// Ideas of films, each with the shipped preset that is nearest to it.
private enum PresetIdea {
  static let all = [
    ("a seamless loop", "classic-loop"), ("a dive into one point", "spiral-descent"),
    ("a tour of places", "famous-constants"), ("along the border of the Mandelbrot set", "heart-walk"),
    ("something that beats", "heartbeat"), ("another formula", "ghost-ship"), ("light on slopes", "hammered-copper"),
    ("filled with colours inside", "stained-glass"),
  ]

  static var list: String { all.map { "\($0.0), \($0.1)" }.joined(separator: "; ") }
}
