import Foundation
import TestSupport
import Testing

/// Job types for Flamenco, run by node as Flamenco Manager runs them: with the global object `author`, and a job to which tasks are added.
@Suite("Jobs for Flamenco")
struct FlamencoTests {
  static let hasNode = (try? Command.shell("command -v node").status) == 0

  /// A task as the script has authored it.
  struct Task: Decodable, Equatable {
    struct Command: Decodable, Equatable {
      let name: String
      let exe: String
      let args: [String]
    }
    let name: String
    let type: String
    let commands: [Command]
    let dependencies: [String]

    /// What its only command runs.
    var words: [String] { commands.count == 1 ? [commands[0].exe] + commands[0].args : [] }
  }

  struct Setting: Decodable {
    let key: String
    let type: String
    let required: Bool
  }

  private struct Authored: Decodable {
    let label: String
    let settings: [Setting]
    let tasks: [Task]
  }

  /// What Flamenco's manual says of the objects that a script sees, and the settings' defaults unless `changes` has others.
  private static let manager = #"""
    const [script, changes] = [process.argv[2], JSON.parse(process.argv[3])];
    const author = {
      Task: (name, type) => ({
        name, type, commands: [], dependencies: [],
        addCommand(command) { this.commands.push(command); },
        addDependency(task) { this.dependencies.push(task); },
      }),
      Command: (name, parameters) => ({ name, ...parameters }),
    };
    const text = require("fs").readFileSync(script, "utf8");
    const { JOB_TYPE, compileJob } = new Function("author", `${text}\nreturn { JOB_TYPE, compileJob };`)(author);
    const settings = Object.fromEntries(JOB_TYPE.settings.map((setting) => [setting.key, setting.default]));
    const tasks = [];
    compileJob({ settings: { ...settings, ...changes }, addTask: (task) => tasks.push(task) });
    const added = new Set(tasks);
    for (const task of tasks) {
      if (!task.dependencies.every((other) => added.has(other))) throw Error("a task waits for one that is not in the job");
      task.dependencies = task.dependencies.map((other) => other.name);
    }
    console.log(JSON.stringify({ label: JOB_TYPE.label, settings: JOB_TYPE.settings, tasks }));
    """#

  private static func author(_ script: String, _ changes: String = "{}", in farm: Farm) throws -> Authored {
    let manager = farm.folder.file("manager.js")
    try Data(Self.manager.utf8).write(to: URL(fileURLWithPath: manager))
    let outcome = try Command.shell(
      "exec node \(manager.shellWord) \(script.shellWord) \(changes.shellWord)", folder: farm.path)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try JSONDecoder().decode(Authored.self, from: Data(outcome.text.utf8))
  }

  /// The tasks of the job type in `script`, with the defaults of its settings.
  static func tasks(of script: String, in farm: Farm) throws -> [Task] { try author(script, in: farm).tasks }

  @Test(
    "the tasks that node authors, run in the order of their dependencies, give the film of render",
    .enabled(if: hasNode, "needs node"))
  func film() throws {
    let farm = try Farm(in: Farm.awkwardName)
    let plan = Farm.awkwardName + ".plan.json"
    let film = ["plan"] + Farm.film + ["--chunks", "4", "-o", plan, "--film", Farm.awkwardName + ".mp4"]
    #expect(try farm.run(film).status == 0)
    let outcome = try farm.run("export", plan, "--flamenco", "--program", Command.executable, "--cpus", "1")
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    let job = try Self.author(Farm.awkwardName + ".flamenco.js", in: farm)
    #expect(job.settings.map(\.key) == ["plan", "chunks", "program", "threads"])
    #expect(job.tasks.map(\.name) == ["chunk-0", "chunk-1", "chunk-2", "chunk-3", "join"])
    #expect(job.tasks.allSatisfy { $0.type == "misc" && $0.commands.count == 1 && $0.commands[0].name == "exec" })
    #expect(job.tasks.map(\.dependencies.count) == [0, 0, 0, 0, 4])
    #expect(job.tasks.last?.dependencies == job.tasks.dropLast().map(\.name))
    // A worker is in a folder of its own.
    for task in job.tasks {
      let outcome = try Command.shell("exec \(task.words.map(\.shellWord).joined(separator: " "))", folder: "/")
      #expect(outcome.status == 0, "\(task.name): \(outcome.errors)")
    }
    #expect(try farm.bytes(Farm.awkwardName + ".mp4") == Farm.rendered())
  }

  @Test("the settings of a submitted job take the place of the plan's", .enabled(if: hasNode, "needs node"))
  func settings() throws {
    let farm = try Farm()
    #expect(try farm.plan().status == 0)
    #expect(try farm.run("export", "film.plan.json", "--flamenco").status == 0)
    let changes = #"{"plan": "/films/other.plan.json", "chunks": 2, "program": "/opt/juliareel", "threads": 16}"#
    let job = try Self.author("film.flamenco.js", changes, in: farm)
    let segment = ["/opt/juliareel", "segment", "/films/other.plan.json", "--index"]
    #expect(
      job.tasks.map(\.words) == [
        segment + ["0", "--threads", "16"], segment + ["1", "--threads", "16"],
        ["/opt/juliareel", "join", "/films/other.plan.json"],
      ])
    #expect(job.label == "juliareel film.mp4")
  }
}
