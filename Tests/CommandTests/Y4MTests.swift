import Foundation
import TestSupport
import Testing

@Suite("Y4M")
struct Y4MTests {
  private static let hasFFmpeg = (try? Command.shell("command -v ffmpeg ffprobe").status) == 0
  private static let film = "render classic-loop --size 70x38 --frames 40-42 --progress none"

  /// Each form with ffmpeg's name for it, and samples of a picture of 70×38.
  private static let layouts: [(chroma: String, bits: Int, format: String, samples: Int)] = [
    ("4:2:0", 8, "yuv420p", 70 * 38 * 3 / 2), ("4:2:2", 8, "yuv422p", 70 * 38 * 2),
    ("4:4:4", 8, "yuv444p", 70 * 38 * 3),
    ("4:2:0", 10, "yuv420p10le", 70 * 38 * 3 / 2), ("4:2:2", 10, "yuv422p10le", 70 * 38 * 2),
    ("4:4:4", 10, "yuv444p10le", 70 * 38 * 3),
  ]

  @Test(
    "a stream has the bits and the colours that are asked for, as ffmpeg reads it: those of a film without loss",
    .enabled(if: hasFFmpeg, "needs ffmpeg and ffprobe"), arguments: layouts.indices)
  func forms(index: Int) throws {
    let form = Self.layouts[index]
    let folder = try TemporaryFolder()
    let render = "\"$JULIAREEL\" \(Self.film) --bit-depth \(form.bits) --chroma \(form.chroma)"
    let made = try Command.shell("\(render) -o - >s.y4m && \(render) --codec ffv1 -o f.mkv", folder: folder.path)
    #expect(made.status == 0, "\(made.errors)")
    let format = try Command.shell(
      "exec ffprobe -v error -show_entries stream=pix_fmt,width,height,color_range -of csv=p=0 s.y4m",
      folder: folder.path)
    #expect(format.text == "70,38,\(form.format),tv\n", "\(format.text) \(format.errors)")
    let frames = try ["s.y4m", "f.mkv"].map { name in
      try Command.shell("exec ffmpeg -v error -i \(name) -f rawvideo -pix_fmt \(form.format) -", folder: folder.path)
        .output
    }
    #expect(frames[0].count == 3 * form.samples * (form.bits > 8 ? 2 : 1))
    #expect(frames[0] == frames[1] && Set(frames[0]).count > 20)
  }

  @Test("what a preset says of bits and colours holds for a stream, too, and 4:4:4 takes any size")
  func presets() throws {
    let ten = try Command.shell("exec \"$JULIAREEL\" \(Self.film) --codec prores -o -")
    #expect(ten.output.starts(with: Data("YUV4MPEG2 W70 H38 F60:1 Ip A1:1 C422p10 XYSCSS=422P10 ".utf8)))
    let odd = try Command.run(
      "render", "classic-loop", "--size", "33x17", "--frames", "0", "--chroma", "4:4:4", "--progress", "none", "-o", "-"
    )
    #expect(odd.status == 0 && odd.output.starts(with: Data("YUV4MPEG2 W33 H17 F60:1 Ip A1:1 C444 ".utf8)))
    #expect(odd.output.count > 3 * 33 * 17)
  }
}
