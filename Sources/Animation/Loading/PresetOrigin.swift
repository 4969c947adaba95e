import ShippedPresets

// What all code that looks for presets shares; reading, and reporting a missing one, is up to each.

extension PresetDocument {
  /// Bytes of a preset: a keyframe for each frame of an hour at 60 frames a second takes 15 MB.
  package static let largestByteCount = 16 << 20

  /// Distinguishes the identities of shipped presets from paths.
  private static let shippedPrefix = "shipped:"

  /// The shipped preset `name`; `nil` if there is none.
  package init?(shipped name: String) {
    guard let bytes = PresetLibrary.bytes(named: name) else { return nil }
    self.init(bytes: bytes, name: name, identity: Self.shippedPrefix + name)
  }

  /// Whether it is a shipped preset.
  package var isShipped: Bool { identity.hasPrefix(Self.shippedPrefix) }

  /// `path` up to and including its last slash; empty if there is none.
  package static func folder(of path: String) -> String {
    // By bytes: a slash followed by a combining mark is another Character.
    path.utf8.lastIndex(of: UInt8(ascii: "/")).flatMap { String(path.utf8[...$0]) } ?? ""
  }
}
