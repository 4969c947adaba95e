import ShippedPresets

// What all who look for presets agree on; what is read, and how its absence is told, is theirs.

extension PresetDocument {
  /// Bytes of a preset: a keyframe for each frame of an hour at 60 frames a second takes 15 MB.
  package static let largestByteCount = 16 << 20

  /// Tells the identities of shipped presets from paths.
  private static let shippedPrefix = "shipped:"

  /// The shipped preset called `name`; `nil` where none is.
  package init?(shipped name: String) {
    guard let bytes = PresetLibrary.bytes(named: name) else { return nil }
    self.init(bytes: bytes, name: name, identity: Self.shippedPrefix + name)
  }

  /// Whether it is one of those that ship.
  package var isShipped: Bool { identity.hasPrefix(Self.shippedPrefix) }

  /// `path` up to its last slash, which is included; empty where there is none.
  package static func folder(of path: String) -> String {
    // By bytes: with a combining mark behind it a slash is another Character.
    path.utf8.lastIndex(of: UInt8(ascii: "/")).flatMap { String(path.utf8[...$0]) } ?? ""
  }
}
