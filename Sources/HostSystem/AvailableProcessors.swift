import CHostSystem
import Foundation

/// How many processors this process may use: those in its affinity mask, limited by the quotas of its control groups.
package enum AvailableProcessors {
  /// At least 1.
  package static var count: Int {
    max(1, min(boundProcessors, ControlGroups().processorLimit ?? .max))
  }

  /// The processors that the calling thread may run on; Foundation counts those of the machine.
  private static var boundProcessors: Int {
    let allowed = Int(host_allowed_processors())
    return allowed > 0 ? allowed : ProcessInfo.processInfo.activeProcessorCount
  }

  /// The processors in a line of the form `QUOTA PERIOD`, both in microseconds, rounded up; `nil` for `max` or −1, no limit.
  package static func processors(inQuota line: String) -> Int? {
    let numbers = line.split(whereSeparator: \.isWhitespace).map { Int($0) }
    guard numbers.count == 2, let quota = numbers[0], let period = numbers[1], quota > 0, period > 0 else { return nil }
    return quota / period + (quota % period == 0 ? 0 : 1)
  }
}
