import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The memory that this process may use.
package enum AvailableMemory {
  /// Bytes of the machine's memory, or of the smallest limit on it: that of a control group, or of this process.
  package static var byteCount: Int {
    let machine = Int(clamping: ProcessInfo.processInfo.physicalMemory)
    return min(machine, ControlGroups().memoryLimit ?? .max, processLimit ?? .max)
  }

  /// The number in a control group's file of a limit; `nil` where there is no limit.
  package static func byteCount(inLimit line: String) -> Int? {
    Int(line.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// Bytes that this process may still take by the limits of its address space and of its data (`ulimit -v`, `ulimit -d`); `nil` where
  /// there is no such limit.
  package static var processLimit: Int? {
    guard let usage = SystemFiles(root: "").text("/proc/self/statm"), let pages = Pages(inStatistics: usage) else {
      return nil
    }
    #if canImport(Glibc)
      let (addressSpace, data) = (__rlimit_resource_t(RLIMIT_AS.rawValue), __rlimit_resource_t(RLIMIT_DATA.rawValue))
    #else
      let (addressSpace, data) = (RLIMIT_AS, RLIMIT_DATA)
    #endif
    var limits: [Int] = []
    for (resource, taken) in [(addressSpace, pages.all), (data, pages.data)] {
      var limit = rlimit()
      guard getrlimit(resource, &limit) == 0, limit.rlim_cur < .max else { continue }
      limits.append(max(0, Int(clamping: limit.rlim_cur) - taken * Int(getpagesize())))
    }
    return limits.min()
  }

  /// The contents of `/proc/self/statm`, in pages.
  private struct Pages {
    let all: Int
    let data: Int

    init?(inStatistics text: String) {
      let numbers = text.split(whereSeparator: \.isWhitespace).map { Int($0) }
      guard numbers.count >= 6, let all = numbers[0], let data = numbers[5] else { return nil }
      (self.all, self.data) = (all, data)
    }
  }
}
