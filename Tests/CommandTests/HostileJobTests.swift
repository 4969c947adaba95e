import Foundation
import Production
import TestSupport
import Testing

/// Texts that mean harm: each ends what quotes it, as a shell or a template understands that, and has commands behind it.
@Suite("Exported jobs of hostile plans")
struct HostileJobTests {
  /// A combining accent, a joiner and a variation selector: with one of them behind it a letter is another `Character`, and to a shell
  /// still the same byte.
  private static let marks = ["\u{301}", "\u{200D}", "\u{FE0F}"]
  /// What shells, schedulers and templates take for their own.
  private static let specials = [
    "'", "\"", "$", "`", "\\", "\n", "\t", "\r", "*", "?[a]", "{{", "}}", "{}", "%", "#", "&", "=",
  ]

  /// One for each special and mark, and one with all specials for each mark and for none.
  private static let texts: [String] =
    marks.flatMap { mark in specials.prefix(6).map { "\($0)\(mark);>PWNED;\($0)\(mark)$(>PWNED)" } }
    + whole + ["-rf", "-\u{301}x", "~", "\n#SBATCH --wrap='>PWNED'\n>PWNED\n", "a\u{2028}>PWNED;"]
  private static let whole = (marks + [""]).map { mark in
    specials.map { "\($0)\(mark)" }.joined(separator: ";>PWNED;")
  }

  /// A plan of two chunks.
  private static let plan = Result {
    let farm = try Farm()
    let planned = try farm.run(
      "plan", "classic-loop", "--size", "64x36", "--fps", "10", "--set", "duration=6", "--chunks", "2",
      "-o", "p.plan.json")
    try #require(planned.status == 0, "\(planned.errors)")
    return String(decoding: try farm.bytes("p.plan.json"), as: UTF8.self)
  }

  /// A farm whose folder, plan, film and program are called by `text`; the program notes its arguments in `calls`.
  private struct HostileFarm {
    let farm: Farm
    let planName: String

    init(_ text: String) throws {
      farm = try Farm(in: "f\(text)\n")
      planName = text + ".plan.json"
      let film = String(decoding: try JSONEncoder().encode(text + ".mp4"), as: UTF8.self)
      let plan = try HostileJobTests.plan.get().replacingOccurrences(of: "\"p.mp4\"", with: film)
      try farm.write(Data(plan.utf8), to: planName)
      let calls = farm.folder.file("calls").shellWord
      try makeProgram("p\(text)", "printf '%s\\0' \"$@\" END >>\(calls)")
    }

    func makeProgram(_ name: String, _ script: String) throws {
      try farm.write(Data("#!/bin/bash\n\(script)\n".utf8), to: name)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: farm.file(name))
    }

