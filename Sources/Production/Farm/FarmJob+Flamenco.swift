import Animation
import HostSystem

extension FarmJob {
  /// A job type for Flamenco 3: a script that Flamenco Manager runs when a job is submitted, and that makes a task for each chunk and
  /// one that joins them.
  ///
  /// The script is kept with the manager and not beside the plan, so the plan is a setting, with its path as default.
  var flamencoJobType: String {
    get throws {
      #"""
      // \#(origin)
      //
      // A job type of Flamenco 3: put this file into the folder "scripts" beside Flamenco Manager. The workers need juliareel, and the
      // plan's folder under the path that the job says. A task that is stopped and queued again resumes from its finished segments.
      const JOB_TYPE = {
        label: \#(try Self.javaScript("juliareel \(plan.output.oneLine)")),
        settings: [
          {
            key: "plan", type: "string", subtype: "file_path", required: true, default: \#(try Self.javaScript(planFile)),
            description: "The plan, under the workers' path; the film is made in its folder",
          },
          {
            key: "chunks", type: "int32", required: true, default: \#(plan.chunks.count),
            description: "Chunks of the plan, each of which is a task",
          },
          {
            key: "program", type: "string", required: true, default: \#(try Self.javaScript(program)),
            description: "juliareel on the workers",
          },
          {
            key: "threads", type: "int32", required: true, default: \#(processorsPerTask),
            description: "Processors that a task uses",
          },
        ],
      };

      function compileJob(job) {
        const settings = job.settings;
        const run = (name, ...words) => {
          const task = author.Task(name, "misc");
          task.addCommand(author.Command("exec", { exe: settings.program, args: words }));
          return task;
        };
        const join = run("join", "join", settings.plan);
        for (let index = 0; index < settings.chunks; index++) {
          const chunk = run(
            `chunk-${index}`, "segment", settings.plan, "--index", `${index}`, "--threads", `${settings.threads}`);
          job.addTask(chunk);
          join.addDependency(chunk);
        }
        job.addTask(join);
      }

      """#
    }
  }

  /// `text` as a literal of JavaScript. That of JSON is one but for two line separators, which older editions of the language do not
  /// allow in it.
  private static func javaScript(_ text: String) throws -> String {
    String(decoding: try ProgramJSON.line(text), as: UTF8.self).unicodeScalars.reduce(into: "") { literal, scalar in
      switch scalar {
      case "\u{2028}": literal += #"\u2028"#
      case "\u{2029}": literal += #"\u2029"#
      default: literal.unicodeScalars.append(scalar)
      }
    }
  }
}
