import Animation
import Production
import Synchronization

/// The state of editing: the preset's text, its films, and what was saved.
///
/// The text is the state. Every change names the text on which it is based, so that nothing is lost if two clients
/// change it.
final class StudioSession: Sendable {
  private struct State {
    var document: StudioDocument
    var verdict: PresetVerdict
    /// The revision on disk that the page has accepted last; `nil` before the first time.
    var savedRevision: String?
    /// The revision last seen on disk.
    var diskRevision: String?
    /// The film of the last text read from or written to disk, shown while a key is held.
    var savedFilm: ShapedFilm?
    /// The last valid films, the newest last: pictures of a text that was just replaced are still needed.
    var films: [ShapedFilm]
    /// The song of the last text that names one or is valid.
    var song: WatchedSong?
    /// How often the song has changed since the studio began.
    var songChanges = 0
  }

  private let state: Mutex<State>
  private let initialRevision: String
  /// The folder of the preset's file.
  let disk: PresetDisk
  /// Held while the file is compared and written, so that of two concurrent saves one sees the other's file.
  private let saving = Mutex(0)

  private static let mostFilms = 4

  /// A session that begins with `text`.
  ///
  /// - Parameter isSaved: whether the document's file holds it.
  init(_ document: StudioDocument, text: String, isSaved: Bool) {
    let verdict = PresetVerdict(text, document: document, songChanges: 0, like: nil)
    disk = PresetDisk(folder: document.folder)
    initialRevision = verdict.revision
    state = Mutex(
      State(
        document: document, verdict: verdict, savedRevision: isSaved ? verdict.revision : nil,
        diskRevision: isSaved ? verdict.revision : nil, savedFilm: isSaved ? verdict.film : nil,
        films: [verdict.film].compactMap { $0 }, song: verdict.song))
  }

  var document: StudioDocument { state.withLock { $0.document } }
  var text: String { state.withLock { $0.verdict.text } }
  var revision: String { state.withLock { $0.verdict.revision } }
  var savedRevision: String? { state.withLock { $0.savedRevision } }

  /// The text with its revision, its verdict, and what is saved.
  var summary: [(key: String, value: JSONFragment)] {
    state.withLock { state in
      let file: JSONFragment =
        if let name = state.document.name {
          .object([("name", .string(name)), ("folder", .string(state.document.folder))])
        } else {
          .null
        }
      return [
        ("file", file), ("folder", .string(state.document.folder)), ("text", .string(state.verdict.text)),
        ("isChanged", .bool(state.verdict.revision != initialRevision)),
        ("revision", .string(state.verdict.revision)), ("savedRevision", .optional(state.savedRevision)),
        ("state", state.verdict.state(shown: state.films.last)),
      ]
    }
  }

  /// Replaces the text with revision `base` by `text`.
  ///
  /// - Returns: the answer about the new text.
  func replace(base: String, with text: String) throws(HTTPFault) -> JSONFragment {
    while true {
      let (verdict, songChanges) = verdict(of: text)
      let outcome: Result<JSONFragment, HTTPFault>? = state.withLock { state in
        guard state.verdict.revision == base else { return .failure(Self.outdated(state.verdict)) }
        // The song has changed while the text was read with it.
        guard state.songChanges == songChanges else { return nil }
        Self.install(verdict, in: &state)
        return .success(verdict.state(shown: state.films.last))
      }
      if let outcome { return try outcome.get() }
    }
  }

  /// The verdict on `text` with the present song, and how often that has changed.
  private func verdict(of text: String, like film: ShapedFilm? = nil) -> (PresetVerdict, songChanges: Int) {
    let (document, earlier, songChanges) = state.withLock { ($0.document, film ?? $0.films.last, $0.songChanges) }
    return (PresetVerdict(text, document: document, songChanges: songChanges, like: earlier), songChanges)
  }

  /// The song that the text names, or the film on the screen, as it was heard; `nil` without one.
  var song: WatchedSong? { state.withLock { $0.song } }

  /// Reads the text again, whose song has changed: what follows it is another film.
  func songHasChanged() {
    let text = state.withLock { state in
      state.songChanges += 1
      return state.verdict.text
    }
    let (verdict, songChanges) = verdict(of: text)
    state.withLock { state in
      guard state.verdict.revision == verdict.revision, state.songChanges == songChanges else { return }
      Self.install(verdict, in: &state)
    }
  }

  /// The text with revision `base`; refused if it is no longer the current one.
  func text(of base: String) throws(HTTPFault) -> String {
    let outcome: Result<String, HTTPFault> = state.withLock { state in
      state.verdict.revision == base ? .success(state.verdict.text) : .failure(Self.outdated(state.verdict))
    }
    return try outcome.get()
  }

