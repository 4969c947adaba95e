import Animation
import HostSystem
import Production

/// An untrusted preset: it may extend only shipped presets and files in its own folder, and the size of each document
/// is limited.
struct UntrustedSource {
  private let preset: String
  private let bounds: UntrustedBounds
  private let folder: UntrustedFolder

  /// The preset as the user named it.
  init(_ preset: String, bounds: UntrustedBounds) {
    self.preset = preset
    self.bounds = bounds
    folder = UntrustedFolder(of: preset)
  }

  /// Reads and validates it.
  ///
  /// - Parameter audio: the user's own song, in the place of the preset's.
  func load(overrides: [Override], audio: String?) throws -> LocatedPreset {
    try LocatedPreset(document(), overrides: overrides, find: base) { _, request throws(MissingDocument) in
      guard let audio else {
        let allowed = request == .length ? "a number of seconds" : "--audio with a song of your own"
        throw MissingDocument(reason: "a preset's song is not read with --untrusted; allowed: \(allowed)")
      }
      return try PresetSource.songs.measure(FilmSound(path: audio, name: audio.oneLine), request)
    }
  }

  private func document() throws -> PresetDocument {
    if let name = PresetSource.nameOfStandardInput(preset) {
      return try PresetSource.ofStandardInput(name, byteLimit: bounds.mostBytes)
    }
    let name = preset.oneLine
    do {
      let steps = folder.steps(to: String(preset.dropFirst(folder.path.count)), from: []) ?? []
      let file = try folder.open(preset)
      guard FilmFile.isFilm(file) else { return try document(in: file, steps: steps) }
      let film = try FilmFile.read(file, name: name, bounds: bounds)
      return PresetDocument(
        bytes: try FilmFile.recipe(of: film, name: name), name: name, identity: Self.identity(steps))
    } catch FileContents.Failure.missing {
      do throws(MissingDocument) {
        return try PresetSource.shipped(preset, orFile: name)
      } catch {
        throw Failure(.noInput, error.reason)
      }
    } catch let failure as FileContents.Failure {
      throw Failure(failure, reading: name)
    }
  }

  private func base(_ reference: String, of document: PresetDocument) throws(MissingDocument) -> PresetDocument {
    if document.isShipped || !document.identity.hasPrefix(Self.prefix) { return try PresetSource.shipped(reference) }
    let holder = document.identity.dropFirst(Self.prefix.count).split(separator: "/").map(String.init).dropLast()
    guard let steps = folder.steps(to: reference, from: Array(holder)) else {
      throw MissingDocument(
        reason: "\(reference.oneLine): leads out of the preset's folder, which --untrusted does not allow")
    }
    do {
      return try self.document(in: try RegularFile.open(steps, beneath: folder.path), steps: steps)
    } catch FileContents.Failure.missing {
      return try PresetSource.shipped(reference, orFile: name(of: steps))
    } catch {
      throw MissingDocument(
        reason: ((error as? FileContents.Failure).map { Failure($0, reading: name(of: steps)) } ?? Failure(error))
          .message)
    }
  }

  private func document(in file: borrowing RegularFile, steps: [String]) throws -> PresetDocument {
    let name = name(of: steps)
    guard file.byteCount <= bounds.mostBytes else {
      throw Failure(
        .badPreset,
        "\(name): \(file.byteCount) bytes; allowed with --untrusted: at most \(bounds.mostBytes) (--max-bytes)")
    }
    let bytes = try file.contents(byteLimit: bounds.mostBytes)
    try PresetSource.refuseLoop(bytes, name: name)
    return PresetDocument(bytes: bytes, name: name, identity: Self.identity(steps))
  }

  private func name(of steps: [String]) -> String { (folder.path + steps.joined(separator: "/")).oneLine }

  /// Distinguishes files of the folder from shipped presets and from the standard input, which has no folder.
  private static let prefix = "./"

  private static func identity(_ steps: [String]) -> String { prefix + steps.joined(separator: "/") }
}

/// The folder of an untrusted preset, which no path may leave: neither by `..` nor by links, which are refused.
struct UntrustedFolder {
  /// As the user wrote it, empty or with a trailing slash.
  let path: String

  /// The folder of the file at `path`. Links on the way to the folder are the user's, and are followed.
  init(of path: String) {
    self.path = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// Opens the file at `path`, which begins with the folder's.
  func open(_ path: String) throws(FileContents.Failure) -> RegularFile {
    guard let steps = steps(to: String(path.dropFirst(self.path.count)), from: []) else { throw .missing }
    return try RegularFile.open(steps, beneath: self.path)
  }

  /// The path components, from the folder, of the file that `reference` means when resolved from `start`; `nil` if that
  /// is not in the folder. As there are no links, `..` removes the component before it.
  func steps(to reference: String, from start: [String]) -> [String]? {
    guard !reference.hasPrefix("/"), !reference.utf8.contains(0) else { return nil }
    var steps = start
    for name in reference.split(separator: "/", omittingEmptySubsequences: true) where name != "." {
      if name != ".." {
        steps.append(String(name))
      } else if steps.popLast() == nil {
        return nil
      }
    }
    return steps.isEmpty ? nil : steps
  }
}
