import Foundation

/// How often tests repeat what depends on chance and on the order in which threads run.
public enum StressRuns {
  /// `JULIAREEL_STRESS_RUNS` where it is set, to look longer (`make stress`) or in a slow build (`make race-check`); otherwise `usual`.
  public static func count(usual: Int) -> UInt64 {
    ProcessInfo.processInfo.environment["JULIAREEL_STRESS_RUNS"].flatMap { UInt64($0) } ?? UInt64(usual)
  }
}
