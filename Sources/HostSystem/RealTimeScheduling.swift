import CHostSystem

/// Scheduling in real time: before all other programs of the machine, which root may choose.
package enum RealTimeScheduling {
  /// What `body` returns; it runs on this thread, and neither the thread nor those that it starts meanwhile can be scheduled so.
  ///
  /// - Complexity: four system calls where the process has the right, one where it does not.
  package static func withheld<Result>(_ body: () -> Result) -> Result {
    let hadRight = host_withhold_real_time() != 0
    defer { if hadRight { host_regain_real_time() } }
    return body()
  }
}
