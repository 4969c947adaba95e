/// The limits of the control groups (cgroups) that this process is in: those of containers, of systemd's services and of clusters' jobs.
///
/// A limit applies to its group and all groups within, so each visible group on the way up is queried, in version 1, in
/// version 2, or in both if a system mixes them.
package struct ControlGroups {
  /// Processors that the smallest quota allows, rounded up; `nil` if there is no quota.
  package let processorLimit: Int?
  /// Bytes of the smallest memory limit; `nil` if there is none.
  package let memoryLimit: Int?

  /// The groups of this process.
  ///
  /// - Parameter root: the folder that contains the system's files; another one for tests.
  package init(root: String = "") {
    let system = SystemFiles(root: root)
    let memberships = Self.memberships(in: system.text("/proc/self/cgroup") ?? "")
    let table = system.text("/proc/self/mountinfo") ?? ""
    let mounts = table.split(separator: "\n").flatMap(ControlGroupMount.mounts) + ControlGroupMount.usual
    func smallest(_ hierarchy: ControlGroupMount.Hierarchy, _ limit: (_ folder: String) -> Int?) -> Int? {
      mounts.filter { $0.hierarchy == hierarchy }
        .flatMap { $0.folders(ofGroup: memberships[hierarchy] ?? "/") }.compactMap(limit).min()
    }
    func least(_ limits: Int?...) -> Int? { limits.compactMap { $0 }.min() }
    processorLimit = least(
      smallest(.unified) { system.text("\($0)/cpu.max").flatMap(AvailableProcessors.processors) },
      smallest(.controller("cpu")) { folder in
        let quota = ["quota", "period"].map { system.text("\(folder)/cpu.cfs_\($0)_us") ?? "" }
        return AvailableProcessors.processors(inQuota: quota.joined(separator: " "))
      })
    memoryLimit = least(
      smallest(.unified) { system.byteCount("\($0)/memory.max") },
      // A group that takes more is slowed down until it takes less.
      smallest(.unified) { system.byteCount("\($0)/memory.high") },
      smallest(.controller("memory")) { system.byteCount("\($0)/memory.limit_in_bytes") },
      smallest(.controller("memory")) { system.text("\($0)/memory.stat").flatMap(Self.limitOfHierarchy) })
  }

  /// The group of each hierarchy, in the form of `/proc/self/cgroup`: a number, controllers, and a path.
  private static func memberships(in table: String) -> [ControlGroupMount.Hierarchy: String] {
    var memberships: [ControlGroupMount.Hierarchy: String] = [:]
    for line in table.split(separator: "\n") {
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { continue }
      if fields[0] == "0" { memberships[.unified] = String(fields[2]) }
      for controller in fields[1].split(separator: ",") {
        memberships[.controller(String(controller))] = String(fields[2])
      }
    }
    return memberships
  }

  /// The limit of a group and of all groups that it is in, those included that cannot be seen, as version 1 tells it.
  private static func limitOfHierarchy(inStatistics text: String) -> Int? {
    let line = text.split(separator: "\n").first { $0.hasPrefix("hierarchical_memory_limit ") }
    return line?.split(separator: " ").last.flatMap { AvailableMemory.byteCount(inLimit: String($0)) }
  }
}

/// Linux's `/proc` and `/sys` files, in `root`.
struct SystemFiles {
  let root: String

  /// The most that is read of one: a table of some ten thousand mounts.
  private static let byteLimit = 4 << 20

  /// What is in the file at `path`; `nil` where there is none that can be read.
  func text(_ path: String) -> String? {
    guard let bytes = try? FileContents.read(root + path, byteLimit: Self.byteLimit) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The number of bytes that is all that the file at `path` says.
  func byteCount(_ path: String) -> Int? { text(path).flatMap(AvailableMemory.byteCount(inLimit:)) }
}
