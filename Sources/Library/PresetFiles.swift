import Animation
import HostSystem
import ShippedPresets
import VideoEncoding

/// The sources of presets: files, films, and the shipped ones.
enum PresetFiles {
  /// Distinguishes texts, which are in no folder, from files.
  private static let textIdentity = "text:"

  /// A preset given as text.
  static func document(ofText text: String) -> PresetDocument {
    PresetDocument(bytes: Array(text.utf8), name: "preset", identity: textIdentity)
  }

  /// The shipped preset called `name`.
  static func shipped(_ name: String) throws(MissingDocument) -> PresetDocument {
    guard let document = PresetDocument(shipped: name) else {
      let names = PresetLibrary.entries.map(\.name)
      let advice = Spelling.advice(on: name, among: names, allowed: names.joined(separator: ", "))
      throw MissingDocument(reason: "\(name.oneLine): no preset of that name ships; \(advice)")
    }
    return document
  }

  /// The preset in the file at `path`, or the embedded recipe if it is a film.
  static func document(_ path: String) throws(FilmError) -> PresetDocument {
    let name = path.oneLine
    do {
      let file = try RegularFile.open(path)
      guard FilmRecipe.isFilm(beginning: file.beginning(12)) else {
        return PresetDocument(
          bytes: try file.contents(byteLimit: PresetDocument.largestByteCount), name: name, identity: path)
      }
      let recipe = try FilmRecipe.read(file.descriptor, displayName: name).comment
      return PresetDocument(bytes: Array(recipe.utf8), name: name, identity: path)
    } catch let failure as FileContents.Failure {
      throw FilmError(.unreadable, "cannot read \(name): \(failure)")
    } catch {
      throw FilmError(.unreadable, "\(error)")
    }
  }

  /// What `document` extends: a file, relative to the document's folder, or a shipped preset.
  static func base(_ reference: String, of document: PresetDocument) throws(MissingDocument) -> PresetDocument {
    let isFile = !document.isShipped && document.identity != textIdentity
    guard isFile, !reference.utf8.contains(0) else { return try shipped(reference) }
    let isAbsolute = reference.utf8.first == UInt8(ascii: "/")
    let path = isAbsolute ? reference : PresetDocument.folder(of: document.identity) + reference
    do throws(FileContents.Failure) {
      let bytes = try FileContents.read(path, byteLimit: PresetDocument.largestByteCount)
      return PresetDocument(bytes: bytes, name: path.oneLine, identity: path)
    } catch .missing {
      return try shipped(reference)
    } catch {
      throw MissingDocument(reason: "cannot read \(path.oneLine): \(error)")
    }
  }
}
