/// What the flag for a cover says.
enum CoverHelp {
  static let text = "Puts a small picture of the film's middle into the .mp4 or .mkv, by which lists of files show it."
}
