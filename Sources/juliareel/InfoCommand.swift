import Animation
import ArgumentParser
import Foundation
import VideoEncoding

/// `juliareel info`: what a film says about itself.
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Prints the recipe that a film carries: the preset it was rendered from.",
    discussion: "The recipe has every key. 'juliareel render' takes the film itself as a preset, too.")

  @Argument(help: "A film that juliareel made.", completion: .file(extensions: FilmFile.extensions))
  var film: String

  @Flag(help: "Title, size, rate, frames and codec of the film instead.")
  var summary = false

  func run() throws {
    try Failure.reporting {
      let recipe = try FilmFile.read(film)
      try StandardOutput.print(summary ? Self.facts(of: recipe) : Self.preset(of: recipe, name: film.oneLine))
    }
  }

  private static func preset(of recipe: FilmRecipe, name: String) throws -> String {
    let bytes = try FilmFile.recipe(of: recipe, name: name)
    do throws(JSONSyntaxError) {
      return try IndentedJSON.text(utf8: bytes)
    } catch {
      throw Failure(.badPreset, "\(name): its comment is no recipe: \(error)")
    }
  }

  private static func facts(of recipe: FilmRecipe) -> String {
    let rows = [
      ("title", recipe.title.isEmpty ? "–" : recipe.title.oneLine), ("size", "\(recipe.size)"),
      ("rate", recipe.frameRate.map { "\($0) fps" } ?? "–"), ("frames", "\(recipe.frameCount)"),
      ("duration", Text.seconds(recipe.durationSeconds)), ("codec", recipe.codec),
      ("recipe", recipe.carriesRecipe ? "yes" : "no"),
    ]
    return rows.map { $0.padding(toLength: 10, withPad: " ", startingAt: 0) + $1 }.joined(separator: "\n")
  }
}

/// A film as the source of a preset.
enum FilmFile {
  /// How the names of films end that carry a recipe.
  static let extensions = ["mp4", "mkv", "mov", "webm"]

  /// Whether `path` is a file that begins as films do, whatever its name.
  static func isFilm(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, let file = FileHandle(forReadingAtPath: path)
    else { return false }
    defer { try? file.close() }
    return FilmRecipe.isFilm(beginning: (try? file.read(upToCount: 12)) ?? Data())
  }

  /// Whether a file that begins with `bytes` is a GIF or a WebP picture, in which there is no place for a recipe.
  static func isLoop(beginning bytes: [UInt8]) -> Bool {
    bytes.starts(with: "GIF8".utf8) || (bytes.starts(with: "RIFF".utf8) && bytes.dropFirst(8).starts(with: "WEBP".utf8))
  }

  /// What the file says about itself.
  static func read(_ path: String) throws -> FilmRecipe {
    if FileManager.default.fileExists(atPath: path) && !isFilm(path) {
      throw Failure(.noInput, "cannot read the film \(path.oneLine): it is no MP4, MOV, Matroska or WebM file")
    }
    do throws(LibAVError) {
      return try FilmRecipe.read(path, displayName: path.oneLine)
    } catch {
      throw Failure(.noInput, "\(error)")
    }
  }

  /// The recipe in the film at `path`.
  static func recipe(at path: String) throws -> [UInt8] {
    try recipe(of: read(path), name: path.oneLine)
  }

  /// The recipe of a film that errors call `name`.
  static func recipe(of film: FilmRecipe, name: String) throws(Failure) -> [UInt8] {
    guard film.carriesRecipe else { throw Failure(.badPreset, "\(name): a film, but it carries no recipe") }
    return Array(film.comment.utf8)
  }
}

extension FilmRecipe {
  /// Whether the comment can be a preset: other programs write comments, too.
  fileprivate var carriesRecipe: Bool { comment.first { !$0.isWhitespace } == "{" }
}
