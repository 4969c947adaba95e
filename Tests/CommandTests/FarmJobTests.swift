import Foundation
import Production
import TestSupport
import Testing

@Suite("Farms")
struct FarmJobTests {
  /// Whether Debian's slurm-wlm and munge are here.
  private static let hasSlurm =
    (try? Command.shell("PATH=$PATH:/usr/sbin; command -v sbatch slurmctld slurmd munged hostname").status) == 0
  private static let hasParallel = (try? Command.shell("parallel --version | grep -q '^GNU'").status) == 0
  /// Open Job Description's own command, where scripts/setup.sh puts it.
  static let openjd = Repository.root.appendingPathComponent(".build/openjd/bin/openjd").path
  static let hasOpenJD = FileManager.default.isExecutableFile(atPath: openjd)

  /// A farm with a film in four chunks, exported; its names are awkward.
  private static func exported(_ scheduler: String) throws -> Farm {
    let farm = try Farm(in: Farm.awkwardName)
    let plan = Farm.awkwardName + ".plan.json"
    let film = ["plan"] + Farm.film + ["--chunks", "4", "-o", plan, "--film", Farm.awkwardName + ".mp4"]
    #expect(try farm.run(film).status == 0)
    let words = [
      "export", plan, "--\(scheduler)", "--program", Command.executable, "--cpus", "1", "-o", jobName(scheduler),
    ]
    let outcome = try farm.run(words)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    return farm
  }

  private static func jobName(_ scheduler: String) -> String { scheduler == "openjd" ? "job.json" : "job.sh" }

  private static func film(of farm: Farm) throws -> Data { try farm.bytes(Farm.awkwardName + ".mp4") }

  @Test("the shell's job gives the film of render", arguments: [true, false])
  func shell(usesParallel: Bool) throws {
    if usesParallel && !Self.hasParallel { return }
    let farm = try Self.exported("shell")
    // Another program of that name, which comes first.
    try farm.write(Data("#!/bin/sh\necho parallel from moreutils\n".utf8), to: "parallel")
    let path = usesParallel ? "" : "chmod +x parallel; PATH=.:$PATH; "
    let outcome = try Command.shell("\(path)exec sh ./job.sh 3", folder: farm.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.split(separator: "\n").count == 5, "\(outcome.text)")
    #expect(try Self.film(of: farm) == Farm.rendered())
  }

  @Test("the shell's job uses the processors per task that it was exported with", arguments: [nil, "3"])
  func threads(cpus: String?) throws {
    let farm = try Farm()
    #expect(try farm.run(["plan"] + Farm.film + ["--chunks", "4", "-o", "film.plan.json"]).status == 0)
    let words = ["export", "film.plan.json", "--shell", "--program", "./told", "-o", "job.sh"]
    #expect(try farm.run(words + (cpus.map { ["--cpus", $0] } ?? [])).status == 0)
    try farm.write(Data("#!/bin/sh\necho \"$@\" >> told.txt\n".utf8), to: "told")
    let outcome = try Command.shell("chmod +x told; exec sh ./job.sh", folder: farm.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let told = String(decoding: try farm.bytes("told.txt"), as: UTF8.self).split(separator: "\n")
    let shared = max(ProcessInfo.processInfo.processorCount / 2, 1)
    #expect(told.filter { $0.hasSuffix(" --threads \(cpus ?? "\(shared)")") }.count == 4, "\(told)")
    #expect(told.last == "join film.plan.json")
  }

  @Test("a chunk that fails fails the shell's job, and the same script resumes from the others")
  func failure() throws {
    let farm = try Self.exported("shell")
    let job = String(decoding: try farm.bytes("job.sh"), as: UTF8.self)
    let broken = job.replacingOccurrences(of: #"exec "$JULIAREEL""#, with: #"[ "$1" != 2 ] && exec "$JULIAREEL""#)
    try farm.write(Data(broken.utf8), to: "broken")
    #expect(try Command.shell("exec sh ./broken 1", folder: farm.path).status != 0)
    #expect(!farm.contents.contains(Farm.awkwardName + ".mp4"))
    let outcome = try Command.shell("exec sh ./job.sh", folder: farm.path)
    #expect(outcome.status == 0 && outcome.text.contains("of them from before"), "\(outcome.errors)")
    #expect(try Self.film(of: farm) == Farm.rendered())
  }

  @Test(
    "Slurm runs the array of four and the join, and gives the film of render",
    .enabled(if: hasSlurm, "needs slurm-wlm and munge"), .timeLimit(.minutes(10)))
  func slurm() throws {
    let farm = try Self.exported("slurm")
    let script = Repository.root.appendingPathComponent("Tests/Farm/slurm.sh").path
    let outcome = try Command.shell("exec \(script.shellWord) ./job.sh --nice=0", folder: farm.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.hasSuffix("join COMPLETED\n"), "\(outcome.text)")
    #expect(farm.contents.filter { $0.hasPrefix("juliareel-") && $0.hasSuffix(".log") }.count == 5, "\(farm.contents)")
    #expect(try Self.film(of: farm) == Farm.rendered())
  }

  @Test(
    "Open Job Description's command checks and runs the template, and gives the film of render",
    .enabled(if: hasOpenJD, "needs openjd-cli in .build/openjd"), .timeLimit(.minutes(10)))
  func openJobDescription() throws {
    let farm = try Self.exported("openjd")
    for verb in ["check", "run"] {
      let outcome = try Command.shell("exec \(Self.openjd.shellWord) \(verb) job.json", folder: farm.path)
      #expect(outcome.status == 0, "\(verb): \(outcome.text) \(outcome.errors)")
    }
    #expect(try Self.film(of: farm) == Farm.rendered())
  }

  @Test("jobs beside their plan are the same wherever the folder is; others know the plan by its absolute path")
  func places() throws {
    let farm = try Farm()
    #expect(try farm.plan().status == 0)
    try FileManager.default.createDirectory(atPath: farm.file("jobs"), withIntermediateDirectories: true)
    for words in [["--slurm", "-o", "jobs/far.sh"], ["--slurm"], ["--shell"], ["--openjd", "-o", "film.openjd.json"]] {
      #expect(try farm.run(["export", "film.plan.json"] + words).status == 0)
    }
    #expect(farm.contents == ["film.openjd.json", "film.plan.json", "film.sh", "film.slurm.sh", "jobs"])
    for name in ["film.openjd.json", "film.sh", "film.slurm.sh"] {
      #expect(String(decoding: try farm.bytes(name), as: UTF8.self).range(of: farm.path) == nil, "\(name)")
    }
    let far = String(decoding: try farm.bytes("jobs/far.sh"), as: UTF8.self)
    #expect(far.contains("plan='") && far.contains("/film.plan.json'\n"), "\(far)")
  }
}
