#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What this process has used so far, by the system's own account.
struct ProcessUsage {
  /// Processor seconds of all threads, user and system.
  let processorSeconds: Double
  /// The largest resident memory so far, in bytes.
  let peakResidentBytes: Int

  /// The account of this moment.
  static var current: ProcessUsage {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      let bytesPerUnit = 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      let bytesPerUnit = 1
    #endif
    return ProcessUsage(
      processorSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      peakResidentBytes: Int(usage.ru_maxrss) * bytesPerUnit)
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000 }
}
