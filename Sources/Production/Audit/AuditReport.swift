import Rendering

/// A pixel for which a shortcut and brute force differ.
package typealias FieldMismatch = Rendering.FieldMismatch

/// What an audit compared and found; written as JSON by `audit --json`.
package struct AuditReport: Hashable, Sendable, Codable {
  /// One shortcut by itself, or all together.
  package struct Finding: Hashable, Sendable, Codable {
    /// The shortcut's name, or "all together".
    package let name: String
    /// Pixels whose value is not bit for bit that of brute force; 0 if the shortcut is right.
    package let mismatchingPixels: Int
    /// The first of them, by frame, row and column; absent if there is none.
    package let firstMismatch: FieldMismatch?
    /// Steps of all orbits.
    package let iterations: Int
    /// The saved steps, in percent of brute force's.
    package let savedIterationsPercent: Double
    /// Pixels that were copied from others.
    package let copiedPixels: Int
    /// Pixels that were found not to escape before the last step.
    package let givenUpPixels: Int

    /// The finding, compared with brute force, which took `bruteForceIterations`.
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

  /// Deep views with the steps that all orbits share, and without.
  package struct Prefix: Hashable, Sendable, Codable {
    /// Pixels that were compared, of frames that doubles can compute.
    package let pixels: Int
    /// Pixels of which only one orbit escapes.
    package let differentVerdicts: Int
    /// Pixels whose smooth counts differ by more than a hundredth.
    package let differentCounts: Int
    /// The largest difference of smooth counts.
    package let largestDifference: Double

    /// The given figures.
    package init(pixels: Int, differentVerdicts: Int, differentCounts: Int, largestDifference: Double) {
      self.pixels = pixels
      self.differentVerdicts = differentVerdicts
      self.differentCounts = differentCounts
      self.largestDifference = largestDifference
    }

    /// Whether the pictures are not the same: rounding of doubles moves less than half of the counts by a hundredth, and less than a
    /// twentieth of the verdicts, also of orbits that end near the last step.
    package var isWrong: Bool { 20 * differentVerdicts > pixels || 2 * differentCounts > pixels }
  }

  /// Version of this report's form; incremented when a field changes meaning or is removed.
  package let version: Int
  /// Columns of a frame.
  package let width: Int
  /// Rows of a frame.
  package let height: Int
  /// Steps after which an orbit counts as bounded, in the scene with the most.
  package let maximumIterations: Int
  /// The vector instructions that computed all fields.
  package let instructionSet: String
  /// Seed of the random choice of frames and tiles.
  package let seed: UInt64
  /// Frames of the whole film.
  package let filmFrames: Int
  /// The frames that were compared, counted from 0.
  package let frames: [Int]
  /// Tiles that were compared, of all frames.
  package let tiles: Int
  /// Their pixels.
  package let pixels: Int
  /// Steps that brute force took for them.
  package let bruteForceIterations: Int
  /// Seconds from the first submission to the last comparison.
  package let elapsedSeconds: Double
  /// Each shortcut by itself, then all together.
  package let findings: [Finding]
  /// What shared steps change; absent where no frame of the sample has them and can do without.
  package let prefix: Prefix?
  /// The formula, where nothing but symmetry is known of it and all its orbits are iterated to their ends; absent otherwise.
  package let formulaWithoutBounds: String?

  /// The current version.
  package static let currentVersion = 1

  /// The report of an audit of `production` that compared so many tiles and pixels.
  package init(
    production: AuditProduction, tiles: Int, pixels: Int, bruteForceIterations: Int, elapsedSeconds: Double,
    findings: [Finding], prefix: Prefix? = nil
  ) {
    self.prefix = prefix
    formulaWithoutBounds = production.timeline.scenes.lazy.compactMap(\.formulaWithoutBounds).first?.rawValue
    version = Self.currentVersion
    width = production.timeline.size.width
    height = production.timeline.size.height
    maximumIterations = production.timeline.mostIterations
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
  package var failure: Finding? { findings.first { $0.mismatchingPixels > 0 } }
}
