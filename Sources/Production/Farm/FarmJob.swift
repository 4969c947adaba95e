import Animation

/// The input of a farm's scheduler: a job that renders the chunks of a plan in parallel, then joins the film.
package struct FarmJob: Hashable, Sendable {
  /// Who runs it.
  package enum Scheduler: Hashable, Sendable {
    /// Slurm: a script that submits an array and a job that depends on it.
    case slurm
    /// Open Job Description: a job template.
    case openjd
    /// Kubernetes: an Indexed Job, in containers of `image` that see the plan's folder through `claim`.
    case kubernetes(image: String, claim: VolumeClaim)
    /// Flamenco 3: a job type.
    case flamenco
    /// No scheduler: a script that starts the processes itself, each for so many processors; `nil` shares all of the machine's among them.
    case shell(processors: Int?)
  }

  /// The plan.
  package let plan: FarmPlan
  /// The plan's file: its path relative to the job's folder if it is inside, or its absolute path.
  package let planFile: String
  /// The program's name or path on the machines.
  package let program: String
  /// Processors of one task, at least 1.
  package let processorsPerTask: Int

  /// The job that makes the film of `plan`.
  package init(plan: FarmPlan, planFile: String, program: String, processorsPerTask: Int) {
    self.plan = plan
    self.planFile = planFile
    self.program = program
    self.processorsPerTask = processorsPerTask
  }

  /// The job in the form of `scheduler`.
  package func text(for scheduler: Scheduler) throws -> String {
    switch scheduler {
    case .slurm: slurmScript
    case .openjd: try openJobTemplate()
    case .kubernetes(let image, let claim): try kubernetesJob(image: image, claim: claim)
    case .flamenco: try flamencoJobType
    case .shell(let processors): shellScript(processors: processors)
    }
  }

  /// The line at the top of a script that describes it.
  var origin: String {
    "Makes \(plan.output.oneLine) in \(plan.chunks.count) chunks. Written by juliareel \(plan.film.program) from \(planFile.oneLine)."
  }

  /// The greatest index of a chunk.
  var lastIndex: Int { plan.chunks.count - 1 }
}

extension String {
  /// The text as typed in a shell: unchanged if it needs no quotes, otherwise as a `shellWord`.
  package var typedShellWord: String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/+".utf8)
    return !isEmpty && utf8.allSatisfy(plain.contains) ? self : shellWord
  }

  /// The text as one word of a POSIX shell, whatever it contains.
  ///
  /// It is quoted by bytes, as shells read it: an apostrophe followed by a combining mark is another `Character`, but
  /// still ends a shell's quotation.
  package var shellWord: String {
    let apostrophe = UInt8(ascii: "'")
    let quoted = utf8.flatMap { $0 == apostrophe ? Array(#"'\''"#.utf8) : [$0] }
    return String(decoding: [apostrophe] + quoted + [apostrophe], as: UTF8.self)
  }
}
