import Animation
import Foundation
import HostSystem
import Production
import ShippedPresets
import VideoEncoding

/// Where a preset comes from.
enum PresetSource {
  /// The name that stands for the standard input.
  static let standardInput = "-"

  /// The standard input's name in errors if `source` means it, also by the system's name for it, which may be a pipe;
  /// otherwise `nil`.
  static func nameOfStandardInput(_ source: String) -> String? {
    switch source {
    case standardInput: "stdin"
    case "/dev/stdin": source
    default: nil
    }
  }

  /// What is known of the songs of presets.
  static let songs = SongMeter()

  /// Bytes of a plan: the largest preset with all its defaults, and a chunk for each segment of the longest film.
  private static let planByteLimit = 64 << 20

  /// The preset behind what the user wrote: a file, a film that carries its recipe, `-`, or the name of a shipped
  /// preset. With `bounds` it is untrusted. Its song is the one in the file `audio`, if one is given.
  static func load(
    _ preset: String, overrides: [Override] = [], audio: String? = nil, bounds: UntrustedBounds? = nil
  ) throws -> LocatedPreset {
    if let bounds { return try UntrustedSource(preset, bounds: bounds).load(overrides: overrides, audio: audio) }
    return try LocatedPreset(document(preset), overrides: overrides, find: base) {
      song, request throws(MissingDocument) in
      if let audio { return try songs.measure(FilmSound(path: audio, name: audio.oneLine), request) }
      return try songs.measure(song, request)
    }
  }

  private static func document(_ preset: String) throws -> PresetDocument {
    if let name = nameOfStandardInput(preset) {
      return try ofStandardInput(name, byteLimit: PresetDocument.largestByteCount)
    }
    return try document(preset, named: preset.oneLine, shippedName: preset, mayBeFilm: true)
  }

  /// The document from the standard input; `name` is its name in errors.
  static func ofStandardInput(_ name: String, byteLimit: Int) throws -> PresetDocument {
    let bytes = try fromStandardInput(name, byteLimit: byteLimit)
    guard !FilmRecipe.isFilm(beginning: bytes.prefix(12)) else {
      throw Failure(.noInput, "\(name): a film, whose recipe can only be read from a file")
    }
    try refuseLoop(bytes, name: name)
    return PresetDocument(bytes: bytes, name: name, identity: "stdin")
  }

  /// The preset in `bytes`, read as if they were in the file at `path`.
  static func locate(_ bytes: [UInt8], at path: String) throws(PresetError) -> LocatedPreset {
    try LocatedPreset(
      PresetDocument(bytes: bytes, name: path, identity: FilePlace(path).path), find: base,
      measure: songs.measure)
  }

  /// The text of the preset's file at `path`, called `name` in errors; `nil` if there is no file.
  static func text(ofFile path: String, named name: String) throws -> String? {
    do throws(FileContents.Failure) {
      return String(decoding: try FileContents.read(path, byteLimit: PresetDocument.largestByteCount), as: UTF8.self)
    } catch .missing {
      return nil
    } catch {
      throw Failure(error, reading: name)
    }
  }

  /// The preset that `document` extends: a file, relative to the document's folder, or a shipped preset.
  private static func base(_ reference: String, of document: PresetDocument) throws(MissingDocument) -> PresetDocument {
    if document.isShipped { return try shipped(reference) }
    guard !reference.utf8.contains(0) else { throw missing(reference.oneLine) }
    let folder = document.identity.utf8.contains(UInt8(ascii: "/")) ? PresetDocument.folder(of: document.identity) : ""
    let isAbsolute = reference.utf8.first == UInt8(ascii: "/")
    do {
      return try Self.document(
        isAbsolute ? reference : folder + reference,
        named: (isAbsolute ? reference : PresetDocument.folder(of: document.name) + reference).oneLine,
        shippedName: reference,
        mayBeFilm: false)
    } catch {
      throw MissingDocument(reason: Failure(error).message)
    }
  }

