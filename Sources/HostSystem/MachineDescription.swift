import Foundation

/// The machine that a measurement was taken on, as far as the system tells.
package struct MachineDescription: Codable, Hashable, Sendable {
  /// The processor's name, such as `AMD EPYC 9654 96-Core Processor`; the architecture where the system tells no name.
  package let processor: String
  /// The first processor's clock in megahertz at that moment; `nil` where the system does not tell.
  package let clockMegahertz: Double?
  /// Logical processors of the machine.
  package let logicalProcessors: Int
  /// Processors that this process may use (affinity and control group).
  package let usableProcessors: Int
  /// Main memory in bytes.
  package let memoryBytes: UInt64
  /// Name and version of the operating system.
  package let operatingSystem: String

  /// A machine of the given kind.
  package init(
    processor: String, clockMegahertz: Double? = nil, logicalProcessors: Int, usableProcessors: Int,
    memoryBytes: UInt64, operatingSystem: String
  ) {
    self.processor = processor
    self.clockMegahertz = clockMegahertz
    self.logicalProcessors = logicalProcessors
    self.usableProcessors = usableProcessors
    self.memoryBytes = memoryBytes
    self.operatingSystem = operatingSystem
  }

  /// The machine that this process runs on.
  package static var current: MachineDescription {
    let process = ProcessInfo.processInfo
    let table = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
    return MachineDescription(
      processor: table.flatMap(processorName(inTable:)) ?? architecture,
      clockMegahertz: table.flatMap(clockMegahertz(inTable:)),
      logicalProcessors: process.processorCount, usableProcessors: AvailableProcessors.count,
      memoryBytes: process.physicalMemory, operatingSystem: process.operatingSystemVersionString)
  }

  /// The first processor's name in a text in the form of Linux's `/proc/cpuinfo`; `nil` where it has none.
  package static func processorName(inTable table: String) -> String? {
    entry("model name", inTable: table)
  }

  /// The first processor's clock in such a text; `nil` where it has none that is positive.
  package static func clockMegahertz(inTable table: String) -> Double? {
    entry("cpu MHz", inTable: table).flatMap(Double.init).flatMap { $0 > 0 ? $0 : nil }
  }

  private static func entry(_ key: String, inTable table: String) -> String? {
    let line = table.split(separator: "\n").first { $0.hasPrefix(key) }
    guard let line, let colon = line.firstIndex(of: ":") else { return nil }
    let value = line[line.index(after: colon)...].split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return value.isEmpty ? nil : value
  }

  private static var architecture: String {
    #if arch(x86_64)
      "x86-64"
    #elseif arch(arm64)
      "ARM64"
    #else
      "unknown"
    #endif
  }
}

/// How busy the machine is.
package enum SystemLoad {
  /// The mean number of threads that ran or wanted to run in the last minute; `nil` where the system does not tell.
  package static var lastMinute: Double? {
    var load = 0.0
    return getloadavg(&load, 1) == 1 ? load : nil
  }
}
