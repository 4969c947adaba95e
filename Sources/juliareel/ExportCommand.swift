import Animation
import ArgumentParser
import Foundation
import Production

/// `juliareel export`: a plan as a job for a farm.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes a job that renders a planned film on a farm.",
    usage: "juliareel export <plan> (--slurm | --openjd | --shell) [--output <file>] [--program <path>] [--cpus <n>]",
    discussion: """
      The machines need juliareel, and the plan's folder under the same path. Docs/Farm.md shows every step for each kind of farm.
      """)

  @Argument(help: "A plan written by 'juliareel plan'.", completion: .file(extensions: ["json"]))
  var plan: String

  @Flag(exclusivity: .exclusive)
  var scheduler: SchedulerFlag?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The job. Default: the plan's name with .slurm.sh, .openjd.json or .sh, beside it.",
      valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp("juliareel on the machines of the farm: a path, or a name on their PATH.", valueName: "path"))
  var program = "juliareel"

  @Option(
    help: ArgumentHelp("Processors per task that Slurm or Open Job Description reserves.", valueName: "n"))
  var cpus = 4

  func validate() throws {
    guard scheduler != nil else { throw ValidationError("Choose a farm: one of --slurm, --openjd and --shell.") }
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
        throw Failure(.usage, "-o: an Open Job Description template must be in the folder of its plan")
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

  /// The plan's path relative to its folder, which no program can mistake for an option.
  private var nameOfPlan: String {
    let name = URL(fileURLWithPath: plan).lastPathComponent
    return name.utf8.first == UInt8(ascii: "-") ? "./" + name : name
  }

  /// Tasks run in their own folders, so a path has to be absolute.
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

  /// Production's value for it.
  var scheduler: FarmJob.Scheduler {
    switch self {
    case .slurm: .slurm
    case .openjd: .openjd
    case .shell: .shell
    }
  }

  /// The extension of its jobs.
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
    case .openjd: "An Open Job Description template."
    case .shell: "A script that renders the chunks with GNU parallel or xargs."
    }
  }
}
