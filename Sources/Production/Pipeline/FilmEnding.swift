/// What is left of a film that the user stops before its last frame.
package enum FilmEnding: Hashable, Sendable {
  /// A film of the frames up to the first one that is not finished.
  case shorterFilm
  /// The segments that have begun, each of them finished: no film yet, but all that it takes to go on.
  case wholeSegments
}
