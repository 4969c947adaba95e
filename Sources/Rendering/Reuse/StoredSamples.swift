import Synchronization

/// The values of the samples of one field, kept for frames that show the same field in other colours.
///
/// Which pixels need more samples than one depends on the colours, so each frame adds the samples that none before it
/// needed, as long as there is room. A tile is lent to one worker at a time.
final class StoredSamples: Sendable {
  /// The samples of one tile, and who has them.
  private final class Tile: Sendable {
    let samples: Mutex<TileSamples?>

    init(_ samples: TileSamples) { self.samples = Mutex(samples) }
  }

  private let tiles: [Tile]

  /// Room of `byteCount` bytes for the samples of a frame with the tiles of `grid`.
  init(grid: TileGrid, byteCount: Int) {
    let pixelCount = grid.computedRows * grid.size.width
    tiles = (0..<grid.count).map { item in
      let pixels = grid[item].rows.count * grid.size.width
      let bytes = Int(Double(byteCount) * Double(pixels) / Double(pixelCount))
      let neighbours = 2 * grid.size.width * MemoryLayout<Float>.stride
      let left = bytes - pixels * StoredContent.samples.leastBytesPerPixel - neighbours
      return Tile(TileSamples(pixelCount: pixels, mostValues: max(0, left) / MemoryLayout<Float>.stride))
    }
  }

  /// Calls `body` with the samples of tile `item`; with `nil` while another worker has them, so that nobody waits.
  func withTile(_ item: Int, _ body: (inout TileSamples?) -> Void) {
    let isLent: Void? = tiles[item].samples.withLockIfAvailable { body(&$0) }
    guard isLent == nil else { return }
    var none: TileSamples?
    body(&none)
  }
}

/// The values of a tile's samples, as far as they have been computed and kept.
struct TileSamples {
  /// Which of a pixel's samples: they are computed in two steps.
  enum Step: Int {
    /// The first, which decide whether there are more; all of them if none decides.
    case probes
    /// The others.
    case rest
  }

  /// A row that a neighbouring tile has as well.
  enum Neighbour: Int {
    case above
    case below
  }

  private static let none = UInt32.max

  private let pixelCount: Int
  private let mostValues: Int
  private var middles: [Float] = []
  private var neighbours: [[Float]] = [[], []]
  /// For each step and pixel, where its values begin.
  private var places: [[UInt32]]
  private var values: [Float] = []

  /// None yet, for `pixelCount` pixels; besides their middles at most `mostValues` are kept.
  init(pixelCount: Int, mostValues: Int) {
    self.pixelCount = pixelCount
    self.mostValues = min(mostValues, Int(Self.none))
    places = [[], []]
  }

  /// Whether nothing has been kept.
  var isEmpty: Bool { middles.isEmpty && values.isEmpty }

  /// Writes the middles of the tile's pixels to `target`, and says whether they are there; if not, nothing is written.
  func takeMiddles(into target: UnsafeMutableBufferPointer<Float>) -> Bool { Self.copy(middles, into: target) }

  /// Keeps the middles of the tile's pixels.
  mutating func keepMiddles(_ values: UnsafeMutableBufferPointer<Float>) { middles = Array(values) }

  /// Writes the middles of a neighbour's row to `target`, and says whether they are there.
  func take(_ neighbour: Neighbour, into target: UnsafeMutableBufferPointer<Float>) -> Bool {
    Self.copy(neighbours[neighbour.rawValue], into: target)
  }

  /// Keeps the middles of a neighbour's row.
  mutating func keep(_ values: UnsafeMutableBufferPointer<Float>, of neighbour: Neighbour) {
    neighbours[neighbour.rawValue] = Array(values)
  }

  /// Whether samples of `pixel` are there.
  @inline(__always)
  func has(_ step: Step, of pixel: Int) -> Bool {
    !places[step.rawValue].isEmpty && places[step.rawValue][pixel] != Self.none
  }

  /// Writes `count` values of samples of `pixel`, which are there, to `target`.
  @inline(__always)
  func take(_ step: Step, of pixel: Int, count: Int, into target: UnsafeMutablePointer<Float>) {
    let first = Int(places[step.rawValue][pixel])
    for index in 0..<count { target[index] = values[first &+ index] }
  }

  /// Keeps `count` values of samples of `pixel`, if there is room.
  mutating func keep(_ source: UnsafePointer<Float>, count: Int, as step: Step, of pixel: Int) {
    let first = values.count
    guard first + count <= mostValues else { return }
    if places[step.rawValue].isEmpty { places[step.rawValue] = Array(repeating: Self.none, count: pixelCount) }
    if values.capacity < first + count {
      // An array that grows by itself may take twice the room that it has.
      values.reserveCapacity(min(mostValues, max(2 * first, first + count, 1024)))
    }
    values.append(contentsOf: UnsafeBufferPointer(start: source, count: count))
    places[step.rawValue][pixel] = UInt32(truncatingIfNeeded: first)
  }

  private static func copy(_ source: [Float], into target: UnsafeMutableBufferPointer<Float>) -> Bool {
    guard !source.isEmpty else { return false }
    _ = target.update(fromContentsOf: source)
    return true
  }
}