  /// The film of the text that has, or had, `revision`; or if a colon and a number follow, of that scene.
  func film(_ revision: String) throws(HTTPFault) -> ShapedFilm {
    let name = RevisionName(revision)
    return try name.part(of: wholeFilm(name.full))
  }

  /// The film of the text that has, or had, `revision`, never a scene alone.
  func wholeFilm(_ revision: String) throws(HTTPFault) -> ShapedFilm {
    let film = state.withLock { state in
      let films = [state.savedFilm].compactMap { $0 } + state.films
      // A text's revision alone names its film with the present song.
      return films.last { revision == $0.revision || revision == $0.textRevision }
    }
    guard let film else { throw HTTPFault(.preconditionFailed, "there is no film of this revision, or no more") }
    return film
  }

  /// The same with `edits` of the text; it is not kept.
  func film(_ revision: String, with edits: [PresetEdit]) throws(HTTPFault) -> ShapedFilm {
    if edits.isEmpty { return try film(revision) }
    let name = RevisionName(revision)
    let film = try wholeFilm(name.full)
    let (verdict, _) = verdict(of: try PresetPatch.apply(edits, to: film.text), like: film)
    guard let edited = verdict.film else {
      throw HTTPFault(.unprocessable, "edits: \(verdict.findings.first?.message ?? "they make no film")")
    }
    return try name.part(of: edited)
  }

  /// The last film of a valid text.
  var shownFilm: ShapedFilm? { state.withLock { $0.films.last } }

  /// Writes the text with revision `revision` to the file `name`.
  ///
  /// - Parameter overwritten: the revision that may be overwritten, if it is not the last saved one.
  /// - Throws: if the disk holds something else, including its contents.
  func save(revision: String, as newName: String?, over overwritten: String?) throws(HTTPFault) {
    let outcome: Result<Void, HTTPFault> = saving.withLock { _ in
      Result { () throws(HTTPFault) in try saveAlone(revision: revision, as: newName, over: overwritten) }
    }
    try outcome.get()
  }

  private func saveAlone(revision: String, as newName: String?, over overwritten: String?) throws(HTTPFault) {
    let text = try text(of: revision)
    let (known, saved) = state.withLock { ($0.document.name, $0.savedRevision) }
    guard let name = newName ?? known else {
      throw HTTPFault(.unprocessable, "name: a new preset needs a name to be saved under")
    }
    if let found = try disk.read(name), found.revision != revision, found.revision != overwritten,
      name != known || found.revision != saved
    {
      throw HTTPFault(
        .conflict, name == known ? "\(name) has changed on the disk" : "\(name) is there already",
        members: [("diskText", .string(found.text)), ("diskRevision", .string(found.revision))])
    }
    try disk.write(text, to: name)
    state.withLock { state in
      state.document.name = name
      state.diskRevision = revision
      Self.accept(revision, in: &state)
    }
  }

  /// Records the contents on disk; returns whether they are new.
  func noteOnDisk(_ contents: PresetDisk.Contents) -> Bool {
    state.withLock { state in
      guard state.diskRevision != contents.revision else { return false }
      state.diskRevision = contents.revision
      guard state.verdict.revision == contents.revision else { return true }
      Self.accept(contents.revision, in: &state)
      return false
    }
  }

  /// Records the text with `revision`, the current one, as saved.
  private static func accept(_ revision: String, in state: inout State) {
    state.savedRevision = revision
    if let film = state.films.last(where: { $0.textRevision == revision }) { state.savedFilm = film }
  }

  private static func install(_ verdict: PresetVerdict, in state: inout State) {
    state.verdict = verdict
    if verdict.song != nil || verdict.isValid { state.song = verdict.song }
    defer { if verdict.revision == state.diskRevision { accept(verdict.revision, in: &state) } }
    guard let film = verdict.film else { return }
    // A text that returns, by undo for example, reuses its measurements.
    if let index = state.films.firstIndex(where: { $0.revision == film.revision }) {
      state.films.append(state.films.remove(at: index))
    } else if let saved = state.savedFilm, saved.revision == film.revision {
      state.films.append(saved)
    } else {
      state.films.append(film)
    }
    if state.films.count > mostFilms { state.films.removeFirst() }
  }

  private static func outdated(_ verdict: PresetVerdict) -> HTTPFault {
    HTTPFault(
      .preconditionFailed, "the preset has changed meanwhile",
      members: [("text", .string(verdict.text)), ("revision", .string(verdict.revision))])
  }
}