  /// The document in the file at `path` or, if there is none, the shipped one of the given name.
  private static func document(
    _ path: String, named name: String, shippedName: String, mayBeFilm: Bool
  ) throws -> PresetDocument {
    do {
      let file = try RegularFile.open(path)
      let identity = FilePlace(path).path
      if mayBeFilm && FilmFile.isFilm(file) {
        let film = try FilmFile.read(file, name: name, bounds: nil)
        return PresetDocument(bytes: try FilmFile.recipe(of: film, name: name), name: name, identity: identity)
      }
      let bytes = try file.contents(byteLimit: PresetDocument.largestByteCount)
      try refuseLoop(bytes, name: name)
      return PresetDocument(bytes: bytes, name: name, identity: identity)
    } catch FileContents.Failure.missing {
      do throws(MissingDocument) {
        return try shipped(shippedName, orFile: name)
      } catch {
        guard isFile(path + ".json") else { throw Failure(.noInput, error.reason) }
        throw Failure(.noInput, "\(name): no such file or shipped preset; did you mean \(name).json?")
      }
    } catch let failure as FileContents.Failure {
      throw Failure(failure, reading: name)
    }
  }

  private static func isFile(_ path: String) -> Bool {
    do {
      _ = try RegularFile.open(path)
      return true
    } catch {
      return false
    }
  }

  /// Explains that a picture is not a film.
  static func refuseLoop(_ bytes: [UInt8], name: String) throws(Failure) {
    guard FilmFile.isLoop(beginning: bytes) else { return }
    let films = FilmFile.extensions.map { "." + $0 }.joined(separator: ", ")
    throw Failure(.badPreset, "\(name): a GIF or WebP picture, which carries no recipe; films do (\(films))")
  }

  /// The document of the shipped preset `name`; if there is none, `file` is reported missing.
  static func shipped(_ name: String, orFile file: String? = nil) throws(MissingDocument) -> PresetDocument {
    guard let document = PresetDocument(shipped: name) else { throw missing(file ?? name.oneLine) }
    return document
  }

  private static func missing(_ name: String) -> MissingDocument {
    MissingDocument(reason: "\(name): no such file or shipped preset; \(PresetLibrary.advice(on: name))")
  }

  /// The palette of another program, or the picture, in a file or from `-`; and its name in errors.
  static func palette(_ palette: String) throws -> (bytes: [UInt8], name: String) {
    if let name = nameOfStandardInput(palette) {
      return (try fromStandardInput(name, byteLimit: PicturePalette.largestFileSize), name)
    }
    return (try contents(of: palette, byteLimit: PicturePalette.largestFileSize, as: "palette"), palette.oneLine)
  }

  /// The contents of the plan at `path`.
  static func plan(_ path: String) throws -> [UInt8] {
    try contents(of: path, byteLimit: planByteLimit, as: "plan")
  }

  private static func contents(of path: String, byteLimit: Int, as thing: String) throws -> [UInt8] {
    do throws(FileContents.Failure) {
      return try FileContents.read(path, byteLimit: byteLimit)
    } catch {
      throw Failure(error, reading: path.oneLine, as: thing)
    }
  }

  /// Everything up to the end, which may take long; a signal ends the program meanwhile.
  private static func fromStandardInput(_ name: String, byteLimit: Int) throws -> [UInt8] {
    // The parent process may have blocked signals, which then would not end the program by themselves.
    let signals = try TerminationSignals(partialFiles: PartialFiles())
    defer { signals.stop() }
    do throws(FileContents.Failure) {
      return try FileContents.readToEnd(of: STDIN_FILENO, byteLimit: byteLimit)
    } catch {
      throw Failure(error, reading: name)
    }
  }
}

extension Failure {
  /// The reason why the file called `name` in errors was not read.
  ///
  /// - Parameter thing: what it should be. A plan cannot come from the standard input.
  init(_ failure: FileContents.Failure, reading name: String, as thing: String = "preset") {
    switch failure {
    case .missing: self.init(.noInput, "cannot read \(name): \(String(cString: strerror(ENOENT)))")
    case .system(let number): self.init(.noInput, "cannot read \(name): \(String(cString: strerror(number)))")
    case .notRegular(let kind):
      let offer = "; to read from a pipe use the standard input, written -"
      let hint = kind == "a pipe" && thing != "plan" ? offer : ""
      self.init(.noInput, "\(name): is \(kind), not a \(thing)\(hint)")
    case .tooLarge: self.init(.noInput, "\(name): \(failure)")
    }
  }
}
