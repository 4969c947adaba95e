import Foundation

/// The machine that a measurement was taken on, as far as the system tells.
package struct MachineDescription: Codable, Hashable, Sendable {
  /// The processor's name, such as `AMD EPYC 9654 96-Core Processor`; the architecture where the system tells no name.
  package let processor: String
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
    processor: String, logicalProcessors: Int, usableProcessors: Int, memoryBytes: UInt64, operatingSystem: String
  ) {
    self.processor = processor
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
      logicalProcessors: process.processorCount, usableProcessors: AvailableProcessors.count,
      memoryBytes: process.physicalMemory, operatingSystem: process.operatingSystemVersionString)
  }

  /// The first processor's name in a text in the form of Linux's `/proc/cpuinfo`; `nil` where it has none.
  package static func processorName(inTable table: String) -> String? {
    let line = table.split(separator: "\n").first { $0.hasPrefix("model name") }
    guard let line, let colon = line.firstIndex(of: ":") else { return nil }
    let name = line[line.index(after: colon)...].split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return name.isEmpty ? nil : name
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
