/// What a film says about itself. An empty text is left out of the file.
public struct FilmMetadata: Hashable, Sendable {
  /// The film's name.
  public var title: String
  /// Who made it.
  public var artist: String
  /// What it shows.
  public var description: String
  /// Free text of any length; the place for the recipe the film was made from.
  public var comment: String

  /// Metadata with the texts given.
  public init(title: String = "", artist: String = "", description: String = "", comment: String = "") {
    self.title = title
    self.artist = artist
    self.description = description
    self.comment = comment
  }

  /// The tags under libavformat's names, which each container translates into its own.
  var tags: KeyValuePairs<String, String> {
    ["title": title, "artist": artist, "description": description, "comment": comment]
  }
}
