import Foundation
import FractalMath
import TestSupport
import Testing
import VideoEncoding

@Suite("LibraryVersions")
struct LibraryVersionsTests {
  @Test("a film tells which x264 made it, and other bytes tell nothing")
  func x264() throws {
    let folder = try TemporaryFolder()
    let rate = try #require(FrameRate(numerator: 25))
    try TestClip(size: FrameSize(width: 64, height: 48), layout: .yuv420).write(
      segments: [1], to: folder.file("film.mp4"), container: .mp4, frameRate: rate)
    let film = try Data(contentsOf: URL(fileURLWithPath: folder.file("film.mp4")))
    let version = try #require(LibraryVersions.x264(in: Array(film)))
    #expect(version.hasPrefix("core ") && version.count < 60)
    #expect(LibraryVersions.x264(in: Array("x264 - core 164".utf8)) == nil)
    #expect(LibraryVersions.x264(in: []) == nil)
  }

  @Test("FFmpeg and its codec library have versions")
  func ffmpeg() {
    #expect(!LibraryVersions.ffmpeg.isEmpty)
    #expect(LibraryVersions.libavcodec.split(separator: ".").compactMap { Int($0) }.count == 3)
  }
}
