import CSandbox

/// Confines a process that reads untrusted bytes.
///
/// It is for a dedicated process for one file: rights that are given up stay given up until the process ends.
package enum Sandbox {
  /// The barriers in force.
  package struct Walls: OptionSet, Hashable, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// No file can be opened, listed, made or removed (Landlock, Linux 5.13).
    package static let files = Walls(rawValue: 1)
    /// Only system calls that compute, or read and write open descriptors, are allowed (seccomp, Linux 3.17).
    package static let calls = Walls(rawValue: 2)
  }

  /// More than the program and the index of a film of 10 million frames take.
  private static let addressSpace: UInt64 = 4 << 30
  private static let processorSeconds: UInt64 = 30

  /// Raises all barriers that the system has, and limits memory and time. All descriptors except the standard streams
  /// are closed.
  ///
  /// - Returns: the barriers in force. Without `calls` the process is not confined and must not continue.
  package static func enter() -> Walls {
    guard sandbox_limit(addressSpace, processorSeconds) == 0 else { return [] }
    var walls: Walls = []
    if sandbox_forbid_files() == 1 { walls.insert(.files) }
    if sandbox_forbid_calls() == 1 { walls.insert(.calls) }
    return walls
  }
}
