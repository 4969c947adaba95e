/// What a page asks for: the film of a text, or one of its scenes.
///
/// It is the text's revision, 64 hexadecimal digits; then, if the song has changed since the studio began, a dot and how often, as the
/// same text is another film then; and for a scene alone a colon and the scene's number, from 0.
struct RevisionName {
  /// The text's revision.
  let text: String
  /// The revision of the whole film: the text's, and what says that its song has changed.
  let full: String
  /// What follows the colon; `nil` for the whole film.
  private let scene: Substring?

  /// The name in `revision`.
  init(_ revision: String) {
    let parts = revision.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    full = String(parts[0])
    text = String(full.prefix { $0 != "." })
    scene = parts.count > 1 ? parts[1] : nil
  }

  /// The name of the whole film of the text with revision `text`, whose song has changed so often.
  init(_ text: String, songChanges: Int) {
    (self.text, scene) = (text, nil)
    full = songChanges == 0 ? text : "\(text).\(songChanges)"
  }

  /// The part of `film`, of the text's revision, that is named.
  func part(of film: ShapedFilm) throws(HTTPFault) -> ShapedFilm {
    guard let scene else { return film }
    guard let part = Int(scene).flatMap(film.scene) else {
      throw HTTPFault(.unprocessable, "revision: the film has \(film.preset.scenes.count) scenes, numbered from 0")
    }
    return part
  }
}
