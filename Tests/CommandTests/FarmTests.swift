import Foundation
import Production
import TestSupport
import Testing

@Suite("Films made in chunks")
struct FarmTests {
  private static let segments = "film.mp4.juliareel"

  @Test("chunks made in any order, twice, and by any number of workers become the bytes that render gives")
  func anyOrder() throws {
    let farm = try Farm()
    let planned = try farm.plan()
    #expect(planned.status == 0 && planned.errors.isEmpty, "\(planned.errors)")
    #expect(planned.text.split(separator: "\n").count == 6, "\(planned.text)")
    for (index, threads) in [(2, 1), (0, 2), (2, 2), (3, 5), (1, 2)] {
      let outcome = try farm.segment(index, threads: threads)
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
      #expect(outcome.text.contains("of them from before") == (threads == 2 && index == 2), "\(outcome.text)")
    }
    #expect(try farm.join("--keep", "-o", "other.mp4").status == 0)
    let joined = try farm.join()
    #expect(joined.status == 0 && joined.errors.isEmpty, "\(joined.errors)")
    let expected = try Farm.rendered()
    #expect(try farm.bytes("film.mp4") == expected)
    #expect(try farm.bytes("other.mp4") == expected)
    #expect(farm.contents == ["film.mp4", "film.plan.json", "other.mp4"])
  }

  @Test("chunks made at once share the folder, and the same chunk is made once")
  func atOnce() throws {
    let farm = try Farm()
    #expect(try farm.plan().status == 0)
    let running = try [0, 1, 2, 3, 1, 2].map { index in
      try Command.Running(
        Command.executable,
        ["segment", "film.plan.json", "--index", "\(index)", "--threads", "1", "--progress", "none"], folder: farm.path)
    }
    let outcomes = running.map { $0.finish() }
    // Whoever comes second is told so, unless the first has ended.
    for (status, errors) in outcomes {
      #expect(status == 0 ? errors.isEmpty : status == 73 && errors.contains(" is being made by process "), "\(errors)")
    }
    #expect(outcomes.count { $0.status == 0 } >= 4)
    let joined = try farm.join()
    #expect(joined.status == 0, "\(joined.errors)")
    #expect(try farm.bytes("film.mp4") == Farm.rendered())
  }

  @Test("a plan's chunks are the whole film, each segment once, in shares of its cost")
  func chunks() throws {
    let farm = try Farm()
    for (asked, count) in [(1, 1), (5, 5), (12, 12), (100, 12)] {
      let outcome = try farm.plan(chunks: asked, "--film", "a b.mkv")
      #expect(outcome.status == 0 && outcome.errors.isEmpty == (asked == count), "\(outcome.errors)")
      let plan = try FarmPlan(json: Array(farm.bytes("film.plan.json")), name: "plan")
      #expect(plan.output == "a b.mkv" && plan.frameCount == 360)
      #expect(plan.chunks.map(\.index) == Array(0..<count))
      #expect(plan.chunks.flatMap { Array($0.segments) } == Array(0..<12))
      #expect(plan.chunks.flatMap { Array($0.frames) } == Array(0..<360))
      #expect(abs(plan.chunks.reduce(0) { $0 + $1.share } - 1) < 0.001)
    }
  }

  @Test(
    "a film cut for many workers has more and shorter segments, and its own bytes, which render gives with the same words"
  )
  func forWorkers() throws {
    let farm = try Farm()
    let planned = try farm.plan(chunks: 20, "--for-workers", "30")
    #expect(planned.status == 0 && planned.errors.isEmpty, "\(planned.errors)")
    #expect(planned.text.contains("segments of 12 frames"), "\(planned.text)")
    let plan = try FarmPlan(json: Array(farm.bytes("film.plan.json")), name: "plan")
    #expect(plan.chunks.count == 20 && plan.chunks.last?.segments.upperBound == 30)
    #expect(plan.chunks.flatMap { Array($0.frames) } == Array(0..<360))
    #expect(try farm.segment(0).status == 0)
    #expect(try farm.join("--repair").status == 0)
    let film = try farm.bytes("film.mp4")
    let usual = try Farm.rendered()
    #expect(try film == Farm.rendered(["--for-workers", "30"]))
    #expect(film != usual)
    // Enough segments already.
    #expect(try Farm.rendered(["--for-workers", "12"]) == usual)
    for words in [["film.mp4", "--for-workers", "0"], ["null", "--for-workers", "2"]] {
      let refused = try farm.run(["render", "classic-loop", "-o"] + words)
      #expect(refused.status == 64 && refused.errors.contains("--for-workers"), "\(refused.errors)")
    }
  }

