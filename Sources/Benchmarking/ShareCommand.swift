import ArgumentParser
import Foundation
import Measuring

/// The command of a benchmark's child processes: reads a ``FrameShare`` from the standard input, and writes the outcome
/// to the standard output. Not for users, so no help screen shows it.
package struct ShareCommand: ParsableCommand {
  /// The name of the subcommand.
  package static let name = "bench-share"

  /// Hidden.
  package static let configuration = CommandConfiguration(
    commandName: name, abstract: "Renders a share of a benchmark's frames.", shouldDisplay: false)

  /// The default instance.
  package init() {}

  /// Reads, renders, answers.
  package func run() throws {
    // The parent waits for signals and blocks them for that, which a child inherits.
    var none = sigset_t()
    sigemptyset(&none)
    sigprocmask(SIG_SETMASK, &none, nil)
    let request = try FileHandle.standardInput.readToEnd() ?? Data()
    try FileHandle.standardOutput.write(contentsOf: FrameShare.answer(to: request))
  }

  /// Child processes of the running program.
  package static var processes: Processes {
    Processes(executable: Bundle.main.executablePath ?? CommandLine.arguments[0], arguments: [name])
  }
}
