import Foundation
import TestSupport
import Testing

/// The program at work in a folder, with `film.json` as the film.
extension TemporaryFolder {
  /// Runs the program with `words`, which is to succeed.
  func run(_ words: String..., sourceLocation: SourceLocation = #_sourceLocation) throws {
    try succeed(words, sourceLocation)
  }

  /// Renders `film.json` with the options `words`, which is to succeed.
  func render(_ words: String..., sourceLocation: SourceLocation = #_sourceLocation) throws {
    try succeed(["render", "film.json", "--progress", "none"] + words, sourceLocation)
  }

  private func succeed(_ words: [String], _ sourceLocation: SourceLocation) throws {
    let outcome = try Command.run(words, folder: path)
    #expect(outcome.status == 0, "\(words): \(outcome.errors)", sourceLocation: sourceLocation)
  }

  /// The bytes of the file called `name`.
  func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: file(name))) }
}
