import FilmFormat
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
    arguments: [[30], [1, 2, 3, 5, 19]], ["superfast", "medium"])
  func properties(segments: [Int], preset: String) throws {
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

  // FFmpeg decodes ProRes 4444 to 12 bits, whatever went in.
  @Test(
    "each codec's film says what it is, and its colours", .enabled(if: ffprobe != nil, "needs ffprobe"),
    arguments: [
      (Container.mp4, VideoCodec.hevc, PixelLayout.yuv420TenBit, ["codec_tag_string=hvc1", "pix_fmt=yuv420p10le"]),
      (.mov, .hevc, .yuv444, ["codec_tag_string=hvc1", "pix_fmt=yuv444p"]),
      (.mp4, .av1, .yuv420TenBit, ["codec_tag_string=av01", "pix_fmt=yuv420p10le"]),
      (.mov, .prores, .yuv422TenBit, ["codec_tag_string=apch", "profile=HQ", "pix_fmt=yuv422p10le"]),
      (.mov, .prores, .yuv444TenBit, ["codec_tag_string=ap4h", "profile=4444", "pix_fmt=yuv444p12le"]),
      (.mp4, .h264, .yuv420TenBit, ["codec_tag_string=avc1", "profile=High 10"]),
      (.webm, .vp9, .yuv420, ["codec_name=vp9", "profile=Profile 0"]),
    ])
  func codecs(container: Container, codec: VideoCodec, layout: PixelLayout, lines: [String]) throws {
    let path = folder.file("film")
    let clip = TestClip(size: FrameSize(width: 128, height: 64), layout: layout)
    try clip.write(
      segments: [3, 4], to: path, container: container, frameRate: try #require(FrameRate(numerator: 25)),
      settings: EncoderSettings(codec: codec, layout: layout))
    let report = try report(on: path)
    // Of ProRes, FFmpeg 7.1 tells the range only with the frames.
    #expect(!report.contains("color_range=unknown") || codec == .prores)
    for expected in lines + [
      "nb_read_frames=7", "avg_frame_rate=25/1", "color_range=tv", "color_space=bt709", "color_transfer=bt709",
      "color_primaries=bt709", "sample_aspect_ratio=1:1",
    ] {
      #expect(report.contains(expected), "\(report.sorted().joined(separator: " "))")
    }
  }

  /// What ffprobe tells of the stream, and of its frames their range.
  private func report(on path: String) throws -> Set<String> {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.ffprobe))
    process.arguments = [
      "-v", "error", "-count_frames", "-show_streams", "-show_entries", "frame=color_range", path,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return Set(String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init))
  }
}
