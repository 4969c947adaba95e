import Foundation
import HostSystem
import Testing

/// Ends the whole run, with a sentence that names the test, where a test does not come to its end.
///
/// Testing's own time limits tell of a test that blocks its thread, and then wait for it: the run would hang all the same.
///
/// On a machine that is busy with other programs a test may wait a quarter of an hour for its turn among the others. So a test that is late
/// hangs only if this process and its children do not work either, or if it takes four times as long.
public struct HangLimit: TestTrait, SuiteTrait, TestScoping {
  private let duration: TimeInterval

  /// Tests of a suite have a limit each.
  public let isRecursive = true

  init(minutes: Int) { duration = TimeInterval(60 * minutes) }

  /// Runs a test, watched by a thread.
  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard testCase != nil else { return try await function() }
    let hasEnded = DispatchSemaphore(value: 0)
    let (name, duration) = (test.displayName ?? test.name, duration)
    Thread.detachNewThread {
      guard hasEnded.wait(timeout: .now() + duration) == .timedOut else { return }
      var watch = RunWatch()
      repeat {
        guard hasEnded.wait(timeout: .now() + RunWatch.pause) == .timedOut else { return }
      } while watch.isAtWork() && watch.seconds < 3 * duration
      let minutes = (duration + watch.seconds) / 60
      FileHandle.standardError.write(Data("The test “\(name)” hangs: it has run for \(minutes) minutes.\n".utf8))
      abort()
    }
    defer { hasEnded.signal() }
    try await function()
  }
}

/// Whether this process or a child of it that has ended uses the processors.
private struct RunWatch {
  /// Seconds from one look to the next.
  static let pause: TimeInterval = 300
  /// Of processor time in a pause; eight busy programs leave a thread that has work about a minute.
  private static let leastWork: TimeInterval = 1

  private let start = DispatchTime.now()
  private var lastWork = RunWatch.work

  private static var work: TimeInterval {
    let usage = ProcessUsage.current
    return usage.processorSeconds + usage.childProcessorSeconds
  }

  /// Seconds since the first look.
  var seconds: TimeInterval { TimeInterval(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9 }

  /// Whether there has been work since the last look.
  mutating func isAtWork() -> Bool {
    let work = Self.work
    defer { lastWork = work }
    return work - lastWork >= Self.leastWork
  }
}

extension Trait where Self == HangLimit {
  /// A quarter of an hour for what takes seconds: many tests share few processors, and others may be busy with them. As many times
  /// longer as `JULIAREEL_STRESS_RUNS` has tests of `usual` runs repeated.
  public static func hangLimit(usualRuns usual: Int) -> HangLimit {
    HangLimit(minutes: 15 * max(1, Int(StressRuns.count(usual: usual)) / usual))
  }

  /// A quarter of an hour.
  public static var hangLimit: HangLimit { HangLimit(minutes: 15) }
}
