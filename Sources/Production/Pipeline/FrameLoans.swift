import Animation

/// What is kept of frames for frames of other segments: pictures for those that show the same, or fields for those that show mirror
/// images; used by one thread, the coordinator.
///
/// Whichever of the frames comes first lends, so that it does not matter how far each segment is. Nobody waits: where nothing is
/// kept, the frame is rendered.
struct FrameLoans<Lent> {
  /// Segments farther apart than this, in the order in which they begin, lend each other nothing: memory would be taken for
  /// too long.
  private static var mostSegmentsBetween: Int { 2 }

  /// Bytes of all that is kept.
  private(set) var byteCount = 0

  private let equals: EqualFrames
  private let cut: FilmCut
  /// The place of each segment in the order.
  private var places: [Int: Int] = [:]
  /// How many frames of a group each segment still has to ask for, by the segment's place; for groups of which a frame has been asked for.
  private var left: [Int: [Int: Int]] = [:]
  /// What is kept for a group, and its bytes.
  private var kept: [Int: (lent: Lent, byteCount: Int)] = [:]

  /// Loans between `equals`, frames of segments of `cut`, which are begun in the order of `segments`.
  init(_ equals: EqualFrames, cut: FilmCut, segments: [Int]) {
    self.equals = equals
    self.cut = cut
    for (place, segment) in segments.enumerated() { places[segment] = place }
  }

  /// What is kept for `frame`, which is asked for now, if `isUsable`. It stays for as long as frames near this one may need it.
  mutating func take(forFrame frame: Int, if isUsable: (Lent) -> Bool) -> Lent? {
    guard let group = equals.group(ofFrame: frame) else { return nil }
    var counts =
      left[group] ?? equals.frames(ofGroup: group).reduce(into: [:]) { $0[place(of: $1), default: 0] += 1 }
    counts[place(of: frame), default: 1] -= 1
    left[group] = counts
    guard let lent = kept[group]?.lent, isUsable(lent) else { return nil }
    if !isNeeded(byOthersThan: frame) { drop(group) }
    return lent
  }

  /// Whether frames near `frame`, which has been asked for, could use what is kept of it.
  func isNeeded(byOthersThan frame: Int) -> Bool {
    guard let group = equals.group(ofFrame: frame), let left = left[group] else { return false }
    let place = place(of: frame)
    return (place - Self.mostSegmentsBetween...place + Self.mostSegmentsBetween).contains { left[$0] ?? 0 > 0 }
  }

  /// Keeps `lent`, of `byteCount` bytes, for frames like `frame`, if there is nothing for them yet.
  mutating func keep(_ lent: Lent, ofFrame frame: Int, byteCount: Int) {
    guard let group = equals.group(ofFrame: frame), kept[group] == nil else { return }
    kept[group] = (lent, byteCount)
    self.byteCount += byteCount
  }

  /// Drops what is kept until it takes at most `byteLimit`.
  mutating func reduce(toByteCount byteLimit: Int) {
    while byteCount > byteLimit, let group = kept.keys.first { drop(group) }
  }

  private func place(of frame: Int) -> Int { places[cut.segment(ofFrame: frame), default: 0] }

  private mutating func drop(_ group: Int) {
    byteCount -= kept.removeValue(forKey: group)?.byteCount ?? 0
  }
}
