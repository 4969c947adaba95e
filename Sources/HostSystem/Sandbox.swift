import CSandbox

/// What a process may no longer do that reads a stranger's bytes.
///
/// It is for a process of its own, made for the one file: what is given up is given up until the process ends.
package enum Sandbox {
  /// The walls that stand.
  package struct Walls: OptionSet, Hashable, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// No file can be opened, listed, made or removed (Landlock, Linux 5.13).
    package static let files = Walls(rawValue: 1)
    /// No system call passes but those of computing and of reading and writing what is open (seccomp, Linux 3.17).
    package static let calls = Walls(rawValue: 2)
  }

  /// More than the program and the index of a film of 10 million frames take.
  private static let addressSpace: UInt64 = 4 << 30
  private static let processorSeconds: UInt64 = 30

  /// Raises all walls that the system has, and limits memory and time. All descriptors but the standard streams are closed.
  ///
  /// - Returns: the walls that stand. Without `calls` the process is not confined, and must not go on.
  package static func enter() -> Walls {
    guard sandbox_limit(addressSpace, processorSeconds) == 0 else { return [] }
    var walls: Walls = []
    if sandbox_forbid_files() == 1 { walls.insert(.files) }
    if sandbox_forbid_calls() == 1 { walls.insert(.calls) }
    return walls
  }
}
