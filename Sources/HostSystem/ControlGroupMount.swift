/// Where to find the files of a control group hierarchy.
struct ControlGroupMount {
  /// Which hierarchy.
  enum Hierarchy: Hashable {
    /// The one of version 2, with all controllers.
    case unified
    /// One of version 1, with this controller.
    case controller(String)
  }

  let hierarchy: Hierarchy
  /// The group whose files are in `folder` itself; those of groups below it are in folders below.
  private let root: [Substring]
  private let folder: String

  /// The usual places, for systems that do not report theirs.
  static let usual = [
    ControlGroupMount(hierarchy: .unified, root: [], folder: "/sys/fs/cgroup"),
    ControlGroupMount(hierarchy: .controller("cpu"), root: [], folder: "/sys/fs/cgroup/cpu"),
    ControlGroupMount(hierarchy: .controller("memory"), root: [], folder: "/sys/fs/cgroup/memory"),
  ]

  /// The control group mounts in a line of `/proc/self/mountinfo`, one per controller; empty for all other lines.
  ///
  ///     41 31 0:38 /group /sys/fs/cgroup/unified rw,relatime shared:9 - cgroup2 cgroup2 rw
  static func mounts(inLine line: Substring) -> [ControlGroupMount] {
    let fields = line.split(separator: " ")
    guard let dash = fields.firstIndex(of: "-"), dash >= 6, fields.count > dash + 3 else { return [] }
    let hierarchies: [Hierarchy]
    switch fields[dash + 1] {
    case "cgroup2": hierarchies = [.unified]
    case "cgroup": hierarchies = fields[dash + 3].split(separator: ",").map { .controller(String($0)) }
    default: return []
    }
    let (root, folder) = (parts(unescaped(fields[3])), unescaped(fields[4]))
    return hierarchies.map { ControlGroupMount(hierarchy: $0, root: root, folder: folder) }
  }

  /// The folders of the group at `path` and of those it is in, the outermost visible one first.
  ///
  /// A group outside the mount, as a container may report, is taken for the mounted one.
  func folders(ofGroup path: String) -> [String] {
    let path = Self.parts(path)
    let below = path.starts(with: root) && !path.contains("..") ? path.dropFirst(root.count) : []
    return (0...below.count).map { depth in
      ([Substring(folder)] + below.prefix(depth)).joined(separator: "/")
    }
  }

  /// By bytes: a mark that joins a slash to one character changes nothing for the system.
  private static func parts(_ path: String) -> [Substring] {
    path.utf8.split(separator: UInt8(ascii: "/")).map(Substring.init)
  }

  /// The kernel writes blanks, tabs, line breaks and backslashes of names as a backslash and three octal digits.
  private static func unescaped(_ field: Substring) -> String {
    var (bytes, rest) = ([UInt8](), Array(field.utf8)[...])
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(3), as: UTF8.self)
      if byte == UInt8(ascii: "\\"), digits.utf8.count == 3, let code = UInt8(digits, radix: 8) {
        bytes.append(code)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
