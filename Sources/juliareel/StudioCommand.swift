import Animation
import ArgumentParser
import Foundation
import Production
import ShippedPresets
import Studio

/// `juliareel studio`: edits a preset in the browser.
struct StudioCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "studio",
    abstract: "Opens a page in the browser to edit a preset while seeing the whole film.",
    discussion: """
      Prints the page's address, which contains a secret, and opens it. The page is served to this machine only, until Ctrl-C. \
      Docs/Studio.md shows how to make a first film.
      """)

  @Argument(
    help: "The preset's JSON file, created on saving if there is none. Default: a new preset.",
    completion: .file(extensions: ["json"]))
  var preset: String?

  @Option(help: ArgumentHelp("The port of 127.0.0.1 to listen on; 0 for a free one.", valueName: "n"))
  var port: UInt16 = 0

  @Flag(name: .customLong("no-open"), help: "Only print the address.")
  var staysClosed = false

  @OptionGroup(title: "Work") var workers: WorkerOptions

  func run() throws {
    try Failure.reporting {
      let (document, text) = try beginning()
      let studio: Studio
      do {
        studio = try Studio(
          document, text: text ?? Self.newText, isSaved: text != nil, port: port,
          program: Bundle.main.executablePath ?? CommandLine.arguments[0])
      } catch let error as ListeningError {
        throw Failure(.cannotWrite, error.description)
      }
      let signals = try TerminationSignals(ending: { studio.end() })
      defer { signals.stop() }
      try StandardOutput.print(studio.address)
      if !staysClosed { BrowserWindow.open(studio.address) }
      try studio.run(workerCount: workers.count)
    }
  }

  /// The initial text of a new preset.
  private static var newText: String {
    String(decoding: PresetLibrary.bytes(named: "classic-loop") ?? [], as: UTF8.self)
  }

  /// The document, and its text if there is a file.
  private func beginning() throws -> (StudioDocument, text: String?) {
    guard let preset else {
      return (Self.document(named: nil, in: FileManager.default.currentDirectoryPath), nil)
    }
    guard preset.lowercased().hasSuffix(".json") else {
      throw Failure(.usage, "\(preset.oneLine): the studio edits .json files; a missing one is created")
    }
    let url = URL(fileURLWithPath: FilePlace(preset).path)
    let document = Self.document(named: url.lastPathComponent, in: url.deletingLastPathComponent().path)
    return (document, try PresetSource.text(ofFile: url.path, named: preset.oneLine))
  }

  private static func document(named name: String?, in folder: String) -> StudioDocument {
    StudioDocument(name: name, folder: folder, songs: PresetSource.songs) { bytes, path throws(PresetError) in
      try PresetSource.locate(bytes, at: path)
    }
  }
}

/// The user's browser.
private enum BrowserWindow {
  /// Has the system open `address`; if it cannot, the user still has the printed address.
  static func open(_ address: String) {
    #if canImport(Darwin)
      let program = "/usr/bin/open"
    #else
      let program = "/usr/bin/xdg-open"
    #endif
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [address]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try? process.run()
  }
}