    /// Exports to `job`, and returns the job's text.
    func export(_ scheduler: String, text: String) throws -> String {
      let outcome = try farm.run(
        ["export", "./" + planName, "--\(scheduler)", "--program", "./p\(text)", "--cpus", "1", "-o", "job"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      return String(decoding: try farm.bytes("job"), as: UTF8.self)
    }

    /// The calls of a program that notes them in `name`, and forgets them.
    func calls(_ name: String = "calls") throws -> [[String]] {
      let file = URL(fileURLWithPath: farm.folder.file(name))
      defer { try? FileManager.default.removeItem(at: file) }
      let words = (try? Data(contentsOf: file))?.split(separator: 0, omittingEmptySubsequences: false) ?? []
      let calls = words.map { String(decoding: $0, as: UTF8.self) }.split(separator: "END").map(Array.init)
      return calls.filter { $0 != [""] }
    }

    /// How the program is to have been called by a job for which the plan is `name`, in any order.
    func expectCalls(plan name: String, _ comment: Comment, sourceLocation: SourceLocation = #_sourceLocation) throws {
      let calls = try calls()
      let wanted = [["segment", name, "--index", "0"], ["segment", name, "--index", "1"], ["join", name]]
      let found = calls.map { Array($0.prefix(4)) }.sorted { $0.last ?? "" < $1.last ?? "" }
      // By bytes, which is more than equality.
      let bytes = { (calls: [[String]]) in Set(calls.map { Array($0.joined(separator: "\0").utf8) }) }
      #expect(bytes(found) == bytes(wanted), comment, sourceLocation: sourceLocation)
    }

    func expectNoHarm(_ comment: Comment, sourceLocation: SourceLocation = #_sourceLocation) {
      let names = FileManager.default.enumerator(atPath: farm.folder.path)?.compactMap { $0 as? String } ?? []
      let harm = names.filter { $0.utf8.reversed().starts(with: "DENWP".utf8) }
      #expect(!names.isEmpty && harm.isEmpty, comment, sourceLocation: sourceLocation)
    }
  }

  @Test("the shell's job runs nothing but the program, with the names as they are", arguments: texts)
  func shell(text: String) throws {
    let hostile = try HostileFarm(text)
    _ = try hostile.export("shell", text: text)
    let name = text.utf8.first == UInt8(ascii: "-") ? "./" + hostile.planName : hostile.planName
    // One of the name parallel that is no GNU parallel has the job use xargs.
    try hostile.makeProgram("parallel", "echo other")
    for run in ["PATH=.:$PATH exec dash job 1", "PATH=.:$PATH exec bash ./job 1", "CDPATH=/ exec dash ./job 1"] {
      let outcome = try Command.shell(run, folder: hostile.farm.path)
      #expect(outcome.status == 0, "\(run): \(outcome.errors)")
      try hostile.expectCalls(plan: name, "\(run)")
      hostile.expectNoHarm("\(run)")
    }
  }

  @Test("Slurm's job submits itself and runs nothing but the program, with the names as they are", arguments: texts)
  func slurm(text: String) throws {
    let hostile = try HostileFarm(text)
    let job = try hostile.export("slurm", text: text)
    // Slurm reads options from the comments at a script's head.
    let head = job.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.isEmpty || $0.hasPrefix("#") }
    #expect(head.count > 4 && !head.contains { $0.hasPrefix("#SBATCH") }, "\(head)")
    let name = text.utf8.first == UInt8(ascii: "-") ? "./" + hostile.planName : hostile.planName
    let record = hostile.farm.folder.file("submitted").shellWord
    try hostile.makeProgram(
      "sbatch",
      """
      printf '%s\\0' "$@" END >>\(record)
      for word; do case $word in --chdir=*) cd -- "${word#--chdir=}" || exit 1 ;; esac; done
      export SLURM_JOB_ID=1 SLURM_CPUS_PER_TASK=1
      [ "${@: -1}" = join ] && tasks=0 || tasks='0 1'
      for SLURM_ARRAY_TASK_ID in $tasks; do export SLURM_ARRAY_TASK_ID; $SH "${@: -2}" >&2 || exit; done
      echo '7;cluster'
      """)
    for shell in ["bash", "dash"] {
      let outcome = try Command.shell(
        "export SH=\(shell); PATH=.:$PATH exec \(shell) ./job --time=5", folder: hostile.farm.path)
      #expect(outcome.status == 0 && outcome.text == "array 7, join 7\n", "\(shell): \(outcome.errors)")
      let submitted = try hostile.calls("submitted")
      #expect(submitted.count == 2, "\(submitted)")
      for words in submitted {
        #expect(words[1].utf8.elementsEqual("--job-name=juliareel \((text + ".mp4").oneLine)".utf8), "\(words)")
        #expect(words[2].utf8.elementsEqual("--chdir=\(hostile.farm.path)/".utf8), "\(words)")
        #expect(words.suffix(3).first == "--time=5", "\(words)")
        #expect(words[words.count - 2].utf8.elementsEqual("\(hostile.farm.path)/job".utf8), "\(words)")
      }
      try hostile.expectCalls(plan: name, "\(shell)")
      hostile.expectNoHarm("\(shell)")
    }
  }

  @Test("the template has the names as they are, within the lengths of the specification", arguments: texts)
  func template(text: String) throws {
    let hostile = try HostileFarm(text)
    let job = try hostile.export("openjd", text: text)
    let template = try #require(try JSONSerialization.jsonObject(with: Data(job.utf8)) as? [String: Any])
    let parameters = try #require(template["parameterDefinitions"] as? [[String: Any]])
    let plan = try #require(parameters.first { $0["name"] as? String == "Plan" }?["default"] as? String)
    let prefix = text.utf8.first == UInt8(ascii: "-") ? "./" : ""
    #expect(plan.utf8.elementsEqual((prefix + hostile.planName).utf8))
    let name = try #require(template["name"] as? String)
    #expect(!name.utf8.contains(UInt8(ascii: "{")) && !name.utf8.contains(UInt8(ascii: "\n")) && name.utf8.count < 400)
    #expect(name.unicodeScalars.count <= 128)
  }

  @Test(
    "Open Job Description's command runs nothing but the program, with the names as they are",
    .enabled(if: FarmJobTests.hasOpenJD, "needs openjd-cli in .build/openjd"), .timeLimit(.minutes(10)),
    arguments: whole)
  func openJobDescription(text: String) throws {
    let hostile = try HostileFarm(text)
    _ = try hostile.export("openjd", text: text)
    let outcome = try Command.shell("exec \(FarmJobTests.openjd.shellWord) run job", folder: hostile.farm.path)
    #expect(outcome.status == 0, "\(outcome.text) \(outcome.errors)")
    let prefix = hostile.farm.path + "/"
    try hostile.expectCalls(plan: prefix + hostile.planName, "\(outcome.text)")
    hostile.expectNoHarm("\(outcome.text)")
  }
  @Test(
    "Flamenco's tasks run nothing but the program, with the names as they are",
    .enabled(if: FlamencoTests.hasNode, "needs node"), arguments: whole)
  func flamenco(text: String) throws {
    let hostile = try HostileFarm(text)
    _ = try hostile.export("flamenco", text: text)
    let tasks = try FlamencoTests.tasks(of: "job", in: hostile.farm)
    for task in tasks {
      let outcome = try Command.shell("exec \(task.words.map(\.shellWord).joined(separator: " "))", folder: "/")
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    try hostile.expectCalls(plan: hostile.farm.path + "/" + hostile.planName, "\(tasks)")
    hostile.expectNoHarm("\(tasks)")
  }
}
