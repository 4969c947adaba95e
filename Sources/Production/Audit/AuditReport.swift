import Rendering

/// A pixel of which a shortcut and brute force do not say the same.
public typealias FieldMismatch = Rendering.FieldMismatch

/// What an audit compared and found; written as JSON by `audit --json`.
public struct AuditReport: Hashable, Sendable, Codable {
  /// One shortcut by itself, or all together.
  public struct Finding: Hashable, Sendable, Codable {
    /// The shortcut's name, or "all together".
    public let name: String
    /// Pixels whose value is not bit for bit that of brute force; 0 where the shortcut is right.
    public let mismatchingPixels: Int
    /// The first of them, by frame, row and column; absent where there is none.
    public let firstMismatch: FieldMismatch?
    /// Steps of all orbits.
    public let iterations: Int
    /// Steps that brute force takes and this does not, in percent of brute force's.
    public let savedIterationsPercent: Double
    /// Pixels that were copied from others.
    public let copiedPixels: Int
    /// Pixels that were found not to escape before the last step.
    public let givenUpPixels: Int

    /// The given finding, against brute force that took `bruteForceIterations`.
    package init(
      name: String, mismatchingPixels: Int, firstMismatch: FieldMismatch?, iterations: Int, copiedPixels: Int,
      givenUpPixels: Int, bruteForceIterations: Int
    ) {
      self.name = name
      self.mismatchingPixels = mismatchingPixels
      self.firstMismatch = firstMismatch
      self.iterations = iterations
      let savedIterations = Double(bruteForceIterations - iterations)
      savedIterationsPercent = bruteForceIterations > 0 ? 100 * savedIterations / Double(bruteForceIterations) : 0
      self.copiedPixels = copiedPixels
      self.givenUpPixels = givenUpPixels
    }
  }

  /// Version of this report's form; grows when a field changes its meaning or goes.
  public let version: Int
  /// Columns of a frame.
  public let width: Int
  /// Rows of a frame.
  public let height: Int
  /// Steps after which an orbit is taken to stay bounded.
  public let maximumIterations: Int
  /// The vector instructions that computed all fields.
  public let instructionSet: String
  /// What the random choice of frames and tiles began with.
  public let seed: UInt64
  /// Frames of the whole film.
  public let filmFrames: Int
  /// The frames that were compared, counted from 0.
  public let frames: [Int]
  /// Tiles that were compared, of all frames.
  public let tiles: Int
  /// Their pixels.
  public let pixels: Int
  /// Steps that brute force took for them.
  public let bruteForceIterations: Int
  /// Seconds from the first submission to the last comparison.
  public let elapsedSeconds: Double
  /// Each shortcut by itself, then all together.
  public let findings: [Finding]

  /// The form that is written now.
  public static let currentVersion = 1

  /// The report of an audit of `production` that compared so many tiles and pixels.
  package init(
    production: AuditProduction, tiles: Int, pixels: Int, bruteForceIterations: Int, elapsedSeconds: Double,
    findings: [Finding]
  ) {
    version = Self.currentVersion
    width = production.timeline.size.width
    height = production.timeline.size.height
    maximumIterations = production.timeline.limits.maximumIterations
    instructionSet = production.options.instructionSet.rawValue
    seed = production.sample.seed
    filmFrames = production.timeline.frameCount
    frames = production.sample.frames
    self.tiles = tiles
    self.pixels = pixels
    self.bruteForceIterations = bruteForceIterations
    self.elapsedSeconds = elapsedSeconds
    self.findings = findings
  }

  /// The finding of a shortcut that changes a pixel; of several, the first of the list.
  public var failure: Finding? { findings.first { $0.mismatchingPixels > 0 } }
}
