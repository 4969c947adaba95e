#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

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
