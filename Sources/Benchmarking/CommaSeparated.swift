import ArgumentParser

/// A value of an option that lists several with commas between them, such as `1,2,4`.
package struct CommaSeparated<Element: ExpressibleByArgument & Sendable>: ExpressibleByArgument, Sendable {
  /// What is listed, at least one.
  package let elements: [Element]

  /// Reads the list; `nil` where it is empty or holds what is no such value.
  package init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let elements = parts.compactMap { Element(argument: String($0)) }
    guard elements.count == parts.count else { return nil }
    self.elements = elements
  }
}
