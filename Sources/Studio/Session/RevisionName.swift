/// What a page asks for: the film of a text, or one of its scenes.
struct RevisionName {
  /// The text's revision.
  let text: String
  /// What follows the colon; `nil` for the whole film.
  private let scene: Substring?

  /// The name in `revision`: 64 hexadecimal digits, and for a scene a colon and its number, from 0.
  init(_ revision: String) {
    let parts = revision.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    text = String(parts[0])
    scene = parts.count > 1 ? parts[1] : nil
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
