/// Recorded costs of some frames of a film, evenly spread over it; `record-costs` writes them.
///
/// Documented with its JSON form in `Benchmarks/scaling/README.md`.
public struct CostTrace: Codable, Hashable, Sendable {
  /// Version of the form, ``currentFormat``.
  public var format = CostTrace.currentFormat
  /// Title of the preset.
  public var title: String
  /// Frame size in pixels.
  public var width: Int
  /// Frame size in pixels.
  public var height: Int
  /// Processor and instruction set of the recording.
  public var machine: String
  /// Milliseconds of one processor that a frame takes to encode, by the encoder's preset.
  public var encodingMilliseconds: [String: Double]
  /// Of each frame, what its tiles take, in tenths of a microsecond.
  public var tiles: [[Int]]

  /// The version that this program writes and reads.
  public static let currentFormat = 1
  /// Nanoseconds of the unit in which tiles are kept.
  private static let unit = 100

  /// A trace of tiles given in nanoseconds.
  public init(
    title: String, width: Int, height: Int, machine: String, encodingMilliseconds: [String: Double],
    tileNanoseconds: [[Int]]
  ) {
    self.title = title
    self.width = width
    self.height = height
    self.machine = machine
    self.encodingMilliseconds = encodingMilliseconds
    tiles = tileNanoseconds.map { $0.map { ($0 + Self.unit / 2) / Self.unit } }
  }

  /// Bytes of a 4:2:0 picture of 8 bits.
  public var pictureBytes: Int { width * height * 3 / 2 }

  /// A film of `frameCount` frames, the recorded ones in turn.
  ///
  /// - Parameters:
  ///   - encoding: nanoseconds that a frame takes to encode on average; `nil` for a film that is discarded.
  ///   - spread: by how much of that a frame may take more or less, 0…1; drawn evenly with `seed`.
  public func film(frameCount: Int, encoding: Int?, spread: Double = 0, seed: UInt64 = 1) -> FilmCosts {
    let recorded = tiles.map { $0.map { $0 * Self.unit } }
    var random = SplitMix64(seed: seed)
    let encodingCosts = encoding.map { mean in
      (0..<frameCount).map { _ in Int(Double(mean) * (1 + Double.random(in: -spread...spread, using: &random))) }
    }
    return FilmCosts(tiles: (0..<frameCount).map { recorded[$0 % recorded.count] }, encoding: encodingCosts)
  }
}
