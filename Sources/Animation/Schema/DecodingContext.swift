/// What decoding needs at hand: the place it has come to and the errors it has met.
///
/// Errors are collected, not thrown, because a preset is decoded to its end so that its author sees all of them at
/// once.
struct DecodingContext {
  private(set) var diagnostics: [Diagnostic] = []
  private var path = PresetPath()

  /// Runs `body` with `component` added to the path.
  mutating func within<Result>(
    _ component: PresetPath.Component, _ body: (inout DecodingContext) -> Result
  ) -> Result {
    path.components.append(component)
    defer { path.components.removeLast() }
    return body(&self)
  }

  /// Notes an error of the value at the current path.
  mutating func report(_ message: String, at origin: DiagnosticOrigin) {
    diagnostics.append(Diagnostic(path: path, origin: origin, message: message))
  }

  /// Notes an error of the value at `further` within `node`, which stands at the current path. Where there is no such
  /// value, its nearest container gives the origin.
  mutating func report(_ message: String, at further: PresetPath, in node: JSONNode) {
    let origin = node.nearest(to: further.components[...]).origin
    diagnostics.append(Diagnostic(path: path + further, origin: origin, message: message))
  }

  /// Notes that `node` is not of a type that is allowed.
  mutating func refuse(_ node: JSONNode, allowed: String) {
    report("found \(node.summary); allowed: \(allowed)", at: node.origin)
  }

  /// Whether the value at `further` below the current path was read without an error, so that rules may rely on it: none
  /// was met there, within it, or at what holds it.
  func isSound(_ further: PresetPath) -> Bool {
    let place = path + further
    return !diagnostics.contains { place.contains($0.path) || $0.path.contains(place) }
  }
}

extension JSONNode {
  /// The value at `components`, or the deepest one on the way there.
  fileprivate func nearest(to components: ArraySlice<PresetPath.Component>) -> JSONNode {
    let child: JSONNode? =
      switch (components.first, value) {
      case (.key(let key), _): self[key]
      case (.index(let index), .array(let elements)): elements.indices.contains(index) ? elements[index] : nil
      default: nil
      }
    return child?.nearest(to: components.dropFirst()) ?? self
  }
}
