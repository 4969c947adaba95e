import Foundation
import FractalMath
import TestSupport
import Testing
import VideoEncoding

@Suite("FilmWriter, as ffprobe sees it")
struct FFprobeTests {
  static let ffprobe = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map { $0 + "/ffprobe" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(
    "frames, rate, duration and colours are what was asked for", .enabled(if: ffprobe != nil, "needs ffprobe"),
    arguments: [[30], [1, 2, 3, 5, 19]], [H264Preset.superfast, .medium])
  func properties(segments: [Int], preset: H264Preset) throws {
    let path = folder.file("film.mp4")
    let clip = TestClip(size: FrameSize(width: 178, height: 98), layout: .yuv420)
    let rate = try #require(FrameRate(numerator: 30000, denominator: 1001))
    try clip.write(
      segments: segments, to: path, container: .mp4, frameRate: rate, settings: EncoderSettings(preset: preset))

    let lines = try report(on: path)
    for expected in [
      "codec_name=h264", "width=178", "height=98", "pix_fmt=yuv420p", "nb_read_frames=30", "nb_frames=30",
      "avg_frame_rate=30000/1001", "r_frame_rate=30000/1001", "duration=1.001000", "start_time=0.000000",
      "has_b_frames=2", "color_range=tv", "color_space=bt709", "color_transfer=bt709", "color_primaries=bt709",
      "chroma_location=left", "sample_aspect_ratio=1:1",
    ] {
      #expect(lines.contains(expected))
    }
  }

  private func report(on path: String) throws -> Set<String> {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.ffprobe))
    process.arguments = ["-v", "error", "-count_frames", "-show_streams", path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return Set(String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init))
  }
}
