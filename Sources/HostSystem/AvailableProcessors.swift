import Foundation

/// How many processors this process may use: those it is bound to, and no more than its control group pays for.
package enum AvailableProcessors {
  /// At least 1.
  package static var count: Int {
    max(1, min(boundProcessors, controlGroupLimit ?? .max))
  }

  /// Foundation asks for the affinity mask, not for the processors of the machine.
  private static var boundProcessors: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// The quota that containers set ("docker --cpus"), rounded up; version 2 of the control groups' files.
  private static var controlGroupLimit: Int? {
    let line = try? String(contentsOfFile: "/sys/fs/cgroup/cpu.max", encoding: .utf8)
    return line.flatMap(processors(inQuota:))
  }

  /// The processors in a line of the form `QUOTA PERIOD`, both in microseconds; `nil` for `max`, no limit.
  package static func processors(inQuota line: String) -> Int? {
    let numbers = line.split(whereSeparator: \.isWhitespace).map { Int($0) }
    guard numbers.count == 2, let quota = numbers[0], let period = numbers[1], quota > 0, period > 0 else { return nil }
    return (quota + period - 1) / period
  }
}
