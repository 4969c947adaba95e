/// What the frames of a film cost, in nanoseconds of one processor.
public struct FilmCosts: Sendable {
  /// Of each frame, what its tiles cost to render, in their order.
  public let tiles: [[Int]]
  /// Of each frame, what it costs to encode; `nil` for a film that is rendered and discarded.
  public let encoding: [Int]?

  /// A film of the given costs; none may be negative, and each frame has a tile.
  public init(tiles: [[Int]], encoding: [Int]?) {
    precondition(
      tiles.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0 >= 0 } },
      "a frame has tiles, and none costs less than nothing")
    precondition(
      encoding.map { $0.count == tiles.count && $0.allSatisfy { $0 >= 0 } } ?? true,
      "each frame costs something to encode")
    self.tiles = tiles
    self.encoding = encoding
  }

  /// Number of frames.
  public var frameCount: Int { tiles.count }
  /// All tiles, on one processor.
  public var totalRendering: Int { tiles.reduce(0) { $0 + $1.reduce(0, +) } }
  /// All frames through the encoder, on one processor.
  public var totalEncoding: Int { (encoding ?? []).reduce(0, +) }
  /// Everything that has to be done, on one processor.
  public var total: Int { totalRendering + totalEncoding }
}
