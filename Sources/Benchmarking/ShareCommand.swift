import ArgumentParser
import Foundation
import Measuring

/// What the child processes of a benchmark run: a ``FrameShare`` comes in on the standard input, the outcome goes out on the
/// standard output. Not for users, so no help screen shows it.
package struct ShareCommand: ParsableCommand {
  /// The name of the subcommand.
  package static let name = "bench-share"

  /// Hidden.
  package static let configuration = CommandConfiguration(
    commandName: name, abstract: "Renders a share of a benchmark's frames.", shouldDisplay: false)

  /// The only form.
  package init() {}

  /// Reads, renders, answers.
  package func run() throws {
    // The parent waits for signals and blocks them for that, which a child takes over.
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
