import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What this process has used so far, by the system's own account.
package struct ProcessUsage {
  /// Processor seconds of all threads, user and system.
  let processorSeconds: Double
  /// The largest resident memory so far, in bytes.
  let peakResidentBytes: Int

  /// The account of this moment.
  static var current: ProcessUsage {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      // Linux counts in ru_maxrss what the parent had when it started this process; the high-water mark is our own.
      let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      let peak = status.flatMap(highWaterMark(inStatus:)) ?? Int(usage.ru_maxrss) * 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      let peak = Int(usage.ru_maxrss)
    #endif
    return ProcessUsage(
      processorSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime), peakResidentBytes: peak)
  }

  /// The bytes that the line `VmHWM:   63000 kB` of Linux's `/proc/PID/status` tells; `nil` where there is none.
  package static func highWaterMark(inStatus status: String) -> Int? {
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000 }
}
