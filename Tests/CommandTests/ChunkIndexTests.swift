import ArgumentParser
import TestSupport
import Testing

@testable import JuliaReelCommand

@Suite("The index of a farm's task")
struct ChunkIndexTests {
  @Test(
    "each scheduler's variable gives the chunk from 0",
    arguments: [
      ("SLURM_ARRAY_TASK_ID", "3", 3), ("JOB_COMPLETION_INDEX", "0", 0), ("AWS_BATCH_JOB_ARRAY_INDEX", "7", 7),
      ("PBS_ARRAY_INDEX", "2", 2), ("LSB_JOBINDEX", "1", 0), ("SGE_TASK_ID", "12", 11),
    ])
  func variables(name: String, text: String, index: Int) throws {
    #expect(try ChunkIndexOption.environment.resolved(in: [name: text, "HOME": "/"]).index == index)
  }

  @Test("two that agree are one, and a number on the command line asks nobody")
  func agreement() throws {
    let both = ["SGE_TASK_ID": "4", "SLURM_ARRAY_TASK_ID": "3"]
    #expect(try ChunkIndexOption.environment.resolved(in: both).index == 3)
    #expect(try ChunkIndexOption(argument: "5")?.resolved(in: both).index == 5)
    #expect(ChunkIndexOption(argument: "env") == .environment && ChunkIndexOption(argument: "x") == nil)
  }

  @Test("a job that is not an array has no number, though its scheduler sets the variable")
  func undefined() throws {
    let unset = ["SGE_TASK_ID": "undefined", "LSB_JOBINDEX": "0", "PBS_ARRAY_INDEX": ""]
    #expect(throws: Failure.self) { try ChunkIndexOption.environment.resolved(in: unset) }
    #expect(
      try ChunkIndexOption.environment.resolved(in: unset.merging(["SLURM_ARRAY_TASK_ID": "6"]) { $1 }).index == 6)
  }

  @Test("two that differ are both named, none names all that were looked for, and nonsense is quoted")
  func errors() throws {
    func message(_ environment: [String: String]) -> String {
      do throws(Failure) {
        return "\(try ChunkIndexOption.environment.resolved(in: environment))"
      } catch {
        return error.status == .usage ? error.message : "\(error.status)"
      }
    }
    let differing = message(["SLURM_ARRAY_TASK_ID": "3", "SGE_TASK_ID": "3"])
    #expect(differing.contains("SLURM_ARRAY_TASK_ID=3 is chunk 3") && differing.contains("SGE_TASK_ID=3 is chunk 2"))
    let none = message([:])
    for variable in ArrayIndexVariable.allCases { #expect(none.contains(variable.rawValue)) }
    for text in ["-1", "1.5", "x\u{1B}[2J", "99999999999999999999"] {
      let refused = message(["PBS_ARRAY_INDEX": text])
      #expect(refused.contains("PBS_ARRAY_INDEX is “") && !refused.contains("\u{1B}"), "\(refused)")
    }
    #expect(message(["LSB_JOBINDEX": "-3"]).contains("at least 1"))
  }

  @Test("the command takes it, and a number that the plan does not have names where it came from")
  func command() throws {
    let farm = try Farm()
    #expect(try farm.plan().status == 0)
    let made = try Command.shell(
      "SLURM_ARRAY_TASK_ID=1 exec \"$JULIAREEL\" segment film.plan.json --index env --progress none", folder: farm.path)
    #expect(made.status == 0 && made.text.contains("chunk 1"), "\(made.errors)")
    let beyond = try Command.shell(
      "SGE_TASK_ID=5 exec \"$JULIAREEL\" segment film.plan.json --index env", folder: farm.path)
    #expect(beyond.status == 64 && beyond.errors.contains("--index env, SGE_TASK_ID=5: "), "\(beyond.errors)")
  }
}
