import FractalMath

/// What a frame's field is, or what its colours are, if these are stored: frames with equal keys can use each other's, with the rows in reverse order
/// if only one of them is mirrored.
public struct FieldIdentity: Hashable, Sendable {
  /// The key of it or of its mirror image, whichever represents both.
  let key: FieldKey
  /// Whether it is the mirror image of the key's.
  public let isMirrored: Bool
  /// Whether the lower half is derived from the upper one.
  let isFolded: Bool

  /// Whether `other` is equal to it or to its mirror image.
  public func isShared(with other: FieldIdentity) -> Bool { key == other.key }
}

/// Which frames of a scene can use the fields, or the colours, of others.
public struct FieldSharing: Sendable {
  private let size: FrameSize
  private let settings: FieldSettings
  private let content: StoredContent
  private let shortcuts: FieldShortcuts

  /// Sharing among frames of one size with fields computed as `settings` say.
  ///
  /// - Parameters:
  ///   - size: of every frame, in pixels.
  ///   - settings: how fields are computed.
  ///   - content: what is stored of a frame.
  public init(size: FrameSize, settings: FieldSettings, content: StoredContent) {
    self.size = size
    self.settings = settings
    self.content = content
    shortcuts = settings.soundShortcuts(keeping: content)
  }

  /// Whether frames may share their fields in this way, `.equalFields` or `.mirroredFrames`, without a change of any bit.
  public func allows(_ shortcut: FieldShortcuts) -> Bool { shortcuts.contains(shortcut) }

  /// Whether any frame may use the field of another where stored fields may take `byteLimit` bytes.
  public func isPossible(withBytes byteLimit: Int) -> Bool {
    let smallest = StoredField.byteCount(TileGrid(size: size, isFolded: true, content: content), content, byteLimit: 0)
    return byteLimit >= smallest && !shortcuts.isDisjoint(with: [.mirroredFrames, .equalFields])
  }

  /// What the field is of a frame with the given parameters.
  public func identity(of parameters: FrameParameters) -> FieldIdentity {
    let viewport = Viewport(camera: parameters.camera, size: size)
    let (key, isMirrored) = key(of: parameters, viewport: viewport)
    return FieldIdentity(
      key: key, isMirrored: isMirrored,
      isFolded: FieldSymmetry(parameters: parameters, viewport: viewport, settings: settings).fold != nil)
  }

  /// A hash value that frames have in common whose fields are equal or mirror images: quicker to have than their identities, of which
  /// most of the time is for symmetry.
  public func sharedHashValue(of parameters: FrameParameters) -> Int {
    key(of: parameters, viewport: Viewport(camera: parameters.camera, size: size)).key.hashValue
  }

  /// Whether the fields of two frames, or their colours, are each other's mirror images.
  public func areMirrored(_ one: FrameParameters, _ other: FrameParameters) -> Bool {
    let keys = [one, other].map { key(of: $0, viewport: Viewport(camera: $0.camera, size: size)) }
    return keys[0].key == keys[1].key && keys[0].isMirrored != keys[1].isMirrored
  }

  /// The key of the field or of its mirror image, whichever represents both, and whether it is that of the mirror image.
  private func key(of parameters: FrameParameters, viewport: Viewport) -> (key: FieldKey, isMirrored: Bool) {
    let own = FieldKey(parameters, viewport: viewport, content: content, isLit: settings.channels.hasSlope)
    let isMirrored = allows(.mirroredFrames) && !own.isRepresentative
    return (isMirrored ? own.mirrored : own, isMirrored)
  }

  /// Memory for `field`; `nil` without memory.
  public func field(for field: FieldIdentity, byteLimit: Int) -> StoredField? {
    StoredField(grid: grid(field), content: content, byteLimit: byteLimit)
  }

  /// Bytes of that memory.
  public func byteCount(of field: FieldIdentity, byteLimit: Int) -> Int {
    StoredField.byteCount(grid(field), content, byteLimit: byteLimit)
  }

  private func grid(_ field: FieldIdentity) -> TileGrid {
    TileGrid(size: size, isFolded: field.isFolded, content: content)
  }
}
