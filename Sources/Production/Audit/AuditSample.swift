import Animation
import FractalMath
import Rendering
import WorkStealing

/// The frames of a film, and their tiles, that an audit compares: frames spread evenly over the film, tiles drawn at
/// random; the same for the same seed.
package struct AuditSample: Hashable, Sendable {
  /// How much of something is compared.
  package enum Amount: Hashable, Sendable {
    /// As much as takes seconds, not minutes, even if no orbit escapes.
    case quick
    /// This many, at least 1.
    case count(Int)
    /// Everything.
    case all
  }

  /// The frames, in order.
  package let frames: [Int]
  /// Seed of the random choice.
  package let seed: UInt64

  private let grid: TileGrid
  /// Tiles of a frame, each with the opposite one.
  private let pairsPerFrame: Int

  /// What a quick audit compares at most.
  private static let quickFrames = 12
  private static let quickTiles = 24
  /// Steps that a quick audit may take by brute force if no orbit escapes, seconds of one processor; a pair of tiles
  /// that takes more is still compared.
  private static let quickIterations = 2e10

  /// A sample of `timeline`.
  ///
  /// - Parameters:
  ///   - timeline: the film.
  ///   - frames: frames of the film; if `quick`, at least one of each scene that is seen by itself.
  ///   - tiles: tiles of each frame; opposite tiles are taken in pairs and both counted.
  ///   - seed: equal seeds choose equal samples.
  /// - Throws: `ProductionError.unusableSample` if the film has fewer frames, or a frame fewer tiles.
  package init(of timeline: FilmTimeline, frames: Amount = .quick, tiles: Amount = .quick, seed: UInt64 = 0)
    throws(ProductionError)
  {
    let grid = TileGrid(size: timeline.size, isFolded: true)
    self.grid = grid
    let tilesInFrame = (0..<grid.count).reduce(0) { $0 + (grid[$1].opposite == nil ? 1 : 2) }
    // Fewer tiles before fewer frames: frames have different constants, tiles of a frame only different positions.
    let stepsPerTile =
      Double(timeline.size.pixelCount) / Double(tilesInFrame) * Double(timeline.mostIterations)
    let affordableTiles = max(2, Int(min(Self.quickIterations / stepsPerTile, 1e9)))
    let quickFrames = min(Self.quickFrames, affordableTiles / 2, timeline.frameCount)
    let frameCount = try Self.number(
      frames, quick: quickFrames, of: timeline.frameCount, "the film has", "frame")
    let quickTiles = min(Self.quickTiles, max(2, affordableTiles / frameCount), tilesInFrame)
    let tileCount = try Self.number(
      tiles, quick: quickTiles, of: tilesInFrame, "a frame of \(timeline.size) has", "tile")
    pairsPerFrame = min((tileCount + 1) / 2, grid.count)
    self.seed = seed
    var random = SplitMix64(seed: seed)
    let offset = Int.random(in: 0..<timeline.frameCount, using: &random)
    let spread = (0..<frameCount).map { ($0 * timeline.frameCount + offset) / frameCount }
    self.frames = frames == .quick ? Self.withAllScenes(spread, of: timeline) : spread
  }

  /// `frames`, and one of each scene that none of them shows.
  private static func withAllScenes(_ frames: [Int], of timeline: FilmTimeline) -> [Int] {
    guard timeline.hasScenes else { return frames }
    let shown = Set(frames.flatMap { timeline.frame(at: $0).layers.map(\.scene) })
    let missing = timeline.solos.enumerated().filter { !shown.contains($0.offset) && !$0.element.isEmpty }
    return (frames + missing.map { ($0.element.lowerBound + $0.element.upperBound) / 2 }).sorted()
  }

  /// The tiles of `frame`, from the top, each with the opposite one.
  ///
  /// - Complexity: O(tiles of a frame).
  func tiles(ofFrame frame: Int) -> [TileGrid.Tile] {
    var frameSeeds = SplitMix64(seed: UInt64(frame))
    var random = SplitMix64(seed: seed ^ frameSeeds.next())
    return (0..<grid.count).shuffled(using: &random).prefix(pairsPerFrame).sorted().map { grid[$0] }
  }

  private static func number(
    _ amount: Amount, quick: Int, of total: Int, _ whole: String, _ thing: String
  ) throws(ProductionError) -> Int {
    switch amount {
    case .quick: return quick
    case .all: return total
    case .count(let count):
      precondition(count >= 1, "a sample of \(count) \(thing)s")
      guard count <= total else {
        throw .unusableSample("cannot audit \(count) \(thing)s: \(whole) \(total)")
      }
      return count
    }
  }
}

extension FilmTimeline {
  /// Steps after which an orbit counts as bounded, in the scene with the most.
  var mostIterations: Int { scenes.reduce(0) { max($0, $1.limits.maximumIterations) } }
}
