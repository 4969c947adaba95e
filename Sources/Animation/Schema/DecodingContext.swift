/// The state of decoding: the current path and the errors found.
///
/// Errors are collected, not thrown, so that a preset's author sees all of them at once.
struct DecodingContext {
  /// The most errors that are reported of one preset.
  static let mostDiagnostics = 1000

  private(set) var diagnostics: [Diagnostic] = []
  /// The preset's tempo, for keyframes at beats.
  var tempo: Tempo?
  /// The beats of the song, where the tempo is detected.
  var detectedBeats: DetectedBeats?
  /// What was heard of the song, for the values that follow it.
  var heard: HeardSong?
  /// The same for each scene, from the start of its own film, in a film of several that follow it.
  var heardOfScenes: [HeardSong] = []
  /// Whether there are more errors than are reported, so that decoding may stop.
  private(set) var isFull = false
  private var flaws = FlawedPlaces()
  private var path = PresetPath()
  private var missing: Set<PresetPath> = []
  /// The kind of errors being reported.
  private var kind = Diagnostic.Kind.structural

  /// Runs `body` with `component` added to the path.
  mutating func within<Result>(
    _ component: PresetPath.Component, _ body: (inout DecodingContext) -> Result
  ) -> Result {
    path.components.append(component)
    defer { path.components.removeLast() }
    return body(&self)
  }

  /// Runs `body` with all of `further` added to the path.
  mutating func within<Result>(_ further: PresetPath, _ body: (inout DecodingContext) -> Result) -> Result {
    path.components += further.components
    defer { path.components.removeLast(further.components.count) }
    return body(&self)
  }

  /// Whether the current path leads through the value of `key`.
  func isWithin(_ key: String) -> Bool { path.components.contains(.key(key)) }

  /// Runs `body`, whose errors are of `kind`; inside a semantic one all are semantic.
  mutating func judging<Result>(
    _ kind: Diagnostic.Kind, _ body: (inout DecodingContext) -> Result
  ) -> Result {
    let outer = self.kind
    if outer == .structural { self.kind = kind }
    defer { self.kind = outer }
    return body(&self)
  }

  /// Reports an error of the value at the current path.
  mutating func report(_ message: String, at origin: DiagnosticOrigin) {
    add(Diagnostic(path: path, origin: origin, kind: kind, message: message))
  }

  /// Reports an error of the value at `further` below the current path, written at `origin`.
  mutating func report(_ message: String, at further: PresetPath, from origin: DiagnosticOrigin) {
    add(Diagnostic(path: path + further, origin: origin, kind: kind, message: message))
  }

  /// The same for a semantic error.
  mutating func report(semantic message: String, at further: PresetPath, from origin: DiagnosticOrigin) {
    judging(.semantic) { $0.report(message, at: further, from: origin) }
  }

  /// Reports an error of the value at `further` within `node`, which is at the current path. If there is no such value,
  /// its nearest container gives the origin.
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

  /// Marks the value at the current path as one that cannot be read for a reason that is reported elsewhere.
  mutating func distrust() { flaws.insert(path) }

  /// Reports that `node` lacks the key at the current path.
  mutating func reportMissing(allowed: String, in node: JSONNode) {
    missing.insert(path)
    report("this key is required; allowed: \(allowed)", at: node.origin)
  }

  /// The diagnostics without those of missing keys.
  var diagnosticsOfPresentKeys: [Diagnostic] { diagnostics.filter { !missing.contains($0.path) } }

  /// Reports that `node` is not of an allowed type.
  mutating func refuse(_ node: JSONNode, allowed: String) {
    report("found \(node.summary); allowed: \(allowed)", at: node.origin)
  }

  /// Whether the value at `further` below the current path was read without an error, so that rules may rely on it:
  /// none was reported there, within it, or at its containers.
  ///
  /// - Complexity: O(depth), however many errors there are.
  func isSound(_ further: PresetPath) -> Bool {
    diagnostics.isEmpty || (!isFull && !flaws.touch(path + further))
  }
}

/// The places of errors.
private struct FlawedPlaces {
  /// Where an error was reported.
  private var places: Set<PresetPath> = []
  /// The same with all their containers.
  private var holders: Set<PresetPath> = []

  mutating func insert(_ place: PresetPath) {
    places.insert(place)
    for holder in place.fromWholeDocument { holders.insert(holder) }
  }

  /// Whether an error was reported at `place`, within it, or at its containers.
  func touch(_ place: PresetPath) -> Bool {
    for holder in place.fromWholeDocument {
      if places.contains(holder) { return true }
      if !holders.contains(holder) { return false }
    }
    return true
  }
}
