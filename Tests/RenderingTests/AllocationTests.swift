import AllocationCounting
import FractalMath
import Rendering
import Synchronization
import Testing
import WorkStealing

/// How often the steady state of a film takes memory. Counts, unlike times, are the same on a busy machine, so they can gate.
@Suite(.enabled(if: allocation_counting_is_available(), "allocations are counted with glibc and without a sanitizer"))
struct AllocationTests {
  private static let size = FrameSize(width: 640, height: 360)

  private static func renderer(_ format: PixelTarget.Format) -> FrameRenderer {
    FrameRenderer(
      size: size, settings: FieldSettings(limits: EscapeLimits()), coloring: TestPicture.coloring, format: format)
  }

  private static func allocations(in work: () throws -> Void) rethrows -> UInt64 {
    let before = allocations_of_this_thread()
    try work()
    return allocations_of_this_thread() - before
  }

  /// Blocks that one tile of a folded frame takes: the smooth counts, the kernel's workspace, and the numbers of the colours, once
  /// for its rows and once for the rows opposite.
  private static let perTile: UInt64 = 4
  /// The most blocks that one frame takes before its tiles: the cycle that is looked for, the blocks of pixels that are certified,
  /// most of all, and the job itself.
  private static let perJob: UInt64 = 64
  /// Blocks that a submission takes, as ``WorkStealingPool/submit(_:)`` says: the submission and its latch.
  private static let perSubmission: UInt64 = 2

  @Test("the counter sees an allocation", arguments: [1, 5])
  func counterCounts(blocks: Int) {
    let counted = Self.allocations {
      for _ in 0..<blocks {
        let block = UnsafeMutableRawPointer.allocate(byteCount: 4096, alignment: 16)
        withExtendedLifetime(block) { block.storeBytes(of: 1, as: UInt8.self) }
        block.deallocate()
      }
    }
    #expect(counted == UInt64(blocks))
  }

  @Test(
    "a tile takes its counts, the kernel's workspace and the numbers of its colours, nothing else",
    arguments: [PixelTarget.Format.yuv420, .rgb24])
  func tile(format: PixelTarget.Format) {
    let picture = TestPicture(size: Self.size, format: format)
    let job = Self.renderer(format).job(FrameParameters(juliaConstant: .init(-0.8, 0.156)), into: picture.target)
    for item in 0..<job.itemCount {
      let counted = Self.allocations { job.perform(item: item, worker: 0) }
      #expect(counted == Self.perTile, "tile \(item)")
    }
  }

  @Test("making a frame's job takes a handful of blocks, however large the frame")
  func job() {
    let picture = TestPicture(size: Self.size, format: .yuv420)
    let target = picture.target
    let renderer = Self.renderer(.yuv420)
    // A constant with an attracting cycle, whose discs are part of the plan.
    let parameters = FrameParameters(juliaConstant: .init(-0.12, 0.75))
    var job: FrameJob?
    let counted = Self.allocations { job = renderer.job(parameters, into: target) }
    #expect(job?.itemCount ?? 0 > 0)
    #expect(counted <= Self.perJob, "\(counted)")
  }

  @Test("submitting a task takes two blocks, and a worker none between its items")
  func submission() throws {
    let task = CountingTask(itemCount: 64)
    try WorkStealingPool.run(workerCount: 1) { pool in
      // The first task lets the queues grow to their size.
      pool.submit(CountingTask(itemCount: 64)).wait()
      var latch: Latch?
      let counted = Self.allocations { latch = pool.submit(task) }
      latch?.wait()
      #expect(counted == Self.perSubmission)
    }
    #expect(task.allocationsBetweenItems == 0)
  }
}

/// Notes what its only worker allocates from one item to the next.
private final class CountingTask: ParallelTask {
  let itemCount: Int
  private let marks = Mutex((last: UInt64?.none, between: UInt64(0)))

  init(itemCount: Int) {
    self.itemCount = itemCount
  }

  var allocationsBetweenItems: UInt64 { marks.withLock(\.between) }

  func perform(item: Int, worker: Int) {
    marks.withLock { marks in
      let now = allocations_of_this_thread()
      if let last = marks.last { marks.between += now - last }
      marks.last = now
    }
  }
}
