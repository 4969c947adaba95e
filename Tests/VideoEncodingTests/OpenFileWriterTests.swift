import FilmFormat
import Foundation
import FractalMath
import TestSupport
import Testing
import VideoEncoding

/// Films into a file that is open already, and whose name may mean anything by then.
@Suite("FilmWriter, by descriptor")
struct OpenFileWriterTests {
  @Test(
    "a film that is written into an open file without a name has the bytes of any other",
    arguments: Container.allCases)
  func noName(container: Container) throws {
    let folder = try TemporaryFolder()
    let rate = try #require(FrameRate(numerator: 25))
    let settings = EncoderSettings(codec: container.codecs.contains(.h264) ? .h264 : .vp9)
    let clip = TestClip(size: FrameSize(width: 64, height: 48), layout: .yuv420)
    let segments = try clip.segments([5, 5], frameRate: rate, settings: settings)
    try FilmWriter.write(segments, to: folder.file("film"), container: container)

    try Data().write(to: URL(fileURLWithPath: folder.file("open")))
    let open = try #require(FileHandle(forUpdatingAtPath: folder.file("open")))
    // Whoever asks for the name, gets something else: an index in front has bytes moved, which are read again for that.
    try FileManager.default.removeItem(atPath: folder.file("open"))
    try HostileFile.link.make(at: folder.file("open"), in: folder)
    var writer = try FilmWriter(descriptor: open.fileDescriptor, displayName: "film", container: container)
    for segment in segments { try writer.append(segment) }
    try writer.finish()
    try open.seek(toOffset: 0)
    #expect(try open.readToEnd() == Data(contentsOf: URL(fileURLWithPath: folder.file("film"))))
    #expect(HostileFile.isPreciousIntact(in: folder))
  }

  @Test("a descriptor that is not open is a sentence under the name that the user knows")
  func closed() throws {
    do throws(LibAVError) {
      _ = try FilmWriter(descriptor: -1, displayName: "film.mp4", container: .mp4)
      Issue.record("opened")
    } catch {
      #expect(error.description == "cannot open the file film.mp4: Bad file descriptor")
    }
  }
}
