/// The names of containers' images.
package enum ContainerImage {
  /// Whether `text` is one: a registry with or without a port, a path of small letters, a tag, a digest, of which only the path is needed
  /// (the reference grammar of the distribution specification).
  package static func isName(_ text: String) -> Bool {
    text.utf8.count <= longest && text.wholeMatch(of: grammar) != nil
  }

  private static let longest = 512
  private static var grammar: Regex<Substring> {
    /(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?\/)?[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?/
  }
}
