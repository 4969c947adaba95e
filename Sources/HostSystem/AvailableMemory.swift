import Foundation

/// The memory that this process may use.
package enum AvailableMemory {
  /// Bytes of the machine's memory, or of the limit of the control group that the process is in.
  package static var byteCount: Int {
    let machine = Int(clamping: ProcessInfo.processInfo.physicalMemory)
    let limit = try? String(contentsOfFile: "/sys/fs/cgroup/memory.max", encoding: .utf8)
    return min(machine, limit.flatMap(byteCount(inLimit:)) ?? machine)
  }

  /// The number in a control group's `memory.max`; `nil` where there is no limit.
  package static func byteCount(inLimit line: String) -> Int? {
    Int(line.trimmingCharacters(in: .whitespacesAndNewlines))
  }
}
