import Foundation
import Production
import TestSupport
import Testing

@Suite("Jobs for Kubernetes, and bundles")
struct FarmBundleTests {
  private static let validate = Repository.root.appendingPathComponent(".build/kubernetes/bin/kubernetes-validate").path

  private struct Job: Decodable {
    struct Metadata: Decodable { let name: String }
    struct Specification: Decodable {
      struct Template: Decodable {
        struct Pod: Decodable {
          struct Container: Decodable {
            struct Mount: Decodable { let subPath: String? }
            let command: [String]
            let image: String
            let volumeMounts: [Mount]
          }
          let containers: [Container]
        }
        let spec: Pod
      }
      let completions: Int
      let completionMode: String
      let maxFailedIndexes: Int
      let backoffLimitPerIndex: Int
      let template: Template
    }
    let metadata: Metadata
    let spec: Specification

    /// What the container runs, with the references to variables resolved as Kubernetes does it.
    var command: [String] {
      spec.template.spec.containers[0].command.map { $0.replacingOccurrences(of: "$$", with: "$") }
    }
  }

  /// A farm with a film in four chunks, and the Job for it; names are awkward.
  private static func exported(_ options: String...) throws -> (farm: Farm, job: Job) {
    let farm = try Farm(in: Farm.awkwardName)
    let plan = Farm.awkwardName + ".plan.json"
    let film = ["plan"] + Farm.film + ["--chunks", "4", "-o", plan, "--film", Farm.awkwardName + ".mp4"]
    #expect(try farm.run(film).status == 0)
    let outcome = try farm.run(
      ["export", plan, "--kubernetes", "--program", Command.executable, "--cpus", "1", "-o", "job.json"] + options)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    return (farm, try JSONDecoder().decode(Job.self, from: farm.bytes("job.json")))
  }

  @Test(
    "Kubernetes' pods, run here, make the film of render: the one that joins begins first, and waits for the chunks")
  func pods() throws {
    let (farm, job) = try Self.exported()
    #expect(job.spec.completions == 5 && job.spec.completionMode == "Indexed")
    // A chunk that has failed for good ends the pod that waits for it.
    #expect(job.spec.maxFailedIndexes == 0 && job.spec.backoffLimitPerIndex == 4)
    func pod(_ index: Int) -> [String] {
      let words = job.command.map { $0.replacingOccurrences(of: "sleep 10", with: "echo waits >&2; sleep 0.2") }
      return ["JOB_COMPLETION_INDEX=\(index)"] + words
    }
    let joining = try Command.Running("/usr/bin/env", pod(4), folder: farm.path)
    #expect(joining.readErrors(until: "waits\n").contains("waits"))
    for index in 0..<4 {
      let ended = try Command.Running("/usr/bin/env", pod(index), folder: farm.path).finish()
      #expect(ended.status == 0, "\(ended.errors)")
    }
    let (status, errors) = joining.finish()
    // A chunk may still hold the folder when its last segment is there; the Job then tries again.
    if status == 73 {
      let again = try Command.Running("/usr/bin/env", pod(4), folder: farm.path)
      #expect(again.finish().status == 0)
    } else {
      #expect(status == 0, "\(errors)")
    }
    #expect(try farm.bytes(Farm.awkwardName + ".mp4") == Farm.rendered())
  }

  @Test(
    "Kubernetes' own schema takes the Job, and refuses one with a wrong key",
    .enabled(if: FileManager.default.isExecutableFile(atPath: validate), "needs kubernetes-validate"))
  func schema() throws {
    let (farm, _) = try Self.exported("--image", "registry.example/j:1", "--claim", "films/2026/a b")
    var wrong = try #require(JSONSerialization.jsonObject(with: farm.bytes("job.json")) as? [String: Any])
    wrong["spek"] = [:] as [String: String]
    try farm.write(JSONSerialization.data(withJSONObject: wrong), to: "wrong.json")
    let check = "exec \(Self.validate.shellWord) --strict"
    let right = try Command.shell("\(check) job.json", folder: farm.path)
    #expect(right.status == 0 && right.text.contains("passed"), "\(right.text) \(right.errors)")
    #expect(try Command.shell("\(check) wrong.json", folder: farm.path).status != 0)
  }

  @Test("names, images and folders are as asked for, and names that Kubernetes does not take are refused")
  func names() throws {
    let (farm, job) = try Self.exported("--image", "registry.example:5000/films/j:1", "--claim", "films/2026/a b")
    #expect(job.metadata.name.wholeMatch(of: /[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?/) != nil, "\(job.metadata.name)")
    let container = job.spec.template.spec.containers[0]
    #expect(container.image == "registry.example:5000/films/j:1" && container.volumeMounts[0].subPath == "2026/a b")
    let plan = Farm.awkwardName + ".plan.json"
    for claim in ["Films", "", "/a", "films/../x", "films/", "-a", "films//x"] {
      let refused = try farm.run("export", plan, "--kubernetes", "--claim=\(claim)", "-o", "no.json")
      #expect(refused.status == 64 && refused.errors.contains("--claim"), "\(claim): \(refused.errors)")
    }
    for image in [
      "a b", "J", "registry.example/", "-j", "j:", "j@sha256:1", "j:1\n", "j:\(String(repeating: "1", count: 129))",
    ] {
      let refused = try farm.run("export", plan, "--kubernetes", "--image=\(image)", "-o", "no.json")
      #expect(refused.status == 64 && refused.errors.contains("--image is a name"), "\(image): \(refused.errors)")
    }
    for (kind, option) in [("--openjd", "--image"), ("--shell", "--image"), ("--slurm", "--claim")] {
      let refused = try farm.run("export", plan, kind, "\(option)=x", "-o", "no.json")
      #expect(refused.status == 64 && refused.errors.contains("\(option): only --kubernetes"), "\(refused.errors)")
    }
    #expect(!farm.contents.contains("no.json"))
  }

  @Test(
    "a bundle has all that it needs: moved elsewhere, Open Job Description's command makes the film of render in it",
    .enabled(if: FarmJobTests.hasOpenJD, "needs openjd-cli in .build/openjd"))
  func bundle() throws {
    let farm = try Farm(in: Farm.awkwardName)
    let plan = Farm.awkwardName + ".plan.json"
    let film = ["plan"] + Farm.film + ["--chunks", "4", "-o", plan, "--film", Farm.awkwardName + ".mp4"]
    #expect(try farm.run(film).status == 0)
    let words = ["export", plan, "--openjd", "--program", Command.executable, "--cpus", "1"]
    // A bundle is written over an earlier one.
    for _ in 0..<2 { #expect(try farm.run(words).status == 0) }
    #expect(farm.contents == [Farm.awkwardName + ".openjd", plan])
    let moved = farm.folder.file("moved")
    try FileManager.default.moveItem(atPath: farm.file(Farm.awkwardName + ".openjd"), toPath: moved)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: moved).sorted()
        == [
          "asset_references.json", "template.json", plan,
        ].sorted())
    for verb in ["check", "run"] {
      let outcome = try Command.shell("exec \(FarmJobTests.openjd.shellWord) \(verb) template.json", folder: moved)
      #expect(outcome.status == 0, "\(verb): \(outcome.text) \(outcome.errors)")
    }
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: moved + "/" + Farm.awkwardName + ".mp4")) == Farm.rendered())
  }
}
