import Animation
import FractalMath
import Rendering
import VideoEncoding

/// What the segments of a film lend each other: whole pictures, where they show the same or mirror images, or fields, where finished
/// pictures cannot be turned; used by one thread, the coordinator.
struct SegmentLoans {
  /// The segments in the order in which they are best begun.
  let segments: [Int]
  /// The most bytes that loans have taken so far.
  private(set) var largestByteCount = 0

  private let renderer: FilmRenderer
  private let sharings: [FieldSharing?]
  /// Of the scenes whose finished pictures can be turned.
  private let pictureSharings: [FieldSharing?]
  private let pictureByteCount: Int
  private var pictures: FrameLoans<SharedPicture>
  private var fields: FrameLoans<LentField>

  /// A stored field and what it is.
  private struct LentField {
    let field: StoredField
    let identity: FieldIdentity
  }

  /// Frames of a film in which equal ones are looked for, half an hour at 60 a second: it takes about half a second before the first one is rendered.
  private static let mostFrames = 1 << 17

  /// Loans among the segments of `cut` that are not `finished`; `nil` for films of too many frames to look at before the first one.
  ///
  /// - Parameters:
  ///   - pictureByteCount: bytes of a picture.
  ///   - byteLimit: bytes that loans may take.
  /// - Complexity: evaluates the timeline once for each frame that is not finished.
  init?(of renderer: FilmRenderer, cut: FilmCut, finished: Set<Int>, pictureByteCount: Int, byteLimit: Int) {
    guard cut.frames.count <= Self.mostFrames else { return nil }
    self.renderer = renderer
    self.pictureByteCount = pictureByteCount
    sharings = renderer.timeline.scenes.indices.map { scene in
      let content = renderer.storedContent(ofScene: scene)
      let sharing = FieldSharing(size: renderer.size, settings: renderer.settings(ofScene: scene), content: content)
      // Samples are added to by each frame that uses them, one after the other.
      return content != .samples && sharing.isPossible(withBytes: byteLimit) ? sharing : nil
    }
    pictureSharings = renderer.timeline.scenes.indices.map { scene in
      let sharing = FieldSharing(size: renderer.size, settings: renderer.settings(ofScene: scene), content: .colors)
      return renderer.canTurnPictures(ofScene: scene) && sharing.allows(.mirroredFrames) ? sharing : nil
    }
    var identities: [Int: (picture: Int, field: Int)] = [:]
    for frame in cut.frames where !finished.contains(cut.segment(ofFrame: frame)) {
      let shown = renderer.timeline.frame(at: frame)
      func hashValue(_ sharings: [FieldSharing?]) -> Int {
        guard let sharing = Self.sharing(of: shown, sharings) else { return shown.hashValue }
        return sharing.sharedHashValue(of: shown.parameters) &+ shown.scene
      }
      identities[frame] = (hashValue(pictureSharings), hashValue(sharings))
    }
    let equalPictures = EqualFrames(in: cut, finished: finished) { identities[$0]?.picture ?? $0 }
    let equalFields = EqualFrames(in: cut, finished: finished) { identities[$0]?.field ?? $0 }
    segments = equalFields.segmentOrder
    pictures = FrameLoans(equalPictures, cut: cut, segments: segments)
    fields = FrameLoans(equalFields, cut: cut, segments: segments)
  }

  /// The picture that `frame` shows, if a frame of another segment that shows the same or its mirror image has lent it. Every
  /// frame asks for it, once.
  mutating func picture(forFrame frame: Int, showing shown: FilmFrame) -> ShownPicture? {
    let pictureSharings = pictureSharings
    let lent = pictures.take(forFrame: frame) { lent in
      lent.shown == shown || Self.isMirrored(lent.shown, shown, pictureSharings)
    }
    return lent.map { ShownPicture(picture: $0, shown: shown, isUpsideDown: $0.shown != shown) }
  }

  /// Whether the finished picture of `one` frame is that of the `other` with its rows in reverse order.
  private static func isMirrored(_ one: FilmFrame, _ other: FilmFrame, _ sharings: [FieldSharing?]) -> Bool {
    guard one.scene == other.scene, sharing(of: one, sharings) != nil, let sharing = sharing(of: other, sharings) else {
      return false
    }
    return sharing.areMirrored(one.parameters, other.parameters)
  }

  /// Lends the picture of `frame` to frames that show it or its mirror image, if they need it and all loans take at most `byteLimit`.
  mutating func lend(_ picture: SharedPicture, ofFrame frame: Int, byteLimit: Int) {
    guard pictures.isNeeded(byOthersThan: frame), byteCount + pictureByteCount <= byteLimit else { return }
    pictures.keep(picture, ofFrame: frame, byteCount: pictureByteCount)
    noteByteCount()
  }

  /// Where the field of `frame` comes from, or where it goes so that others can use it. Every frame asks for it, once, after its
  /// picture.
  mutating func field(forFrame frame: Int, showing shown: FilmFrame, byteLimit: Int) -> FieldSource {
    guard let sharing = Self.sharing(of: shown, sharings) else { return .computed }
    let own = sharing.identity(of: shown.parameters)
    let lent = fields.take(forFrame: frame) { lent in
      lent.identity.isShared(with: own)
        && sharing.allows(lent.identity.isMirrored == own.isMirrored ? .equalFields : .mirroredFrames)
    }
    if let lent { return .taken(from: lent.field, isMirrored: lent.identity.isMirrored != own.isMirrored) }
    let byteCount = sharing.byteCount(of: own, byteLimit: 0)
    guard fields.isNeeded(byOthersThan: frame), !pictures.isNeeded(byOthersThan: frame),
      self.byteCount + byteCount <= byteLimit, let field = sharing.field(for: own, byteLimit: 0)
    else { return .computed }
    fields.keep(LentField(field: field, identity: own), ofFrame: frame, byteCount: byteCount)
    noteByteCount()
    return .computedInto(field)
  }

  /// Drops loans until they take at most `byteLimit`.
  mutating func reduce(toByteCount byteLimit: Int) {
    fields.reduce(toByteCount: byteLimit - pictures.byteCount)
    pictures.reduce(toByteCount: byteLimit - fields.byteCount)
  }

  private var byteCount: Int { pictures.byteCount + fields.byteCount }

  private mutating func noteByteCount() { largestByteCount = max(largestByteCount, byteCount) }

  /// With which frames one shares its field; `nil` where it can use none of another segment: in transitions, and where it is seen at
  /// several moments.
  private static func sharing(of shown: FilmFrame, _ sharings: [FieldSharing?]) -> FieldSharing? {
    shown.transition == nil && shown.parameters.exposures.isEmpty ? sharings[shown.scene] : nil
  }
}
