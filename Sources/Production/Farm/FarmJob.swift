import Animation

/// What a farm's scheduler is given: a job that makes the chunks of a plan side by side, and then the film.
package struct FarmJob: Hashable, Sendable {
  /// Who runs it.
  package enum Scheduler: String, Hashable, Sendable, CaseIterable {
    /// Slurm: a script that submits an array and a job that depends on it.
    case slurm
    /// Open Job Description: a job template.
    case openjd
    /// No scheduler: a script that starts the processes itself.
    case shell
  }

  /// The plan.
  package let plan: FarmPlan
  /// The plan's file: seen from the job's folder where it is in there, or its absolute path.
  package let planFile: String
  /// The program as the machines know it.
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

  /// The job as `scheduler` reads it.
  package func text(for scheduler: Scheduler) throws -> String {
    switch scheduler {
    case .slurm: slurmScript
    case .openjd: try openJobTemplate()
    case .shell: shellScript
    }
  }

  /// The line that says what a script is, for its head.
  var origin: String {
    "Makes \(plan.output.oneLine) in \(plan.chunks.count) chunks. Written by juliareel \(plan.film.program) from \(planFile.oneLine)."
  }

  /// The greatest index of a chunk.
  var lastIndex: Int { plan.chunks.count - 1 }
}

extension String {
  /// The text as one types it to a shell: as it is where that means itself, and otherwise as a `shellWord`.
  var typedShellWord: String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/+".utf8)
    return !isEmpty && utf8.allSatisfy(plain.contains) ? self : shellWord
  }

  /// The text as one word of a POSIX shell, whatever is in it.
  ///
  /// It is quoted by bytes, as shells read it: an apostrophe with a combining mark behind it is another `Character`, but to a shell it
  /// ends the quotation all the same.
  package var shellWord: String {
    let apostrophe = UInt8(ascii: "'")
    let quoted = utf8.flatMap { $0 == apostrophe ? Array(#"'\''"#.utf8) : [$0] }
    return String(decoding: [apostrophe] + quoted + [apostrophe], as: UTF8.self)
  }
}
