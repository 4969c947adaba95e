/// A preset that knows where its values were written, so that later findings can be reported with their position.
public struct LocatedPreset: Sendable {
  /// The preset.
  public let preset: Preset
  /// The name of its document in errors.
  public let name: String
  /// The song that it names, and where; `nil` without sound.
  public let song: SongReference?
  /// Its values as written, including those of the presets that it extends and overrides.
  package let root: JSONNode

  /// Reads and validates a preset.
  ///
  /// - Parameters:
  ///   - document: the preset's text.
  ///   - overrides: values that replace the document's own, applied in order before anything is checked.
  ///   - find: finds the documents that presets extend.
  ///   - measure: finds out about the song what the film needs.
  /// - Throws: all errors at once; only an error of JSON's own grammar comes alone.
  /// - Complexity: O(bytes).
  public init(
    _ document: PresetDocument, overrides: [Override] = [], find: @escaping BaseDocumentFinder,
    measure: @escaping SongMeasuring = measureNone
  ) throws(PresetError) {
    try self.init(document.parse(), of: document, overrides: overrides, find: find, measure: measure)
  }

  /// Measures no song.
  public static func measureNone(_: SongReference, _: SongRequest) throws(MissingDocument) -> SongMeasurement {
    throw MissingDocument(reason: "no song can be read here; allowed: a number of seconds")
  }

  /// The same for a text that is already parsed, as `parsed`.
  init(
    _ parsed: JSONNode, of document: PresetDocument, overrides: [Override], find: @escaping BaseDocumentFinder,
    measure: @escaping SongMeasuring = measureNone
  ) throws(PresetError) {
    var context = DecodingContext()
    var inheritance = PresetInheritance(find)
    var root = try inheritance.resolve(parsed, of: document, &context)
    let scenes = SceneSources(find: find, chain: inheritance.chain)
    try scenes.resolve(&root, &context)
    let isComplete = context.diagnostics.isEmpty
    let written = root
    for override in overrides { override.apply(to: &root, &context) }
    if !overrides.isEmpty { try scenes.resolve(&root, afterOverrides: true, &context) }
    let hearing = SongHearing(root, written: written, overrides: overrides, chain: inheritance.chain)
    hearing.resolve(&root, measure: measure, &context)
    context.tempo = Tempo(of: root)
    var decoded = Preset.schema.decode(root, &context)
    decoded.heard = context.heard
    context.judging(.semantic) { context in
      if let extended = root[PresetInheritance.key], extended.origin.isOverride {
        context.within(.key(PresetInheritance.key)) {
          $0.report("cannot be overridden; allowed: a preset that extends another", at: extended.origin)
        }
      }
      decoded = SceneRules(film: decoded, root: root).completed(&context)
      let pace = PaceRules(written: written, root: root)
      pace.checkDuration(&context)
      if context.diagnostics.isEmpty { decoded = pace.paced(decoded, by: overrides, &context) }
      FilmRules(preset: decoded, root: root).check(&context)
      if context.diagnostics.isEmpty { FadeRules(film: decoded, root: root).check(&context) }
      SongRules(needs: hearing.needs, preset: decoded, root: root).check(overrides, &context)
    }
    guard context.diagnostics.isEmpty else {
      // Missing keys may be in the document that could not be read.
      var diagnostics = Diagnostic.inDocumentOrder(
        isComplete ? context.diagnostics : context.diagnosticsOfPresentKeys)
      if context.isFull, let last = diagnostics.last { diagnostics.append(last.withMore) }
      throw .invalid(diagnostics, document: document.name)
    }
    preset = decoded
    song = hearing.song
    name = document.name
    self.root = root
  }

  /// Whether a value is written at `keys`, starting from the whole preset, here or in what it extends.
  package func has(_ keys: String...) -> Bool {
    var node: JSONNode? = root
    for key in keys { node = node?[key] }
    return node != nil
  }

  /// The number of objects in arrays: keyframes, stops and parts of paths.
  public var partCount: Int { root.partCount }

  /// A semantic diagnostic of the value at `keys`, starting from the whole preset.
  public func diagnostic(_ message: String, at keys: String..., severity: Diagnostic.Severity) -> Diagnostic {
    var path = PresetPath()
    path.components = keys.map(PresetPath.Component.key)
    return Diagnostic(
      path: path, origin: root.nearest(to: path).origin, kind: .semantic, severity: severity, message: message)
  }
}

extension Diagnostic {
  /// The note after the last of many errors.
  fileprivate var withMore: Diagnostic {
    Diagnostic(
      path: PresetPath(), origin: origin, kind: kind,
      message: "and more errors; only the first \(DecodingContext.mostDiagnostics) are reported")
  }

  /// The order of the texts: the preset's own, then what it extends, then overrides.
  fileprivate static func inDocumentOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.sorted { left, right in
      switch (left.origin, right.origin) {
      case (.text(let left), .text(let right)): left < right
      case (.inherited(let left, _, let distance), .inherited(let right, _, let other)):
        (distance, left) < (other, right)
      case (.text, _), (.inherited, .override): true
      case (.inherited, .text), (.override, _): false
      }
    }
  }
}
