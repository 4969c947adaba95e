import Foundation
import TestSupport
import Testing

@Suite("Joined films, as ffmpeg decodes them")
struct JoinedFilmTests {
  private static let hasFFmpeg = (try? Command.shell("command -v ffmpeg ffprobe").status) == 0
  /// Two and a half seconds: five segments of 30 frames, whose encoder has its frames in another order than the film.
  private static let options = [
    "classic-loop", "--size", "96x54", "--set", "duration=2.5", "--encoder-preset", "medium", "--threads", "2",
  ]

  /// The hashes of a film's frames, decoded, in the order in which they are shown.
  private static func frameHashes(_ name: String, in farm: Farm) throws -> [String] {
    let outcome = try Command.shell(
      "exec ffmpeg -v error -i \(name) -map 0:v -fps_mode passthrough -f framemd5 -", folder: farm.path)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    return outcome.text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
      line.split(separator: ",").last.map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  private static func probe(_ words: String, in farm: Farm) throws -> [String] {
    try Command.shell("exec ffprobe -v error \(words) film.mp4", folder: farm.path).text
      .split(separator: "\n").map(String.init)
  }

  /// The film in the folder of a farm, made in three chunks.
  private static func joined() throws -> Farm {
    let farm = try Farm()
    let planned = try farm.run(["plan"] + options + ["--chunks", "3", "-o", "film.plan.json"])
    #expect(planned.status == 0, "\(planned.errors)")
    for index in [1, 0, 2] { #expect(try farm.segment(index).status == 0) }
    #expect(try farm.join().status == 0)
    return farm
  }

  @Test(
    "its frames are those of its segments, each rendered alone", .enabled(if: hasFFmpeg, "needs ffmpeg and ffprobe"))
  func frames() throws {
    let farm = try Self.joined()
    var expected: [String] = []
    for start in stride(from: 0, to: 150, by: 30) {
      let part = ["--frames", "\(start)..<\(start + 30)", "-o", "part.mp4", "--progress", "none"]
      #expect(try farm.run(["render"] + Self.options + part).status == 0)
      expected += try Self.frameHashes("part.mp4", in: farm)
    }
    #expect(expected.count == 150 && Set(expected).count > 100)
    #expect(try Self.frameHashes("film.mp4", in: farm) == expected)
  }

  @Test(
    "it begins at 0, its frames are evenly apart, and its edit list skips the reorder delay alone",
    .enabled(if: hasFFmpeg, "needs ffmpeg and ffprobe"))
  func times() throws {
    let farm = try Self.joined()
    let stream = try Self.probe(
      "-show_entries stream=start_pts,time_base,nb_frames,duration_ts,has_b_frames -of default=nw=1", in: farm)
    for fact in ["start_pts=0", "time_base=1/15360", "nb_frames=150", "duration_ts=38400", "has_b_frames=2"] {
      #expect(stream.contains(fact), "\(stream)")
    }
    let shown = try Self.probe("-select_streams v -show_entries frame=pts -of csv=p=0", in: farm)
    #expect(shown.map { $0.trimmingCharacters(in: [","]) } == (0..<150).map { "\(256 * $0)" })
    // As the file has them: without the edit list everything is later by the reorder delay.
    let stored = try Self.probe(
      "-ignore_editlist 1 -select_streams v -show_entries packet=pts,dts -of csv=p=0", in: farm)
    let times = stored.map { $0.split(separator: ",").prefix(2).compactMap { Int($0) } }
    #expect(times.map { $0.last } == (0..<150).map { 256 * $0 })
    #expect(times.compactMap(\.first).sorted() == (0..<150).map { 256 * ($0 + 2) })
  }
}
