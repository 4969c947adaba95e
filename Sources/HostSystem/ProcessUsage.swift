import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What this process has used so far, by the system's own account.
package struct ProcessUsage {
  /// Processor seconds of all threads, user and system.
  package let processorSeconds: Double
  /// Processor seconds of child processes that have ended and were waited for.
  package let childProcessorSeconds: Double
  /// The largest resident memory so far, in bytes.
  package let peakResidentBytes: Int

  /// The account of this moment.
  package static var current: ProcessUsage {
    let (own, children) = (resourceUsage(children: false), resourceUsage(children: true))
    #if os(Linux)
      // Linux counts in ru_maxrss what the parent had when it started this process; the high-water mark is our own.
      let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      let peak = status.flatMap(highWaterMark(inStatus:)) ?? Int(own.ru_maxrss) * 1024
    #else
      let peak = Int(own.ru_maxrss)
    #endif
    return ProcessUsage(
      processorSeconds: processorSeconds(own), childProcessorSeconds: processorSeconds(children),
      peakResidentBytes: peak)
  }

  /// Has the peak of the memory start anew from what is resident now, where the system can do that (Linux); elsewhere the
  /// peak stays that of the process's whole life.
  package static func restartPeak() {
    #if os(Linux)
      // "5" resets VmHWM (the manual page proc(5), clear_refs).
      let descriptor = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { return }
      _ = write(descriptor, "5", 1)
      close(descriptor)
    #endif
  }

  /// The bytes that the line `VmHWM:   63000 kB` of Linux's `/proc/PID/status` tells; `nil` where there is none.
  package static func highWaterMark(inStatus status: String) -> Int? {
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
  }

  private static func resourceUsage(children: Bool) -> rusage {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t((children ? RUSAGE_CHILDREN : RUSAGE_SELF).rawValue), &usage)
    #else
      getrusage(children ? RUSAGE_CHILDREN : RUSAGE_SELF, &usage)
    #endif
    return usage
  }

  private static func processorSeconds(_ usage: rusage) -> Double {
    seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000 }
}

/// The processor time of single threads.
package enum ThreadClock {
  /// Processor nanoseconds that the calling thread has used so far, user and system; 0 where the system does not tell.
  ///
  /// It stands still while the thread waits, and while others have its processor.
  package static var processorNanoseconds: UInt64 {
    var time = timespec()
    guard clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 else { return 0 }
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
