import Foundation
import HostSystem
import TestSupport
import Testing

@Suite("Control groups")
struct ControlGroupTests {
  /// The limits that a system with the given files tells of.
  private static func groups(_ files: KeyValuePairs<String, String>) throws -> ControlGroups {
    let folder = try TemporaryFolder()
    for (path, text) in files {
      let file = URL(fileURLWithPath: folder.file(path))
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try (text + "\n").write(to: file, atomically: false, encoding: .utf8)
    }
    return ControlGroups(root: folder.path)
  }

  private static func mount(_ type: String, _ root: String, at folder: String, options: String = "rw") -> String {
    "41 31 0:38 \(root) \(folder) rw,relatime shared:9 master:1 - \(type) \(type) \(options)"
  }

  @Test("a system without control groups has no limit")
  func none() throws {
    let groups = try Self.groups(["/proc/self/cgroup": ""])
    #expect(groups.processorLimit == nil && groups.memoryLimit == nil)
  }

  @Test("a container's own group is where the hierarchy is mounted")
  func container() throws {
    let groups = try Self.groups([
      "/proc/self/cgroup": "0::/", "/proc/self/mountinfo": Self.mount("cgroup2", "/", at: "/sys/fs/cgroup"),
      "/sys/fs/cgroup/cpu.max": "150000 100000", "/sys/fs/cgroup/memory.max": "268435456",
    ])
    #expect(groups.processorLimit == 2 && groups.memoryLimit == 268_435_456)
  }

  @Test("of nested groups the smallest limit holds, wherever on the way up it is")
  func nested() throws {
    let job = "/sys/fs/cgroup/system.slice/slurmstepd.scope/job_7"
    let groups = try Self.groups([
      "/proc/self/cgroup": "0::/system.slice/slurmstepd.scope/job_7/step_0/task_0",
      "/proc/self/mountinfo": Self.mount("cgroup2", "/", at: "/sys/fs/cgroup"),
      "\(job)/cpu.max": "400000 100000", "\(job)/memory.max": "1000",
      "\(job)/step_0/cpu.max": "300000 100000", "\(job)/step_0/memory.max": "2000",
      "\(job)/step_0/task_0/cpu.max": "max 100000", "\(job)/step_0/task_0/memory.max": "max",
      "\(job)/step_0/task_1/memory.max": "1",
    ])
    #expect(groups.processorLimit == 3 && groups.memoryLimit == 1000)
  }

  @Test("beyond memory.high a group is slowed down: it counts as a limit")
  func high() throws {
    let groups = try Self.groups([
      "/proc/self/cgroup": "0::/a", "/sys/fs/cgroup/a/memory.max": "3000", "/sys/fs/cgroup/a/memory.high": "2000",
    ])
    #expect(groups.memoryLimit == 2000)
  }

  @Test("version 1 has a hierarchy for each controller, and a number without end for no limit")
  func version1() throws {
    let groups = try Self.groups([
      "/proc/self/cgroup": "9:name=systemd:/x\n4:memory:/slurm/uid_1/job_2\n1:cpu,cpuacct:/slurm/job_2",
      "/proc/self/mountinfo": Self.mount("cgroup", "/", at: "/sys/fs/cgroup/memory", options: "rw,memory") + "\n"
        + Self.mount("cgroup", "/", at: "/sys/fs/cgroup/cpu,cpuacct", options: "rw,cpu,cpuacct"),
      "/sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712",
      "/sys/fs/cgroup/memory/slurm/uid_1/memory.limit_in_bytes": "5000",
      "/sys/fs/cgroup/memory/slurm/uid_1/job_2/memory.limit_in_bytes": "9223372036854771712",
      "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "-1", "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000",
      "/sys/fs/cgroup/cpu,cpuacct/slurm/job_2/cpu.cfs_quota_us": "250000",
      "/sys/fs/cgroup/cpu,cpuacct/slurm/job_2/cpu.cfs_period_us": "100000",
    ])
    #expect(groups.processorLimit == 3 && groups.memoryLimit == 5000)
  }

  @Test("a container of version 1 sees its group mounted, under the path that it has outside")
  func version1Container() throws {
    let groups = try Self.groups([
      "/proc/self/cgroup": "4:memory:/docker/abc\n1:cpu,cpuacct:/docker/abc",
      "/proc/self/mountinfo": Self.mount("cgroup", "/docker/abc", at: "/sys/fs/cgroup/memory", options: "rw,memory")
        + "\n" + Self.mount("cgroup", "/docker/abc", at: "/sys/fs/cgroup/cpu", options: "rw,cpu"),
      "/sys/fs/cgroup/memory/memory.limit_in_bytes": "7000",
      "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "100000", "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000",
    ])
    #expect(groups.processorLimit == 1 && groups.memoryLimit == 7000)
  }

  @Test("version 1 tells of limits above what is mounted")
  func hidden() throws {
    let groups = try Self.groups([
      "/proc/self/cgroup": "4:memory:/docker/abc",
      "/proc/self/mountinfo": Self.mount("cgroup", "/docker/abc", at: "/sys/fs/cgroup/memory", options: "rw,memory"),
      "/sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712",
      "/sys/fs/cgroup/memory/memory.stat": "cache 0\nhierarchical_memory_limit 6000\nhierarchical_memsw_limit 1",
    ])
    #expect(groups.memoryLimit == 6000)
  }

  @Test("where both versions are mounted, both are asked, in whatever folders")
  func hybrid() throws {
    let groups = try Self.groups([
      "/proc/self/cgroup": "4:memory:/m\n1:cpu:/c\n0::/u",
      "/proc/self/mountinfo": Self.mount("cgroup", "/", at: "/groups/with\\040blank", options: "rw,memory") + "\n"
        + Self.mount("cgroup2", "/", at: "/groups/unified"),
      "/groups/with blank/m/memory.limit_in_bytes": "9000", "/groups/unified/u/cpu.max": "200000 100000",
    ])
    #expect(groups.processorLimit == 2 && groups.memoryLimit == 9000)
  }

  @Test("a group that tells of itself as outside of its namespace is taken for the one that is mounted")
  func outside() throws {
    let groups = try Self.groups([
      "/proc/self/cgroup": "0::/../../other", "/proc/self/mountinfo": Self.mount("cgroup2", "/", at: "/sys/fs/cgroup"),
      "/sys/fs/cgroup/memory.max": "4000",
    ])
    #expect(groups.memoryLimit == 4000)
  }

  @Test("the usual places are looked at where the system does not tell of its mounts, and nonsense is no limit")
  func usualPlaces() throws {
    let groups = try Self.groups([
      "/proc/self/cgroup": "no colons\n4:memory:/m\n::\n", "/proc/self/mountinfo": "41 31 - cgroup2\n- - - - - - -",
      "/sys/fs/cgroup/memory/m/memory.limit_in_bytes": "8000", "/sys/fs/cgroup/memory/memory.limit_in_bytes": "lots",
      "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "50000", "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "0",
    ])
    #expect(groups.processorLimit == nil && groups.memoryLimit == 8000)
  }
}
