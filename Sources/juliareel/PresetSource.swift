import Animation
import Foundation
import HostSystem
import Production
import ShippedPresets
import VideoEncoding

/// Where a preset comes from.
enum PresetSource {
  /// What stands for the standard input in the place of a file.
  static let standardInput = "-"

  /// The preset behind what the user wrote: a file or pipe, a film that carries its recipe, `-`, or the name of a shipped preset.
  static func load(_ preset: String, overrides: [Override] = []) throws -> LocatedPreset {
    try LocatedPreset(document(preset), overrides: overrides, find: base)
  }

  private static func document(_ preset: String) throws -> PresetDocument {
    if preset == standardInput {
      let bytes = try contents(of: STDIN_FILENO, name: "stdin")
      guard !FilmRecipe.isFilm(beginning: bytes.prefix(12)) else {
        throw Failure(.noInput, "stdin: a film, whose recipe can be read from a file only")
      }
      return PresetDocument(bytes: bytes, name: "stdin")
    }
    if FilmFile.isFilm(preset) {
      return PresetDocument(bytes: try FilmFile.recipe(at: preset), name: preset.oneLine)
    }
    return try document(preset, named: preset.oneLine, shippedName: preset)
  }

  /// What `document` extends: a file, seen from the document's folder, or a shipped preset.
  private static func base(_ reference: String, of document: PresetDocument) throws(MissingDocument) -> PresetDocument {
    if document.identity.hasPrefix(shippedPrefix) {
      guard let bytes = PresetLibrary.bytes(named: reference) else { throw missing(reference.oneLine) }
      return PresetDocument(bytes: bytes, name: reference, identity: shippedPrefix + reference)
    }
    let folder = document.identity.contains("/") ? folder(of: document.identity) : ""
    let isAbsolute = reference.hasPrefix("/")
    do {
      return try Self.document(
        isAbsolute ? reference : folder + reference,
        named: (isAbsolute ? reference : Self.folder(of: document.name) + reference).oneLine, shippedName: reference)
    } catch {
      throw MissingDocument(reason: Failure(error).message)
    }
  }

  /// The document in the file at `path` or, where there is no such file, the shipped one of the given name.
  private static func document(_ path: String, named name: String, shippedName: String) throws -> PresetDocument {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor >= 0 {
      defer { close(descriptor) }
      let bytes = try contents(of: descriptor, name: name)
      guard !FilmFile.isLoop(beginning: bytes) else {
        let films = FilmFile.extensions.map { "." + $0 }.joined(separator: ", ")
        throw Failure(.badPreset, "\(name): a GIF or WebP picture, which carries no recipe; films do (\(films))")
      }
      return PresetDocument(bytes: bytes, name: name, identity: FilePlace(path).path)
    }
    guard errno == ENOENT else { throw Failure(.noInput, "cannot read \(name): \(SystemText.ofLastError)") }
    if let bytes = PresetLibrary.bytes(named: shippedName) {
      return PresetDocument(bytes: bytes, name: shippedName, identity: shippedPrefix + shippedName)
    }
    throw Failure(.noInput, missing(name).reason)
  }

  /// Tells the identities of shipped presets from paths.
  private static let shippedPrefix = "shipped:"

  private static func missing(_ name: String) -> MissingDocument {
    let shipped = PresetLibrary.entries.map(\.name).joined(separator: ", ")
    return MissingDocument(reason: "\(name): no such file, nor a preset that ships (\(shipped))")
  }

  /// The path up to its last slash, which is included; empty where there is none.
  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// The palette of another program, or the picture, behind what the user wrote, a file or `-`; and how errors call it.
  static func palette(_ palette: String) throws -> (bytes: [UInt8], name: String) {
    let name = palette == standardInput ? "stdin" : palette.oneLine
    let byteLimit = PicturePalette.largestFileSize
    do {
      let bytes =
        palette == standardInput
        ? try FileContents.readToEnd(of: STDIN_FILENO, byteLimit: byteLimit)
        : try FileContents.read(palette, byteLimit: byteLimit)
      return (bytes, name)
    } catch {
      throw Failure(.noInput, "cannot read \(name): \(error)")
    }
  }

  /// What is in the plan at `path`.
  static func plan(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(.noInput, "cannot read \(path.oneLine): \(SystemText.ofLastError)") }
    defer { close(descriptor) }
    return try contents(of: descriptor, name: path.oneLine, of: "plan")
  }

  /// Everything up to the end, which for a pipe may be long in coming.
  private static func contents(of descriptor: Int32, name: String, of thing: String = "preset") throws -> [UInt8] {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Foundation.read(descriptor, &part, part.count)
      if count == 0 { return bytes }
      if count > 0 {
        bytes += part[..<count]
      } else if errno == EISDIR {
        throw Failure(.noInput, "\(name): is a folder, not a \(thing)")
      } else if errno != EINTR {
        throw Failure(.noInput, "cannot read \(name): \(SystemText.ofLastError)")
      }
    }
  }
}
