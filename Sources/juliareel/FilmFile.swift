import Foundation
import HostSystem
import VideoEncoding

/// A film as the source of a preset.
enum FilmFile {
  /// The extensions of films that carry a recipe.
  static let extensions = ["mp4", "mkv", "mov", "webm"]

  /// Whether `path` is a file that begins like a film, whatever its name.
  static func isFilm(_ path: String) -> Bool {
    do throws(FileContents.Failure) {
      return isFilm(try RegularFile.open(path))
    } catch {
      return false
    }
  }

  /// Whether `file` begins like a film.
  static func isFilm(_ file: borrowing RegularFile) -> Bool { FilmRecipe.isFilm(beginning: file.beginning(12)) }

  /// Whether a file that begins with `bytes` is a GIF or a WebP picture, which cannot hold a recipe.
  static func isLoop(beginning bytes: [UInt8]) -> Bool {
    bytes.starts(with: "GIF8".utf8) || (bytes.starts(with: "RIFF".utf8) && bytes.dropFirst(8).starts(with: "WEBP".utf8))
  }

  /// The facts of the film at `path`. With `bounds` it is untrusted.
  static func read(_ path: String, bounds: UntrustedBounds?) throws -> FilmRecipe {
    let name = path.oneLine
    do {
      let file = try bounds == nil ? RegularFile.open(path) : UntrustedFolder(of: path).open(path)
      return try read(file, name: name, bounds: bounds)
    } catch let failure as FileContents.Failure {
      let reason = failure == .missing ? String(cString: strerror(ENOENT)) : "\(failure)"
      throw Failure(.noInput, "cannot read the film \(name): \(reason)")
    }
  }

  /// The facts of the film in `file`; `name` is its name in errors.
  static func read(_ file: borrowing RegularFile, name: String, bounds: UntrustedBounds?) throws -> FilmRecipe {
    try PresetSource.refuseLoop(file.beginning(12), name: name)
    guard isFilm(file) else {
      throw Failure(.noInput, "cannot read the film \(name): it is not an MP4, MOV, Matroska or WebM file")
    }
    if let bounds { return try ConfinedFilm.read(file, name: name, bounds: bounds) }
    do throws(LibAVError) {
      return try FilmRecipe.read(file.descriptor, displayName: name)
    } catch {
      throw Failure(.noInput, "\(error)")
    }
  }

  /// The recipe of a film; `name` is its name in errors.
  static func recipe(of film: FilmRecipe, name: String) throws(Failure) -> [UInt8] {
    guard film.carriesRecipe else { throw Failure(.badPreset, "\(name): a film, but it carries no recipe") }
    return Array(film.comment.utf8)
  }
}

extension FilmRecipe {
  /// Whether the comment can be a preset: other programs write comments too.
  var carriesRecipe: Bool { comment.first { !$0.isWhitespace } == "{" }
}
