import Animation
import ArgumentParser
import Foundation
import Production

/// `juliareel export`: a plan as a job for a farm.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes a job that renders a planned film on a farm.",
    usage:
      "juliareel export <plan> (--slurm | --openjd | --kubernetes | --flamenco | --shell) [--output <file>] [--program <path>] [--cpus <n>]",
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
      "The job. Default: the plan's name with .slurm.sh, .openjd/, .kubernetes.json, .flamenco.js or .sh, beside it. With --openjd a name without / at its end is a template alone.",
      valueName: "file"), completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp("juliareel on the machines of the farm: a path, or a name on their PATH.", valueName: "path"))
  var program = "juliareel"

  @Option(
    help: ArgumentHelp(
      "Processors per task: Slurm, Open Job Description and Kubernetes reserve them, with --flamenco and --shell the job says how many are used. Default: \(ExportCommand.usualCPUs), with --shell all that there are, shared among two tasks.",
      valueName: "n"))
  var cpus: Int?

  @Option(
    help: ArgumentHelp(
      "With --kubernetes: the containers' image, which has juliareel. Default: \(ExportCommand.defaultImage).",
      valueName: "image"))
  var image: String?

  @Option(
    help: ArgumentHelp(
      "With --kubernetes: the PersistentVolumeClaim with the plan's folder, which is its root or what stands after the name. Default: \(ExportCommand.defaultClaim).",
      valueName: "name/folder"))
  var claim: String?

  private static let usualCPUs = 4
  private static let defaultImage = "juliareel:\(ProgramVersion.current)"
  private static let defaultClaim = "films"

  func validate() throws {
    guard scheduler != nil else {
      throw ValidationError("Choose a farm: one of --slurm, --openjd, --kubernetes, --flamenco and --shell.")
    }
    if let cpus, !(1...256).contains(cpus) {
      throw ValidationError("--cpus is a number from 1 to 256, not \(cpus).")
    }
    guard !program.isEmpty, program.utf8.first != UInt8(ascii: "-") else {
      throw ValidationError("--program is a path or a name, and does not begin with a dash.")
    }
    if scheduler != .kubernetes, let option = image != nil ? "--image" : claim != nil ? "--claim" : nil {
      throw ValidationError("\(option): only --kubernetes has containers and volumes.")
    }
    if let image, !ContainerImage.isName(image) {
      throw ValidationError(
        "--image is a name such as registry.example:5000/films/juliareel:1, of small letters, digits and . _ - between / and with a tag or @sha256:… at its end, not \(image.oneLine)."
      )
    }
    if let claim, VolumeClaim(claim) == nil {
      throw ValidationError(
        "--claim is a name of small letters, digits, - and ., then / and a folder in that volume, if not its root.")
    }
  }

  func run() throws {
    guard let scheduler else { return }
    try Failure.reporting {
      let farm = try FarmPlan(json: PresetSource.plan(plan), name: plan.oneLine)
      if scheduler == .openjd, output?.last ?? "/" == "/" { return try writeBundle(of: farm) }
      let path = path(for: scheduler)
      let isBeside = folder(of: path) == folder(of: plan)
      guard isBeside || scheduler != .openjd else {
        throw Failure(.usage, "-o: an Open Job Description template must be in the folder of its plan")
      }
      guard FilePlace(path) != FilePlace(plan) else { throw Failure(.usage, "-o: \(path.oneLine) is the plan") }
      let job = FarmJob(
        plan: farm, planFile: planFile(of: scheduler, isBeside: isBeside), program: absoluteProgram,
        processorsPerTask: cpus ?? Self.usualCPUs)
      try PendingFile(path: path, among: PartialFiles()).commit(Array(job.text(for: value(of: scheduler)).utf8))
      try StandardOutput.tell("\(path.oneLine): \(Text.count(farm.chunks.count, "chunk")) of \(farm.output.oneLine)")
    }
  }

  /// A job bundle: a folder with the template, a copy of the plan, and the list of both. The film is made there.
  private func writeBundle(of farm: FarmPlan) throws {
    if let song = farm.song {
      throw Failure(
        .usage,
        "--openjd: a bundle has no room for the song \(song.file.oneLine); allowed: -o with a name beside the plan, which is a template alone"
      )
    }
    let folder = path(for: .openjd)
    let job = FarmJob(
      plan: farm, planFile: nameOfPlan, program: absoluteProgram, processorsPerTask: cpus ?? Self.usualCPUs)
    let bundle = try job.openJobBundle()
    guard !bundle.contains(where: { $0.name == nameOfPlan }) else {
      throw Failure(.usage, "\(nameOfPlan): a bundle has another file of that name; rename the plan")
    }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    } catch CocoaError.fileWriteFileExists {
      // What is in it is replaced file by file.
    } catch {
      throw Failure(.cannotWrite, "cannot create the folder \(folder.oneLine)")
    }
    let partialFiles = PartialFiles()
    let signals = try TerminationSignals(partialFiles: partialFiles)
    defer { signals.stop() }
    try PendingFile(path: folder + nameOfPlan, among: partialFiles).commit(Array(farm.json().utf8))
    for (name, text) in bundle {
      try PendingFile(path: folder + name, among: partialFiles).commit(Array(text.utf8))
    }
    try StandardOutput.tell("\(folder.oneLine): \(Text.count(farm.chunks.count, "chunk")) of \(farm.output.oneLine)")
  }

  /// Production's value for `scheduler`.
  private func value(of scheduler: SchedulerFlag) throws -> FarmJob.Scheduler {
    switch scheduler {
    case .slurm: return .slurm
    case .openjd: return .openjd
    case .flamenco: return .flamenco
    case .shell: return .shell(processors: cpus)
    case .kubernetes:
      let name = claim ?? Self.defaultClaim
      guard let claim = VolumeClaim(name) else { throw Failure(.usage, "--claim: \(name.oneLine)") }
      return .kubernetes(image: image ?? Self.defaultImage, claim: claim)
    }
  }

  /// Where the job goes.
  private func path(for scheduler: SchedulerFlag) -> String {
    if let output { return output }
    let stem = plan.hasSuffix(PlanCommand.suffix) ? String(plan.dropLast(PlanCommand.suffix.count)) : plan
    return stem + scheduler.suffix
  }

  /// How a job of `scheduler` names the plan: Kubernetes' containers have a folder of their own, and a job type of Flamenco's is not
  /// in the plan's.
  private func planFile(of scheduler: SchedulerFlag, isBeside: Bool) -> String {
    switch scheduler {
    case .kubernetes: nameOfPlan
    case .flamenco: FilePlace(plan).path
    case .slurm, .openjd, .shell: isBeside ? nameOfPlan : FilePlace(plan).path
    }
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
  case slurm, openjd, kubernetes, flamenco, shell

  /// The extension of its jobs; that of a folder ends in a slash.
  var suffix: String {
    switch self {
    case .slurm: ".slurm.sh"
    case .openjd: ".openjd/"
    case .kubernetes: ".kubernetes.json"
    case .flamenco: ".flamenco.js"
    case .shell: ".sh"
    }
  }

  static func help(for value: SchedulerFlag) -> ArgumentHelp? {
    switch value {
    case .slurm: "A script that submits an array with a task for each chunk, and a job that joins them."
    case .openjd: "A job bundle of Open Job Description: a folder with the template and a copy of the plan."
    case .kubernetes: "A Job of Kubernetes with a pod for each chunk, and one that waits for them and joins."
    case .flamenco: "A job type of Flamenco 3: a task for each chunk, and one that joins them."
    case .shell: "A script that renders the chunks with GNU parallel or xargs."
    }
  }
}
