/// What decoding needs at hand: the place it has come to and the errors it has met.
///
/// Errors are collected, not thrown, because a preset is decoded to its end so that its author sees all of them at
/// once.
struct DecodingContext {
  /// The most errors that are reported of one preset.
  static let mostDiagnostics = 1000

  private(set) var diagnostics: [Diagnostic] = []
  /// Whether there are more errors than are reported. Then nothing more needs to be read.
  private(set) var isFull = false
  private var flaws = FlawedPlaces()
  private var path = PresetPath()
  private var missing: Set<PresetPath> = []
  /// What is reported now.
  private var kind = Diagnostic.Kind.structural

  /// Runs `body` with `component` added to the path.
  mutating func within<Result>(
    _ component: PresetPath.Component, _ body: (inout DecodingContext) -> Result
  ) -> Result {
    path.components.append(component)
    defer { path.components.removeLast() }
    return body(&self)
  }

  /// Runs `body`, whose errors are of `kind`; within semantic ones all are.
  mutating func judging<Result>(
    _ kind: Diagnostic.Kind, _ body: (inout DecodingContext) -> Result
  ) -> Result {
    let outer = self.kind
    if outer == .structural { self.kind = kind }
    defer { self.kind = outer }
    return body(&self)
  }

  /// Notes an error of the value at the current path.
  mutating func report(_ message: String, at origin: DiagnosticOrigin) {
    add(Diagnostic(path: path, origin: origin, kind: kind, message: message))
  }

  /// Notes an error of the value at `further` within `node`, which stands at the current path. Where there is no such
  /// value, its nearest container gives the origin.
  mutating func report(_ message: String, at further: PresetPath, in node: JSONNode) {
    let origin = node.nearest(to: further).origin
    add(Diagnostic(path: path + further, origin: origin, kind: kind, message: message))
  }

  private mutating func add(_ diagnostic: Diagnostic) {
    guard diagnostics.count < Self.mostDiagnostics else {
      isFull = true
      return
    }
    diagnostics.append(diagnostic)
    flaws.insert(diagnostic.path)
  }

  /// Notes that `node` lacks the key at the current path.
  mutating func reportMissing(allowed: String, in node: JSONNode) {
    missing.insert(path)
    report("this key is required; allowed: \(allowed)", at: node.origin)
  }

  /// The diagnostics without those of missing keys.
  var diagnosticsOfPresentKeys: [Diagnostic] { diagnostics.filter { !missing.contains($0.path) } }

  /// Notes that `node` is not of a type that is allowed.
  mutating func refuse(_ node: JSONNode, allowed: String) {
    report("found \(node.summary); allowed: \(allowed)", at: node.origin)
  }

  /// Whether the value at `further` below the current path was read without an error, so that rules may rely on it: none
  /// was met there, within it, or at what holds it.
  ///
  /// - Complexity: O(depth), however many errors there are.
  func isSound(_ further: PresetPath) -> Bool {
    diagnostics.isEmpty || (!isFull && !flaws.touch(path + further))
  }
}

/// The places of errors.
private struct FlawedPlaces {
  /// Where an error was met.
  private var places: Set<PresetPath> = []
  /// The same, and all that holds them.
  private var holders: Set<PresetPath> = []

  mutating func insert(_ place: PresetPath) {
    places.insert(place)
    for holder in place.fromWholeDocument { holders.insert(holder) }
  }

  /// Whether an error was met at `place`, within it, or at what holds it.
  func touch(_ place: PresetPath) -> Bool {
    for holder in place.fromWholeDocument {
      if places.contains(holder) { return true }
      if !holders.contains(holder) { return false }
    }
    return true
  }
}
