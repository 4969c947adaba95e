import Foundation
import TestSupport
import Testing

// One after another: two at once with the same chunk would find it locked.
@Suite("The index of a farm's task", .serialized)
struct ChunkIndexTests {
  /// A film in four chunks, all of them rendered.
  private static let farm = Result {
    let farm = try Farm()
    try #require(try farm.plan().status == 0)
    for index in 0..<4 { try #require(try farm.segment(index).status == 0) }
    return farm
  }

  /// Runs `segment` with `--index env` in an environment that has only `variables`, as they are typed in a shell.
  private func segment(_ variables: String, plan: String = "film.plan.json") throws -> Command.Outcome {
    try Command.shell(
      "exec env -i \(variables) \"$JULIAREEL\" segment \(plan) --index env --progress none",
      folder: Self.farm.get().path)
  }

  @Test(
    "each scheduler's variable gives the chunk from 0",
    arguments: [
      ("SLURM_ARRAY_TASK_ID=3", 3), ("JOB_COMPLETION_INDEX=0", 0), ("AWS_BATCH_JOB_ARRAY_INDEX=2", 2),
      ("PBS_ARRAY_INDEX=1", 1), ("LSB_JOBINDEX=1", 0), ("SGE_TASK_ID=4", 3),
      ("SGE_TASK_ID=4 SLURM_ARRAY_TASK_ID=3", 3),
      ("SGE_TASK_ID=undefined LSB_JOBINDEX=0 PBS_ARRAY_INDEX= SLURM_ARRAY_TASK_ID=1", 1),
    ])
  func variables(environment: String, index: Int) throws {
    let outcome = try segment(environment)
    #expect(outcome.status == 0 && outcome.text.contains("chunk \(index): "), "\(outcome.text) \(outcome.errors)")
  }

  @Test(
    "two that differ are both named, none names all that were looked for, and nonsense is quoted",
    arguments: [
      ("SLURM_ARRAY_TASK_ID=3 SGE_TASK_ID=3", ["SLURM_ARRAY_TASK_ID=3 is chunk 3", "SGE_TASK_ID=3 is chunk 2"]),
      (
        "SGE_TASK_ID=undefined",
        [
          "SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX", "AWS_BATCH_JOB_ARRAY_INDEX", "PBS_ARRAY_INDEX", "LSB_JOBINDEX",
          "SGE_TASK_ID",
        ]
      ),
      ("PBS_ARRAY_INDEX=-1", ["PBS_ARRAY_INDEX is “-1”; allowed: a number of at least 0"]),
      ("PBS_ARRAY_INDEX=1.5", ["PBS_ARRAY_INDEX is “1.5”"]), ("LSB_JOBINDEX=-3", ["a number of at least 1"]),
      ("JOB_COMPLETION_INDEX=99999999999999999999", ["JOB_COMPLETION_INDEX is “9999"]),
      ("SLURM_ARRAY_TASK_ID=4", ["--index env, SLURM_ARRAY_TASK_ID=4: film.plan.json has 4 chunks, numbers 0 to 3"]),
    ])
  func errors(environment: String, words: [String]) throws {
    let outcome = try segment(environment)
    #expect(outcome.status == 64 && outcome.text.isEmpty, "\(outcome.errors)")
    for word in words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
    #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
  }

  @Test("a value with a terminal's controls is shown without them, and a word that is no number is a usage error")
  func hostile() throws {
    let outcome = try segment("PBS_ARRAY_INDEX=\"$(printf 'x\\033[2J\\n')\"")
    #expect(outcome.status == 64 && !outcome.errors.contains("\u{1B}"), "\(outcome.errors)")
    #expect(try Command.run("segment", "none.json", "--index", "environment").status == 64)
  }
}
