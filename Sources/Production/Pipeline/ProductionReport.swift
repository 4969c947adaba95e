import HostSystem
import Rendering
import WorkStealing

/// What a production did and what it cost; written as JSON by `--stats`.
package struct ProductionReport: Hashable, Sendable, Encodable {
  /// What one worker did.
  package struct Worker: Hashable, Sendable, Encodable {
    /// Tiles rendered.
    package let tiles: Int
    /// Frames encoded.
    package let encodedFrames: Int
    /// Ranges of tiles taken from other workers.
    package let steals: Int
    /// Seconds inside tiles and encoders.
    package let busySeconds: Double
    /// Of these, seconds inside encoders.
    package let encodingSeconds: Double
    /// Processor seconds of the worker's thread.
    package let processorSeconds: Double
    /// Of these, processor seconds inside encoders, without their own threads.
    package let encodingProcessorSeconds: Double
  }

  /// What was iterated and what was saved.
  package struct Field: Hashable, Sendable, Encodable {
    /// Pixels whose orbits, one or with anti-aliasing several, were iterated.
    package let computedPixels: Int
    /// Pixels that were copied from others by symmetry.
    package let copiedPixels: Int
    /// Pixels not iterated because their block is certified not to escape.
    package let certifiedPixels: Int
    /// Pixels whose orbit was given up in a trap disc, among those iterated.
    package let trappedPixels: Int
    /// Pixels whose orbit was given up on an exact cycle, among those iterated.
    package let cyclingPixels: Int
    /// Samples that the colours of those pixels were made from: with anti-aliasing more than pixels.
    package let samples: Int
    /// Steps of all orbits.
    package let iterations: Int
    /// Steps that deep views' orbits took together, as one polynomial of the frame: not among `iterations`.
    package let sharedIterations: Int
    /// Pixels reused from the mirror image of an earlier frame's field or colours.
    package let mirroredPixels: Int
    /// Pixels reused from an earlier frame's equal field or colours.
    package let equalPixels: Int
  }

  /// Version of this report's form; incremented when a field changes meaning or is removed.
  package let version = 2
  /// Columns of a frame.
  package let width: Int
  /// Rows of a frame.
  package let height: Int
  /// Frames per second of the film.
  package let frameRate: String
  /// The first frame, counted from 0.
  package let firstFrame: Int
  /// Requested frames.
  package let requestedFrames: Int
  /// Frames that are finished; fewer when interrupted.
  package let finishedFrames: Int
  /// Of these, frames whose segments were finished before this run, or came from the cache.
  package let keptFrames: Int
  /// Frames not rendered because they equal the previous one, or one of another segment.
  package let repeatedFrames: Int
  /// Seconds from the first submission to the last byte.
  package let elapsedSeconds: Double
  /// Frames rendered per second, not counting kept ones.
  package let framesPerSecond: Double
  /// Processor seconds of the whole process so far, all threads, user and system.
  package let processorSeconds: Double
  /// The largest resident memory the process has had, in bytes.
  package let peakResidentBytes: Int
  /// Frames of a segment; 1 where each frame is encoded by itself.
  package let segmentLength: Int
  /// The most segments that could be under way at once.
  package let openSegments: Int
  /// The most pictures that could live at once.
  package let lookahead: Int
  /// Bytes that pictures, encoders and stored fields could take together.
  package let memoryLimitBytes: Int
  /// Bytes that they could take, from the two numbers above.
  package let plannedBytes: Int
  /// Bytes that stored fields could take.
  package let fieldStoreBytes: Int
  /// The most bytes that they took.
  package let largestFieldStoreBytes: Int
  /// The vector instructions that were used.
  package let instructionSet: String
  /// What the fields of all frames took.
  package let field: Field
  /// One entry per worker.
  package let workers: [Worker]

  /// Whether the user stopped the film before its last requested frame, to resume later: there is no film, and finished
  /// segments are kept.
  package let isSuspended: Bool

  /// Whether the user stopped the film before its last requested frame.
  package var isInterrupted: Bool { finishedFrames < requestedFrames }

  init(
    production: FilmProduction, cut: FilmCut, limits: PipelineLimits, outcome: FilmOutcome, elapsedSeconds: Double,
    workers: [WorkerStatistics]
  ) {
    width = production.timeline.size.width
    height = production.timeline.size.height
    frameRate = production.timeline.frameRate.description
    firstFrame = production.frames.lowerBound
    requestedFrames = production.frames.count
    finishedFrames = outcome.finishedFrames
    keptFrames = outcome.keptFrames
    isSuspended = outcome.isSuspended
    repeatedFrames = outcome.repeatedFrames
    self.elapsedSeconds = elapsedSeconds
    framesPerSecond = Double(finishedFrames - keptFrames) / elapsedSeconds
    segmentLength = cut.segmentLength
    openSegments = limits.schedule.openSegments
    lookahead = limits.pictureCount
    memoryLimitBytes = production.options.memoryLimitBytes
    plannedBytes = limits.byteCount
    fieldStoreBytes = production.options.fieldStoreBytes
    largestFieldStoreBytes = outcome.largestFieldStoreBytes
    instructionSet = production.options.instructionSet.rawValue
    field = Field(outcome.field)
    self.workers = workers.enumerated().map { Worker($1, encoding: outcome.encoding, worker: $0) }
    let usage = ProcessUsage.current
    processorSeconds = usage.processorSeconds
    peakResidentBytes = usage.peakResidentBytes
  }
}

