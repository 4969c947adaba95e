/// Merges a preset over the one that it extends.
struct PresetInheritance {
  /// The key that names the preset to extend.
  static let key = "extends"
  /// The most steps from a preset to the last one that it extends.
  static let mostSteps = 64

  let find: BaseDocumentFinder
  /// The documents from the preset itself to the one at hand.
  private(set) var chain: [PresetDocument]
  /// Where the preset stands in the whole document.
  private let place: PresetPath

  /// Inheritance of a preset at `place` of a document, to which `chain` has led.
  init(_ find: @escaping BaseDocumentFinder, chain: [PresetDocument] = [], place: PresetPath = PresetPath()) {
    (self.find, self.chain, self.place) = (find, chain, place)
  }

  /// `root`, the JSON of `document`, merged over everything that it extends.
  ///
  /// Missing documents and cycles are reported at the key that names them. Nothing from an extended document is quoted
  /// before it is known to be a preset: somebody else's preset may name any file.
  ///
  /// - Throws: `PresetError.syntax` of an extended document.
  mutating func resolve(
    _ root: JSONNode, of document: PresetDocument, _ context: inout DecodingContext
  ) throws(PresetError) -> JSONNode {
    chain.append(document)
    return try resolveExtended(root, &context)
  }

  /// `root`, a part of the last document, merged over everything that it extends.
  mutating func resolveExtended(
    _ root: JSONNode, _ context: inout DecodingContext
  ) throws(PresetError) -> JSONNode {
    // A value that is not a name is reported by the key's codec.
    guard let reference = root[Self.key] else { return root }
    let further = place + PresetPath(.key(Self.key))
    guard let base = try resolve(named: reference, at: further, &context) else { return root }
    return root.merged(over: base.without([Self.key]))
  }

  /// The preset that `reference` names, at the preset's place, with everything that it extends; `nil` if there is none.
  mutating func resolve(
    named reference: JSONNode, _ context: inout DecodingContext
  ) throws(PresetError) -> JSONNode? {
    try resolve(named: reference, at: place, &context)?.without([Self.key])
  }

  private mutating func resolve(
    named reference: JSONNode, at path: PresetPath, _ context: inout DecodingContext
  ) throws(PresetError) -> JSONNode? {
    guard let document = chain.last, case .string(let name) = reference.value, !name.isEmpty else { return nil }
    let base: PresetDocument
    do throws(MissingDocument) {
      base = try find(name, document)
    } catch {
      context.report(semantic: error.reason, at: path, from: reference.origin)
      return nil
    }
    // By bytes, like paths: names that encode an accent differently are different files.
    if let first = chain.firstIndex(where: { $0.identity.utf8.elementsEqual(base.identity.utf8) }) {
      let circle = (chain[first...] + [base]).map(\.name).joined(separator: " → ")
      context.report(
        semantic: "presets extend each other in a circle: \(circle)", at: path, from: reference.origin)
      return nil
    }
    let distance = chain.count
    guard distance <= Self.mostSteps else {
      context.report(
        semantic: "presets extend one another over more than \(Self.mostSteps) steps", at: path, from: reference.origin)
      return nil
    }
    let inherited = try base.parseQuotingNothing().mappingOrigins { origin in
      guard case .text(let position) = origin else { return origin }
      return .inherited(position, document: base.name, distance: distance)
    }
    if let flaw = inherited.placeWhereNoPreset {
      context.report(
        semantic: "this is not a preset; allowed in an extended document: an object with keys of presets only",
        at: place, from: flaw)
      return nil
    }
    return try resolve(inherited, of: base, &context)
  }

}

extension JSONNode {
  private static let keysOfPresets = Set(Preset.schema.outline.keys.map(\.key))

  /// The evidence that this is not a preset: itself, or a key that presets do not have; `nil` if it may be quoted.
  fileprivate var placeWhereNoPreset: DiagnosticOrigin? {
    guard case .object(let members) = value, !members.isEmpty else { return origin }
    return members.first { !Self.keysOfPresets.contains($0.key) }?.keyOrigin
  }

  /// Keys that determine the kind of an object.
  private static let kindKeys = ["path", "keyframes", "by", "base"]

  /// This value merged over `base`: objects are merged key by key, all other values replaced. Objects of different
  /// kinds, such as two kinds of path, have no keys in common and are replaced too.
  fileprivate func merged(over base: JSONNode) -> JSONNode {
    guard case .object(let own) = value, case .object(var members) = base.value, isOfKind(of: base) else { return self }
    let indices = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1.key, $0) })
    for member in own {
      if let index = indices[member.key] {
        let node = member.node.merged(over: members[index].node)
        members[index] = Member(key: member.key, keyOrigin: member.keyOrigin, node: node)
      } else {
        members.append(member)
      }
    }
    return JSONNode(value: .object(members), origin: origin)
  }

  /// Whether an object may be merged with `base`: it does not state its kind, or states the same one.
  private func isOfKind(of base: JSONNode) -> Bool {
    let own = Self.kindKeys.filter { self[$0] != nil }
    return own.allSatisfy { key in
      guard let value = self[key]?.value, let other = base[key]?.value else { return false }
      // The string of a base is a colour, say, and no kind.
      if case .string = value, key != "base" { return value == other }
      return true
    }
  }

  /// The object without `keys`.
  func without(_ keys: [String]) -> JSONNode {
    guard case .object(let members) = value else { return self }
    return JSONNode(value: .object(members.filter { !keys.contains($0.key) }), origin: origin)
  }

  /// Replaces the value of a key that the object has.
  mutating func put(_ node: JSONNode, at key: String) {
    guard case .object(var members) = value, let index = members.firstIndex(where: { $0.key == key }) else { return }
    members[index].node = node
    value = .object(members)
  }
}
