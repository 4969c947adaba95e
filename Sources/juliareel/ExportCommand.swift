import Animation
import ArgumentParser
import Foundation
import Production

/// `juliareel export`: a plan as a job of a farm.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes a job that makes a planned film on a farm.",
    usage: "juliareel export <plan> (--slurm | --openjd | --shell) [--output <file>] [--program <path>] [--cpus <n>]",
    discussion: """
      The machines need juliareel, and see the plan's folder under the same path. Docs/Farm.md shows each farm, from nothing to the \
      film.
      """)

  @Argument(help: "A plan that 'juliareel plan' has written.", completion: .file(extensions: ["json"]))
  var plan: String

  @Flag(exclusivity: .exclusive)
  var scheduler: SchedulerFlag?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The job. Default: beside the plan, as that is called, with .slurm.sh, .openjd.json or .sh.",
      valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp("juliareel on the machines of the farm: a path, or a name on their PATH.", valueName: "path"))
  var program = "juliareel"

  @Option(
    help: ArgumentHelp("Processors of a task, for Slurm and Open Job Description to find room for.", valueName: "n"))
  var cpus = 4

  func validate() throws {
    guard scheduler != nil else { throw ValidationError("Which farm? Choose one of --slurm, --openjd and --shell.") }
    guard (1...256).contains(cpus) else {
      throw ValidationError("--cpus is a number from 1 to 256, not \(cpus).")
    }
    guard !program.isEmpty, program.utf8.first != UInt8(ascii: "-") else {
      throw ValidationError("--program is a path or a name, and does not begin with a dash.")
    }
  }

  func run() throws {
    guard let scheduler else { return }
    try Failure.reporting {
      let farm = try FarmPlan(json: PresetSource.plan(plan), name: plan.oneLine)
      let path = path(for: scheduler)
      let isBeside = folder(of: path) == folder(of: plan)
      guard isBeside || scheduler != .openjd else {
        throw Failure(.usage, "-o: a template of Open Job Description stands in the folder of its plan")
      }
      guard FilePlace(path) != FilePlace(plan) else { throw Failure(.usage, "-o: \(path.oneLine) is the plan") }
      let job = FarmJob(
        plan: farm, planFile: isBeside ? nameOfPlan : FilePlace(plan).path, program: absoluteProgram,
        processorsPerTask: cpus)
      try PendingFile(path: path, among: PartialFiles()).commit(Array(job.text(for: scheduler.scheduler).utf8))
      try StandardOutput.tell("\(path.oneLine): \(Text.count(farm.chunks.count, "chunk")) of \(farm.output.oneLine)")
    }
  }

  /// Where the job goes.
  private func path(for scheduler: SchedulerFlag) -> String {
    if let output { return output }
    let stem = plan.hasSuffix(PlanCommand.suffix) ? String(plan.dropLast(PlanCommand.suffix.count)) : plan
    return stem + scheduler.suffix
  }

  /// The plan seen from its folder, so that no program takes it for an option.
  private var nameOfPlan: String {
    let name = URL(fileURLWithPath: plan).lastPathComponent
    return name.utf8.first == UInt8(ascii: "-") ? "./" + name : name
  }

  /// Tasks run in folders of their own, so a path has to be absolute.
  private var absoluteProgram: String {
    program.utf8.contains(UInt8(ascii: "/")) ? URL(fileURLWithPath: program).standardizedFileURL.path : program
  }

  private func folder(of path: String) -> FilePlace {
    FilePlace(URL(fileURLWithPath: path).deletingLastPathComponent().path)
  }
}

/// Which farm a job is for.
enum SchedulerFlag: EnumerableFlag {
  case slurm, openjd, shell

  /// What Production calls it.
  var scheduler: FarmJob.Scheduler {
    switch self {
    case .slurm: .slurm
    case .openjd: .openjd
    case .shell: .shell
    }
  }

  /// How names of its jobs end.
  var suffix: String {
    switch self {
    case .slurm: ".slurm.sh"
    case .openjd: ".openjd.json"
    case .shell: ".sh"
    }
  }

  static func help(for value: SchedulerFlag) -> ArgumentHelp? {
    switch value {
    case .slurm: "A script that submits an array with a task for each chunk, and a job that joins them."
    case .openjd: "A job template of Open Job Description."
    case .shell: "A script that makes the chunks by GNU parallel or xargs."
    }
  }
}
