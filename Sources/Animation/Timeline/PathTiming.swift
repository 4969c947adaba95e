/// Where on its path c is at a moment of the motion: a map of 0…1 to itself that never decreases.
///
/// Derived from how much the picture changes along the path, it makes equal times bring equal changes: passages with
/// little change are sped up, those with a lot of change slowed down.
public struct PathTiming: Sendable {
  /// From time to position; `nil` if they are the same.
  private let places: ScalarCurve?
  /// Whether the second half of the motion is the first in reverse order, so that it can be kept exactly so.
  private let isSymmetric: Bool
  /// Whether fewer pictures were examined than a fine timing needs.
  let isCoarse: Bool

  /// c moves at the written pace of its path.
  public static let written = PathTiming(places: nil, isSymmetric: false, isCoarse: false)

  /// How many times slower or faster than written c may go, taken over an interval between two measurements.
  public static let largestFactor = 8.0
  /// Positions are rounded to this fraction of a frame, so that the mirror image of a position is also representable.
  private static let quantum = 0x1p-20
  /// Changes smaller than this fraction of the largest count as this much, so that there is always a solution.
  private static let leastShare = 1e-9
  private static let halvings = 100

  /// The timing that spreads `changes` evenly.
  ///
  /// - Parameters:
  ///   - changes: how much the picture changes over each part of the path as it is written, finite and not negative, in any unit.
  ///     All zeros, or none at all, leaves the path as it is.
  ///   - places: where the parts begin and the last one ends, in strictly ascending order from 0 to 1; `nil` for parts
  ///     of equal length. The finer they are where the change is large, the more evenly it is spread.
  ///   - isLoop: whether the motion starts again where it ends; its speed there is then the same before and after.
  ///   - isCoarse: whether fewer pictures were examined than a fine timing needs.
  /// - Complexity: O(changes).
  public init(changes: [Double], between places: [Double]? = nil, isLoop: Bool, isCoarse: Bool = false) {
    precondition(changes.allSatisfy { $0.isFinite && $0 >= 0 }, "a change is a finite amount")
    guard let largest = changes.max(), largest > 0 else {
      self = .written
      return
    }
    let count = changes.count
    let evenLength = 1 / Double(count)
    let lengths =
      places.map { zip($0.dropFirst(), $0).map { $0 - $1 } } ?? Array(repeating: evenLength, count: count)
    let places = places ?? (0...count).map { Double($0) / Double(count) }
    precondition(places.first == 0 && places.last == 1 && places.count == count + 1, "parts from 0 to 1")
    precondition(lengths.allSatisfy { $0 > 0 }, "the places of parts ascend")
    let times = Self.times(of: changes.map { max($0 / largest, Self.leastShare) }, over: lengths)
    let total = times.reduce(0, +)
    var moments = [0.0]
    for time in times { moments.append(moments[moments.count - 1] + time / total) }
    moments[moments.count - 1] = 1
    self.init(
      places: ScalarCurve(Knots(moments: moments, values: places, isClosed: isLoop), method: .monotoneCubic),
      isSymmetric: changes.elementsEqual(changes.reversed()) && lengths.elementsEqual(lengths.reversed()),
      isCoarse: isCoarse)
  }

  private init(places: ScalarCurve?, isSymmetric: Bool, isCoarse: Bool) {
    (self.places, self.isSymmetric, self.isCoarse) = (places, isSymmetric, isCoarse)
  }

  /// Where c is `frame` frames after the start of a motion of `length` frames, 0…`length`, in frames as well: 0 at the start,
  /// `length` at the end.
  package func place(ofFrame frame: Double, length: Double) -> Double {
    guard let places else { return frame }
    if isSymmetric && frame > length / 2 { return length - place(ofFrame: length - frame, length: length) }
    if isSymmetric && frame == length / 2 { return frame }
    let exact = places.value(at: frame / length) * length
    return min((exact / Self.quantum).rounded() * Self.quantum, length)
  }

  /// How much time each part of the path gets, about 1 in total: in proportion to its change, but within the largest
  /// factor of its written time, its length.
  private static func times(of changes: [Double], over lengths: [Double]) -> [Double] {
    func times(unit: Double) -> [Double] {
      zip(changes, lengths).map { change, length in
        min(max(change / unit, length / largestFactor), length * largestFactor)
      }
    }
    // The sum decreases as the unit grows, from the largest factor to its inverse.
    var (low, high) = (0x1p-60, 0x1p60)
    for _ in 0..<halvings {
      let middle = (low * high).squareRoot()
      if times(unit: middle).reduce(0, +) > 1 { low = middle } else { high = middle }
    }
    return times(unit: high)
  }
}
