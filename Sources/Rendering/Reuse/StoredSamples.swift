import Synchronization

/// The values of the samples of one field, kept for frames that show the same field in other colours.
///
/// Which pixels need more samples than one depends on the colours, so each frame adds the samples that none before it
/// needed, as long as there is room. Any number of workers read a tile's samples at once; what they add lies apart until
/// they are done with the tile, so that nobody waits for orbits.
final class StoredSamples: Sendable {
  /// The samples of one tile.
  private final class Tile: Sendable {
    let samples: Mutex<KnownSamples>

    init(_ samples: KnownSamples) { self.samples = Mutex(samples) }
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
      return Tile(KnownSamples(pixelCount: pixels, mostValues: max(0, left) / MemoryLayout<Float>.stride))
    }
  }

  /// Calls `body` with the samples of tile `item`, and keeps what it adds.
  func withTile(_ item: Int, _ body: (inout TileSamples?) -> Void) {
    let tile = tiles[item]
    var lent: TileSamples? = TileSamples(known: tile.samples.withLock { $0 })
    body(&lent)
    // The loan ends first: samples that nobody else reads grow in their own memory.
    guard let added = lent.take()?.added, !added.isEmpty else { return }
    tile.samples.withLock { $0.keep(added) }
  }
}

/// The values of a tile's samples, as far as they are kept, and those that one worker adds to them.
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

  private let known: KnownSamples
  /// What has been computed since the loan.
  fileprivate private(set) var added = AddedSamples()

  fileprivate init(known: KnownSamples) { self.known = known }

  /// Whether nothing was kept at the time of the loan.
  var isEmpty: Bool { known.isEmpty }

  /// Writes the middles of the tile's pixels to `target`, and says whether they are there; if not, nothing is written.
  func takeMiddles(into target: UnsafeMutableBufferPointer<Float>) -> Bool { Self.copy(known.middles, into: target) }

  /// Keeps the middles of the tile's pixels.
  mutating func keepMiddles(_ values: UnsafeMutableBufferPointer<Float>) { added.middles = Array(values) }

  /// Writes the middles of a neighbour's row to `target`, and says whether they are there.
  func take(_ neighbour: Neighbour, into target: UnsafeMutableBufferPointer<Float>) -> Bool {
    Self.copy(known.neighbours[neighbour.rawValue], into: target)
  }

  /// Keeps the middles of a neighbour's row.
  mutating func keep(_ values: UnsafeMutableBufferPointer<Float>, of neighbour: Neighbour) {
    added.neighbours[neighbour.rawValue] = Array(values)
  }

  /// Whether samples of `pixel` are there.
  @inline(__always)
  func has(_ step: Step, of pixel: Int) -> Bool { known.has(step, of: pixel) }

  /// Writes `count` values of samples of `pixel`, which are there, to `target`.
  @inline(__always)
  func take(_ step: Step, of pixel: Int, count: Int, into target: UnsafeMutablePointer<Float>) {
    let first = Int(known.places[step.rawValue][pixel])
    known.values.withUnsafeBufferPointer { values in
      precondition(first &+ count <= values.count, "samples that are not there")
      for index in 0..<count { target[index] = values[first &+ index] }
    }
  }

  /// Keeps `count` values of samples of `pixel`, if there is room.
  mutating func keep(_ source: UnsafePointer<Float>, count: Int, as step: Step, of pixel: Int) {
    guard known.values.count + added.values.count + count <= known.mostValues else { return }
    added.pixels.append((step, pixel, count))
    added.values.append(contentsOf: UnsafeBufferPointer(start: source, count: count))
  }

  private static func copy(_ source: [Float], into target: UnsafeMutableBufferPointer<Float>) -> Bool {
    guard !source.isEmpty else { return false }
    _ = target.update(fromContentsOf: source)
    return true
  }
}

/// The values of a tile's samples that all frames may read.
private struct KnownSamples {
  private static let none = UInt32.max

  private let pixelCount: Int
  /// Values that may be kept besides the middles.
  let mostValues: Int
  private(set) var middles: [Float] = []
  private(set) var neighbours: [[Float]] = [[], []]
  /// For each step and pixel, where its values begin.
  private(set) var places: [[UInt32]] = [[], []]
  private(set) var values: [Float] = []

  /// None yet, for `pixelCount` pixels; besides their middles at most `mostValues` are kept.
  init(pixelCount: Int, mostValues: Int) {
    self.pixelCount = pixelCount
    self.mostValues = min(mostValues, Int(Self.none))
  }

  /// Whether nothing has been kept.
  var isEmpty: Bool { middles.isEmpty && values.isEmpty }

  /// Whether samples of `pixel` are there.
  @inline(__always)
  func has(_ step: TileSamples.Step, of pixel: Int) -> Bool {
    !places[step.rawValue].isEmpty && places[step.rawValue][pixel] != Self.none
  }

  /// Keeps what one worker has added, without what another one has added meanwhile, and as far as there is room.
  mutating func keep(_ added: AddedSamples) {
    if middles.isEmpty { middles = added.middles }
    for index in neighbours.indices where neighbours[index].isEmpty { neighbours[index] = added.neighbours[index] }
    var next = 0
    for (step, pixel, count) in added.pixels {
      if !has(step, of: pixel) { keep(added.values[next..<next + count], as: step, of: pixel) }
      next += count
    }
  }

  private mutating func keep(_ source: ArraySlice<Float>, as step: TileSamples.Step, of pixel: Int) {
    let first = values.count
    guard first + source.count <= mostValues else { return }
    if places[step.rawValue].isEmpty { places[step.rawValue] = Array(repeating: Self.none, count: pixelCount) }
    if values.capacity < first + source.count {
      // An array that grows by itself may take twice the room that it has.
      values.reserveCapacity(min(mostValues, max(2 * first, first + source.count, 1024)))
    }
    values.append(contentsOf: source)
    places[step.rawValue][pixel] = UInt32(truncatingIfNeeded: first)
  }
}

/// Samples of a tile that one worker has computed.
private struct AddedSamples {
  var middles: [Float] = []
  var neighbours: [[Float]] = [[], []]
  /// For each pixel and step, how many of the values are theirs.
  var pixels: [(step: TileSamples.Step, pixel: Int, count: Int)] = []
  var values: [Float] = []

  var isEmpty: Bool { middles.isEmpty && neighbours.allSatisfy(\.isEmpty) && pixels.isEmpty }
}
