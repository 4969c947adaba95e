/// The frames of a film that have something in common with frames of other segments, as nearly all have where a film plays forth
/// and back; and the order of segments that brings them together.
///
/// Frames are compared by hash value only: who uses something of one for another compares what they show.
package struct EqualFrames {
  private let cut: FilmCut
  private let unfinished: [Int]
  /// Frames that are equal, at least two, ascending; by number of the group.
  private var groups: [[Int]] = []
  private var groupOfFrame: [Int: Int] = [:]

  /// The frames that are equal where `identity` is, as far as they are in segments of `cut` that are not `finished`.
  package init(in cut: FilmCut, finished: Set<Int>, identity: (Int) -> Int) {
    self.cut = cut
    unfinished = (0..<cut.segmentCount).filter { !finished.contains($0) }
    var equals: [Int: [Int]] = [:]
    for segment in unfinished {
      for frame in cut.frames(ofSegment: segment) { equals[identity(frame), default: []].append(frame) }
    }
    for group in equals.values
    where cut.segment(ofFrame: group[0]) != cut.segment(ofFrame: group[group.count - 1]) {
      for frame in group { groupOfFrame[frame] = groups.count }
      groups.append(group)
    }
  }

  /// The group that `frame` is in; `nil` if it equals no frame of another segment.
  func group(ofFrame frame: Int) -> Int? { groupOfFrame[frame] }

  /// The frames of group number `group`, ascending.
  func frames(ofGroup group: Int) -> [Int] { groups[group] }

  /// The segments that are not finished, in the order in which they are best begun: the film's, except that a segment comes early of
  /// whose frames a third or more equal frames of those before it.
  package var segmentOrder: [Int] {
    var order: [Int] = []
    var left = Set(unfinished)
    /// Of segments still to come, the number of frames that equal a frame of a segment in `order`.
    var equalFrames: [Int: Int] = [:]
    var seenGroups: Set<Int> = []
    func add(_ segment: Int) {
      order.append(segment)
      left.remove(segment)
      equalFrames[segment] = nil
      for group in cut.frames(ofSegment: segment).compactMap({ groupOfFrame[$0] })
      where seenGroups.insert(group).inserted {
        for other in groups[group].lazy.map(cut.segment(ofFrame:)) where left.contains(other) {
          equalFrames[other, default: 0] += 1
        }
      }
    }
    for segment in unfinished where left.contains(segment) {
      add(segment)
      while let next = mostEqual(equalFrames) { add(next) }
    }
    return order
  }

  /// The segment with the most equal frames, if they are a third of it; the first of several.
  private func mostEqual(_ equalFrames: [Int: Int]) -> Int? {
    equalFrames.filter { 3 * $0.value >= cut.frames(ofSegment: $0.key).count }
      .max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
  }
}
