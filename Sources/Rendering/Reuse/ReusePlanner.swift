import FractalMath

/// Decides, frame by frame, which fields or colours are stored, and which frames reuse them; used by one thread.
///
/// It reads the parameters of later frames, so that only fields that are reused are stored. Two frames, of which the
/// later can reuse the earlier one's field with none between them that could, form a loan, which holds the field's
/// memory from one to the other. Loans are found in the order of their ends, and each is granted if there is room for
/// its whole duration. For fields of one size no other choice grants more (`ReusePlannerTests` tries all of them), and
/// no field is stored unused.
public struct ReusePlanner {
  /// A frame already read.
  private struct Upcoming {
    /// What its field is; `nil` for a frame that needs none.
    var field: FieldIdentity?
    /// Whether the field that it can lend, computed or reused, is the mirror image of the key's.
    var lendsMirrored = false
    /// The next frame that reuses the field.
    var borrower: Int?
  }

  /// The most frames read ahead.
  package static let largestWindow = 4096
  /// The default limit of bytes for stored fields.
  public static let defaultByteLimit = 128 << 20

  /// The most bytes that stored fields have taken so far. A field that is no longer needed is not counted, but lives
  /// until the jobs in flight that refer to it have ended.
  public private(set) var largestHeldBytes = 0

  /// The most bytes that stored fields take from now on, as far as it has read.
  public var plannedBytes: Int { heldBytes.max() ?? 0 }

  private let sharing: FieldSharing
  private let byteLimit: Int
  private let windowLength: Int
  private let parameters: (Int) -> FrameParameters?

  /// Frames not yet requested.
  private var remaining: Range<Int>
  /// Frames not yet read.
  private var unread: Range<Int>
  /// The frames read, up to the first unread one. The oldest may already have been requested: they are dropped many at
  /// a time.
  private var window: [Upcoming] = []
  /// Bytes held after each frame of the window.
  private var heldBytes: [Int] = []
  /// The latest frame read, for each key in the window.
  private var latest: [FieldKey: Int] = [:]
  /// The stored fields, by the frame that reuses them next.
  private var kept: [Int: StoredField] = [:]

  /// The plan for `frames`, whose stored fields take at most `byteLimit` bytes.
  ///
  /// - Parameters:
  ///   - size: of the frames.
  ///   - settings: how the fields are computed; its shortcuts determine which reuse is allowed.
  ///   - content: what is stored; for frames with several samples per pixel, their colours.
  ///   - frames: all frames, in the order in which they will be requested.
  ///   - byteLimit: bytes that stored fields may take.
  ///   - parameters: the parameters of a frame; `nil` if it needs no field. Called once for each frame, in order, at
  ///     most some thousands of frames ahead; not at all if no reuse is possible.
  public init(
    size: FrameSize, settings: FieldSettings, content: StoredContent = .values, frames: Range<Int>,
    byteLimit: Int = Self.defaultByteLimit, parameters: @escaping (Int) -> FrameParameters?
  ) {
    self.init(
      size: size, settings: settings, content: content, frames: frames, byteLimit: byteLimit,
      windowLength: Self.largestWindow, parameters: parameters)
  }

  /// The plan that reads at most `windowLength` frames ahead, including the next one.
  package init(
    size: FrameSize, settings: FieldSettings, content: StoredContent = .values, frames: Range<Int>, byteLimit: Int,
    windowLength: Int, parameters: @escaping (Int) -> FrameParameters?
  ) {
    precondition(windowLength > 0, "a window of \(windowLength) frames")
    self.byteLimit = byteLimit
    self.windowLength = windowLength
    self.parameters = parameters
    sharing = FieldSharing(size: size, settings: settings, content: content)
    remaining = frames
    unread = sharing.isPossible(withBytes: byteLimit) ? frames : frames.upperBound..<frames.upperBound
  }

  /// The source of `frame`'s field. Frames are requested one after the other, each once, and submitted to the workers
  /// in that order.
  ///
  /// - Complexity: amortised O(1), plus additions over the loan of the field that the newest frame in the window may
  ///   reuse.
  public mutating func source(ofFrame frame: Int) -> FieldSource {
    precondition(frame == remaining.first, "frame \(frame) was asked for when \(remaining) were left")
    while let next = unread.first, next < frame + windowLength { read(next) }
    remaining.removeFirst()
    guard let place = place(of: frame) else { return .computed }
    let upcoming = window[place]
    if let key = upcoming.field?.key, latest[key] == frame { latest[key] = nil }
    largestHeldBytes = max(largestHeldBytes, heldBytes[place])
    forget(through: place)

    let taken = kept.removeValue(forKey: frame)
    guard let own = upcoming.field,
      let field = taken ?? upcoming.borrower.flatMap({ _ in sharing.field(for: own, byteLimit: byteLimit) })
    else { return .computed }
    if let borrower = upcoming.borrower { kept[borrower] = field }
    if taken == nil { return .computedInto(field) }
    return .taken(from: field, isMirrored: own.isMirrored != upcoming.lendsMirrored)
  }

  private func place(of frame: Int) -> Int? {
    let place = window.count - (unread.lowerBound - frame)
    return window.indices.contains(place) ? place : nil
  }

  /// Drops the window's oldest places up to `place`, once there are as many as its length.
  private mutating func forget(through place: Int) {
    guard place + 1 >= windowLength else { return }
    window.removeFirst(place + 1)
    heldBytes.removeFirst(place + 1)
  }

  /// Reads the next frame, and grants it the field of an earlier one if possible.
  private mutating func read(_ frame: Int) {
    unread.removeFirst()
    window.append(Upcoming())
    heldBytes.append(0)
    guard let parameters = parameters(frame), let place = place(of: frame) else { return }
    let field = sharing.identity(of: parameters)
    var upcoming = Upcoming(field: field, lendsMirrored: field.isMirrored)
    if let earlier = latest[field.key].flatMap(self.place(of:)) {
      let isEqual = window[earlier].lendsMirrored == field.isMirrored
      if sharing.allows(isEqual ? .equalFields : .mirroredFrames),
        hold(sharing.byteCount(of: field, byteLimit: byteLimit), in: earlier..<place)
      {
        window[earlier].borrower = frame
        upcoming.lendsMirrored = window[earlier].lendsMirrored
      }
    }
    window[place] = upcoming
    latest[field.key] = frame
  }

  /// Reserves `bytes` after each frame of `places`; does nothing and returns false if that exceeds the limit.
  private mutating func hold(_ bytes: Int, in places: Range<Int>) -> Bool {
    guard heldBytes[places].allSatisfy({ $0 + bytes <= byteLimit }) else { return false }
    for place in places { heldBytes[place] += bytes }
    return true
  }
}
