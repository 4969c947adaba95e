import HostSystem
import Rendering
import WorkStealing

/// What a production did and what it cost; written as JSON by `--stats`.
public struct ProductionReport: Hashable, Sendable, Encodable {
  /// What one worker did.
  public struct Worker: Hashable, Sendable, Encodable {
    /// Tiles rendered.
    public let tiles: Int
    /// Frames encoded.
    public let encodedFrames: Int
    /// Ranges of tiles taken from other workers.
    public let steals: Int
    /// Seconds inside tiles and encoders.
    public let busySeconds: Double
    /// Of these, seconds inside encoders.
    public let encodingSeconds: Double
  }

  /// What was iterated, and what was not.
  public struct Field: Hashable, Sendable, Encodable {
    /// Pixels whose orbits, one or with anti-aliasing several, were iterated.
    public let computedPixels: Int
    /// Pixels that were copied from others by symmetry.
    public let copiedPixels: Int
    /// Pixels that were not iterated because their block is certified not to escape.
    public let certifiedPixels: Int
    /// Pixels whose orbit was given up in a trap disc, among those iterated.
    public let trappedPixels: Int
    /// Pixels whose orbit was given up on an exact cycle, among those iterated.
    public let cyclingPixels: Int
    /// Samples that the colours of those pixels were made from: with anti-aliasing more than pixels.
    public let samples: Int
    /// Steps of all orbits.
    public let iterations: Int
    /// Pixels that were taken from the mirror image of an earlier frame's field or colours.
    public let mirroredPixels: Int
    /// Pixels that were taken from an earlier frame's equal field or colours.
    public let equalPixels: Int
  }

  /// Version of this report's form; grows when a field changes its meaning or goes.
  public let version = 2
  /// Columns of a frame.
  public let width: Int
  /// Rows of a frame.
  public let height: Int
  /// Frames per second of the film.
  public let frameRate: String
  /// The first frame, counted from 0.
  public let firstFrame: Int
  /// Frames asked for.
  public let requestedFrames: Int
  /// Frames that are finished; fewer when interrupted.
  public let finishedFrames: Int
  /// Of these, frames whose segments were finished before this run, or came from the cache.
  public let keptFrames: Int
  /// Frames that were not rendered, because they are equal to the one before.
  public let repeatedFrames: Int
  /// Seconds from the first submission to the last byte.
  public let elapsedSeconds: Double
  /// Frames rendered per second, those that were kept not counted.
  public let framesPerSecond: Double
  /// Processor seconds of the whole process so far, all threads, user and system.
  public let processorSeconds: Double
  /// The largest resident memory the process has had, in bytes.
  public let peakResidentBytes: Int
  /// Frames of a segment; 1 where each frame is encoded by itself.
  public let segmentLength: Int
  /// The most segments that could be under way at once.
  public let openSegments: Int
  /// The most pictures that could live at once.
  public let lookahead: Int
  /// Bytes that pictures, encoders and stored fields could take together.
  public let memoryLimitBytes: Int
  /// Bytes that they could take by the two numbers before.
  public let plannedBytes: Int
  /// Bytes that fields could take that were stored for later frames.
  public let fieldStoreBytes: Int
  /// The most bytes that they took.
  public let largestFieldStoreBytes: Int
  /// The vector instructions that were used.
  public let instructionSet: String
  /// What the fields of all frames took.
  public let field: Field
  /// One entry a worker.
  public let workers: [Worker]

  /// Whether the user stopped the film before its last requested frame, to go on another time: there is no film, and what is
  /// finished is kept.
  public let isSuspended: Bool

  /// Whether the user stopped the film before its last requested frame.
  public var isInterrupted: Bool { finishedFrames < requestedFrames }

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
    mirroredPixels = counters.mirroredPixels
    equalPixels = counters.equalPixels
  }
}

/// What a coordinator has done.
struct FilmOutcome {
  /// Frames that are finished.
  let finishedFrames: Int
  /// Of these, frames that were finished before.
  let keptFrames: Int
  /// Whether the user has stopped the film, to resume it later: the sink is not completed.
  let isSuspended: Bool
  /// Frames that were not rendered, because they are equal to the one before.
  let repeatedFrames: Int
  /// What the fields took.
  let field: FieldCounters
  /// The most bytes that stored fields took.
  let largestFieldStoreBytes: Int
  /// What the workers have encoded.
  let encoding: EncodingClock
}

/// The file that a report will be written to, whose place is tried before the production begins, so that an unwritable one is known
/// then.
public struct ReportFile {
  private let path: String
  private let partialFiles: PartialFiles

  /// A report to be written to `path`; `partialFiles` lists the file until it is complete.
  public init(path: String, partialFiles: PartialFiles = PartialFiles()) throws(ProductionError) {
    // Made and dropped: an empty one that waits would stay where the process is killed.
    _ = try PendingFile(path: path, among: partialFiles)
    self.path = path
    self.partialFiles = partialFiles
  }

  /// Writes `report` as JSON that programs read, and gives the file its name.
  public func write(_ report: some Encodable) throws {
    try PendingFile(path: path, among: partialFiles).commit(ProgramJSON.document(report))
  }
}