  @Test("a plan carries all that changes bytes: options, instruction set, what a preset extends")
  func selfContained() throws {
    let farm = try Farm()
    let options = ["--isa", "baseline", "--crf", "30", "--samples", "4"]
    try farm.write(
      Data(#"{ "extends": "classic-loop", "output": { "width": 96, "height": 54, "frameRate": 36 } }"#.utf8),
      to: "my.json")
    #expect(try farm.run(["plan", "my.json", "--chunks", "2", "-o", "film.plan.json"] + options).status == 0)
    try FileManager.default.removeItem(atPath: farm.file("my.json"))
    let repaired = try farm.join("--repair")
    #expect(repaired.status == 0, "\(repaired.errors)")
    #expect(try farm.bytes("film.mp4") == Farm.rendered(options))
  }

  @Test("join names what is missing or damaged and changes nothing; with --repair it makes that")
  func repair() throws {
    let farm = try Farm()
    #expect(try farm.plan().status == 0)
    let empty = try farm.join()
    #expect(empty.status == 66 && empty.errors.contains("of 12 segments 12 missing"), "\(empty.errors)")
    #expect(farm.contents == ["film.plan.json"])
    for index in 0..<4 { #expect(try farm.segment(index).status == 0) }
    let missing = "\(Self.segments)/segment-00007.jrseg"
    let damaged = "\(Self.segments)/segment-00004.jrseg"
    try FileManager.default.removeItem(atPath: farm.file(missing))
    let incomplete = try farm.join()
    #expect(incomplete.status == 66, "\(incomplete.errors)")
    #expect(incomplete.errors.hasPrefix("segment 7 (chunk 2) is missing: \(missing)\nfilm.mp4 cannot be joined: "))
    var bytes = try farm.bytes(damaged)
    bytes[bytes.count / 2] ^= 1
    try farm.write(bytes, to: damaged)
    // One of another film, whole in itself.
    let foreign = "\(Self.segments)/segment-00009.jrseg"
    try farm.write(farm.bytes("\(Self.segments)/segment-00001.jrseg"), to: foreign)
    let broken = try farm.join()
    #expect(broken.status == 65)
    #expect(broken.errors.contains("segment 4 (chunk 1) is damaged: \(damaged): its contents"), "\(broken.errors)")
    #expect(broken.errors.contains("segment 9 (chunk 3) is damaged: \(foreign): it belongs to another film"))
    #expect(broken.errors.contains("of 12 segments 1 missing and 2 damaged; "), "\(broken.errors)")
    #expect(try farm.bytes(damaged) == bytes && !farm.contents.contains("film.mp4"))
    let again = try farm.segment(2)
    #expect(again.status == 0 && again.text.contains("60 of them from before"), "\(again.text)")
    let repaired = try farm.join("--repair")
    #expect(repaired.status == 0 && repaired.text.contains("300 of them from before"), "\(repaired.text)")
    #expect(try farm.bytes("film.mp4") == Farm.rendered())
    #expect(farm.contents == ["film.mp4", "film.plan.json"])
  }

  @Test("render resumes from chunks, and chunks replace those of an earlier film's segments")
  func mixed() throws {
    let farm = try Farm()
    #expect(try farm.plan().status == 0)
    // The list of another film, by which render would throw away what the chunk has made.
    let other = try farm.run(
      ["plan"] + Farm.film + ["--crf", "40", "--chunks", "4", "-o", "other.plan.json", "--film", "film.mp4"])
    #expect(other.status == 0)
    #expect(try farm.run("join", "other.plan.json", "--repair", "--keep", "--progress", "none").status == 0)
    let taken = try farm.segment(0)
    let notice = "segment-00000.jrseg: it belongs to another film"
    #expect(taken.status == 0 && taken.errors.contains(notice), "\(taken.errors)")
    let rendered = try farm.run(["render"] + Farm.film + ["--progress", "none", "-o", "film.mp4"])
    #expect(rendered.status == 0 && rendered.errors.contains("resuming from 3 of 12 segments"), "\(rendered.errors)")
    #expect(try farm.bytes("film.mp4") == Farm.rendered())
  }

  @Test("a chunk that is stopped resumes, and nobody joins or renders the film meanwhile")
  func interruption() throws {
    let farm = try Farm()
    let planned = try farm.run(
      "plan", "classic-loop", "--size", "320x180", "--set", "duration=1000", "--chunks", "2", "-o", "film.plan.json")
    #expect(planned.status == 0, "\(planned.errors)")
    let running = try Command.Running(
      Command.executable, ["segment", "film.plan.json", "--index", "1", "--threads", "1", "--progress", "json"],
      folder: farm.path)
    _ = running.readErrors(until: "\"frame\":7")
    // It holds its lock and makes nothing, however long the others take to see that.
    running.send(SIGSTOP)
    for words in [["join", "film.plan.json"], ["segment", "film.plan.json", "--index", "1"]] {
      let refused = try farm.run(words)
      #expect(refused.status == 73 && refused.errors.contains("is being made by process "), "\(refused.errors)")
    }
    running.send(SIGTERM, SIGCONT)
    let (status, errors) = running.finish()
    #expect(
      status == 130 && errors.contains("are finished and kept: the same command resumes"), "\(errors.suffix(300))")
    let kept = try FileManager.default.contentsOfDirectory(atPath: farm.file(Self.segments)).filter {
      $0.hasSuffix(".jrseg")
    }
    let next = try Command.Running(
      Command.executable, ["segment", "film.plan.json", "--index", "1", "--threads", "1", "--progress", "json"],
      folder: farm.path)
    let said = next.readErrors(until: "}")
    next.send(SIGKILL)
    _ = next.finish()
    #expect(!kept.isEmpty && said.contains("{\"frame\":\(60 * kept.count),"), "\(kept.count): \(said)")
  }

  /// What is done to a plan, and what is said of it.
  private static let damages: [(String, String, Int32, String)] = [
    (#""program": "1.0.0""#, #""program": "9.9.9""#, 65, "a plan of juliareel 9.9.9, but this is 1.0.0"),
    (#""plan": 1"#, #""plan": 2"#, 65, "a plan of another version"),
    (#""plan": 1"#, #""plans": 1"#, 65, "not a plan written by 'juliareel plan'"),
    (#""instructionSet": ""#, #""instructionSet": "x"#, 65, "which this processor does not have"),
    (#""duration": 10"#, #""duration": 11"#, 65, "the plan was edited"),
    (#""duration": 10"#, #""duration": -10"#, 65, "the preset in the plan was edited"),
    (#""libraries": ""#, #""libraries": "x"#, 65, "other versions of the encoder's libraries"),
    (#""index": 1"#, #""index": 2"#, 65, "the plan was edited"),
    (#""frameCount": 360"#, #""frameCount": 330"#, 65, "the plan was edited"),
    (#""chunks""#, #"chunks"#, 65, "not a plan: line 2, column 3"),
    (#""frameCount": 360"#, #""frameCount": 9223372036854775807"#, 65, "the plan was edited"),
    (#""frameCount": 360"#, #""frameCount": -1"#, 65, "the plan was edited"),
    (#""segmentLength": 30"#, #""segmentLength": 9223372036854775807"#, 65, "the plan was edited"),
    (#""segmentLength": 30"#, #""segmentLength": 0"#, 65, "the plan was edited"),
    (#""output": "film.mp4""#, #""output": "/tmp/film.mp4""#, 65, outside),
    (#""output": "film.mp4""#, "\"output\": \"/\u{301}film.mp4\"", 65, outside),
    (#""output": "film.mp4""#, #""output": "../film.mp4""#, 65, outside),
    (#""output": "film.mp4""#, #""output": "a/../../film.mp4""#, 65, outside),
    (#""output": "film.mp4""#, #""output": "film\u0000.mp4""#, 65, outside),
    (#""output": "film.mp4""#, #""output": "film.png""#, 65, "must be a video file"),
  ]
  private static let outside = "a planned film is in the plan's folder or below it; allowed: a relative path without .."

  @Test(
    "a plan that was changed, or that is for other machines, is refused in one sentence", arguments: damages.indices)
  func unusablePlans(index: Int) throws {
    let (old, new, status, words) = Self.damages[index]
    let farm = try Farm()
    #expect(try farm.plan().status == 0)
    let text = String(decoding: try farm.bytes("film.plan.json"), as: UTF8.self)
    try #require(text.contains(old))
    try farm.write(Data(text.replacingOccurrences(of: old, with: new).utf8), to: "film.plan.json")
    for outcome in [
      try farm.segment(0), try farm.join("--repair"), try farm.run("export", "film.plan.json", "--shell"),
    ] {
      // A plan of another machine is exported, though none of it is made here.
      if outcome.status == 0 && ["instructionSet", "libraries"].contains(where: old.contains) { continue }
      #expect(outcome.status == status && outcome.errors.contains(words), "\(outcome.errors)")
      #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    }
    #expect(Set(farm.contents).subtracting(["film.sh"]) == ["film.plan.json"])
  }

  @Test("a film may be below its plan's folder, and is nowhere else")
  func outputs() throws {
    let farm = try Farm()
    try FileManager.default.createDirectory(atPath: farm.file("films"), withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: farm.file("plans"), withIntermediateDirectories: true)
    #expect(try farm.plan("--film", "films/é.mp4").status == 0)
    #expect(try farm.join("--repair").status == 0)
    #expect(try farm.bytes("films/é.mp4") == Farm.rendered())
    for film in ["/tmp/x.mp4", "../x.mp4", "films/../../x.mp4", "/\u{301}.mp4"] {
      let refused = try farm.run("plan", "classic-loop", "--chunks", "2", "-o", "plans/x.plan.json", "--film", film)
      #expect(refused.status == 64 && refused.errors.contains(Self.outside), "\(refused.errors)")
    }
    // The film is beside the plan, wherever that is.
    let elsewhere = try farm.run(["plan"] + Farm.film + ["--chunks", "2", "-o", "plans/x.plan.json"])
    #expect(elsewhere.status == 0 && elsewhere.text.hasPrefix("plans/x.plan.json: x.mp4, "), "\(elsewhere.errors)")
    #expect(try farm.run("join", "plans/x.plan.json", "--repair", "--progress", "none").status == 0)
    #expect(farm.contents == ["film.plan.json", "films", "plans"])
    let plans = try FileManager.default.contentsOfDirectory(atPath: farm.file("plans"))
    #expect(plans.sorted() == ["x.mp4", "x.plan.json"])
  }

  @Test("the command that join proposes is quoted, since somebody may paste it")
  func proposal() throws {
    let farm = try Farm()
    #expect(try farm.plan().status == 0)
    try farm.write(farm.bytes("film.plan.json"), to: "a;b'c.plan.json")
    let outcome = try farm.run("join", "a;b'c.plan.json")
    #expect(outcome.status == 66)
    #expect(outcome.errors.contains(#"'juliareel segment 'a;b'\''c.plan.json' --index 0'"#), "\(outcome.errors)")
  }

  @Test("what is asked wrongly is said in one sentence, and nothing is written")
  func usage() throws {
    let farm = try Farm()
    #expect(try farm.plan().status == 0)
    try farm.write(Data(#"{ "extends": "classic-loop" }"#.utf8), to: "my.json")
    for (words, status, sentence) in [
      (["segment", "film.plan.json", "--index", "4"], 64, "--index 4: film.plan.json has 4 chunks, numbers 0 to 3"),
      (["segment", "none.json", "--index", "0"], 66, "cannot read none.json: No such file or directory"),
      (["segment", ".", "--index", "0"], 66, "is a folder, not a plan"),
      (["segment", "my.json", "--index", "0"], 65, "not a plan"),
      (["join", "film.plan.json", "-o", "film.gif"], 64, "segments are joined to .mp4, .mkv, .webm or .mov"),
      (["join", "film.plan.json", "-o", "film.webm", "--repair"], 64, "a .webm file holds vp9"),
      (["plan", "classic-loop", "--chunks", "4", "--film", "film.png"], 64, "must be a video file"),
      (["plan", "my.json", "--chunks", "4", "-o", "my.json"], 64, "-o: my.json is the preset"),
      (["plan", "my.json", "--chunks", "4", "-o", "x.mp4", "--film", "x.mp4"], 64, "--film: x.mp4 is the plan"),
      (["plan", "classic-loop", "--chunks", "2", "-o", "none/x.plan.json"], 73, "cannot write none/x.plan.json"),
      (["export", "film.plan.json", "--openjd", "-o", "/x.json"], 64, "must be in the folder of its plan"),
      (["export", "film.plan.json", "--shell", "-o", "film.plan.json"], 64, "film.plan.json is the plan"),
      (["export", "film.plan.json", "--shell", "-o", "none/x.sh"], 73, "cannot write none/x.sh"),
      (
        ["export", "film.plan.json"], 64,
        "Choose a farm: one of --slurm, --openjd, --kubernetes, --flamenco and --shell."
      ),
      (["export", "film.plan.json", "--shell", "--program=-x"], 64, "--program is a path or a name"),
    ] as [([String], Int32, String)] {
      let outcome = try farm.run(words)
      #expect(outcome.status == status && outcome.errors.contains(sentence), "\(words): \(outcome.errors)")
      #expect(farm.contents == ["film.plan.json", "my.json"], "\(words)")
    }
  }
}
