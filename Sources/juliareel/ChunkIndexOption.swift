import Animation
import ArgumentParser
import Foundation
import Production

/// Which chunk: its number, or `env`, the number that a farm's scheduler has put into the environment.
enum ChunkIndexOption: ExpressibleByArgument, Equatable {
  case number(Int)
  case environment

  init?(argument: String) {
    if argument == "env" {
      self = .environment
    } else if let number = Int(argument) {
      self = .number(number)
    } else {
      return nil
    }
  }

  static var defaultCompletionKind: CompletionKind { .list(["env"]) }

  /// The chunk's number, from 0, and what gave it, for messages.
  func resolved(
    in environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(Failure) -> (index: Int, origin: String) {
    switch self {
    case .number(let number): return (number, "--index \(number)")
    case .environment: break
    }
    var found: [(variable: ArrayIndexVariable, text: String, index: Int)] = []
    for variable in ArrayIndexVariable.allCases {
      guard let text = environment[variable.rawValue], !text.isEmpty, text != variable.wordForNone else { continue }
      guard let index = Int(text), index >= variable.first else {
        throw Failure(
          .usage,
          "--index env: \(variable.rawValue) is “\(text.oneLine)”; allowed: a number of at least \(variable.first)")
      }
      found.append((variable, text, index - variable.first))
    }
    guard let first = found.first else {
      let names = ArrayIndexVariable.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure(.usage, "--index env: the environment has no number of a task; looked for \(names)")
    }
    if let other = found.first(where: { $0.index != first.index }) {
      throw Failure(
        .usage,
        "--index env: \(first.variable.rawValue)=\(first.text) is chunk \(first.index), and "
          + "\(other.variable.rawValue)=\(other.text) is chunk \(other.index); unset the one that is not this task's")
    }
    return (first.index, "--index env, \(first.variable.rawValue)=\(first.text)")
  }
}

/// The variables by which schedulers tell a task of an array its number.
enum ArrayIndexVariable: String, CaseIterable {
  case slurm = "SLURM_ARRAY_TASK_ID"
  case kubernetes = "JOB_COMPLETION_INDEX"
  case awsBatch = "AWS_BATCH_JOB_ARRAY_INDEX"
  case pbs = "PBS_ARRAY_INDEX"
  case lsf = "LSB_JOBINDEX"
  case gridEngine = "SGE_TASK_ID"

  /// The number of the first task: LSF and Grid Engine have none with the number 0.
  var first: Int {
    switch self {
    case .slurm, .kubernetes, .awsBatch, .pbs: 0
    case .lsf, .gridEngine: 1
    }
  }

  /// What the variable holds in a job that is not an array, if the scheduler sets it there too.
  var wordForNone: String? {
    switch self {
    case .slurm, .kubernetes, .awsBatch, .pbs: nil
    case .lsf: "0"
    case .gridEngine: "undefined"
    }
  }
}
