import Foundation
import Testing

/// Ends the whole run, with a sentence that names the test, where a test does not come to its end.
///
/// Testing's own time limits tell of a test that blocks its thread, and then wait for it: the run would hang all the same.
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
      FileHandle.standardError.write(Data("The test “\(name)” hangs: it has run for \(duration / 60) minutes.\n".utf8))
      abort()
    }
    defer { hasEnded.signal() }
    try await function()
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