extension ProductionReport.Worker {
  init(_ statistics: WorkerStatistics, encoding: EncodingClock, worker: Int) {
    encodedFrames = encoding.frames(worker: worker)
    tiles = statistics.itemsPerformed - encodedFrames
    steals = statistics.rangesStolen
    busySeconds = Double(statistics.busyNanoseconds) / 1e9
    encodingSeconds = encoding.seconds(worker: worker)
    processorSeconds = Double(statistics.processorNanoseconds) / 1e9
    encodingProcessorSeconds = encoding.processorSeconds(worker: worker)
  }
}

extension ProductionReport.Field {
  init(_ counters: FieldCounters) {
    computedPixels = counters.computedPixels
    copiedPixels = counters.copiedPixels
    certifiedPixels = counters.certifiedPixels
    trappedPixels = counters.trappedPixels
    cyclingPixels = counters.cyclingPixels
    samples = counters.samples
    iterations = counters.iterations
    sharedIterations = counters.sharedIterations
    mirroredPixels = counters.mirroredPixels
    equalPixels = counters.equalPixels
  }
}

/// The result of a coordinator.
struct FilmOutcome {
  /// Frames that are finished.
  let finishedFrames: Int
  /// Of these, frames that were finished before.
  let keptFrames: Int
  /// Whether the user has stopped the film, to resume it later: the sink is not completed.
  let isSuspended: Bool
  /// Frames not rendered because they equal the previous one, or one of another segment.
  let repeatedFrames: Int
  /// What the fields took.
  let field: FieldCounters
  /// The most bytes that stored fields took.
  let largestFieldStoreBytes: Int
  /// What the workers have encoded.
  let encoding: EncodingClock
}

/// The file for a report, whose destination is tried before the production begins, so that an unwritable one is known
/// then.
package struct ReportFile {
  private let path: String
  private let partialFiles: PartialFiles

  /// A report to be written to `path`; `partialFiles` lists the file until it is complete.
  package init(path: String, partialFiles: PartialFiles = PartialFiles()) throws(ProductionError) {
    // Created and dropped: an empty file would remain if the process were killed.
    _ = try PendingFile(path: path, among: partialFiles)
    self.path = path
    self.partialFiles = partialFiles
  }

  /// Writes `report` as JSON, and gives the file its name.
  package func write(_ report: some Encodable) throws {
    try PendingFile(path: path, among: partialFiles).commit(ProgramJSON.document(report))
  }
}
