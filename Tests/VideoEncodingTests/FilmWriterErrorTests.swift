import FilmFormat
import Foundation
import FractalMath
import TestSupport
import Testing
import VideoEncoding

@Suite("FilmWriter, where it cannot")
struct FilmWriterErrorTests {
  private let folder: TemporaryFolder
  private let rate: FrameRate
  private let clip = TestClip(size: FrameSize(width: 64, height: 48), layout: .yuv420)

  init() throws {
    folder = try TemporaryFolder()
    rate = try #require(FrameRate(numerator: 60))
  }

  private func errorOfWriting(
    to path: String, displayName: String? = nil, container: Container = .mp4
  ) throws -> LibAVError? {
    let segment = try clip.segment(0..<1, frameRate: rate)
    do throws(LibAVError) {
      var writer = try FilmWriter(path: path, displayName: displayName, container: container)
      try writer.append(segment)
      try writer.finish()
      return nil
    } catch {
      return error
    }
  }

  @Test("a missing folder is named")
  func missingFolder() throws {
    let path = folder.file("none/film.mp4")
    let error = try #require(try errorOfWriting(to: path))
    #expect(error.description == "cannot open the file \(path): No such file or directory")
    #expect(error.systemErrorNumber == ENOENT)
    #expect(!error.isDiskFull)
  }

  @Test("a folder in place of the file is refused under the name the user knows")
  func folderAsFile() throws {
    let error = try #require(try errorOfWriting(to: folder.path, displayName: "film.mp4"))
    #expect(error.description == "cannot open the file film.mp4: Is a directory")
  }

  #if os(Linux)
    @Test("a full disk is an error that says so", arguments: [Container.mp4, .matroska])
    func fullDisk(container: Container) throws {
      let error = try #require(try errorOfWriting(to: "/dev/full", container: container))
      #expect(error.isDiskFull)
      #expect(error.path == "/dev/full")
      #expect(error.description.hasSuffix("No space left on device"))
    }
  #endif

  @Test("a file that may not grow on stops the film in its middle")
  func limitInTheMiddle() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let clip = TestClip(size: FrameSize(width: 320, height: 240), layout: .yuv420)
      let rate = try #require(FrameRate(numerator: 60))
      let settings = EncoderSettings(rate: .constantRateFactor(1), preset: "ultrafast")
      let segment = try clip.segment(0..<10, frameRate: rate, settings: settings)
      FileSizeLimit.set(bytes: 30_000)
      var writer = try FilmWriter(path: folder.file("film"), container: .mp4)
      do throws(LibAVError) {
        for _ in 0..<100 { try writer.append(segment) }
        Issue.record("1000 frames fitted")
      } catch {
        #expect(error.systemErrorNumber == EFBIG)
        #expect(error.operation == "write a frame to")
      }
      #expect(throws: LibAVError.self, "what failed once takes nothing more") { try writer.append(segment) }
    }
  }

  @Test("a file that has room for all but its index is no film")
  func limitAtTheEnd() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let clip = TestClip(size: FrameSize(width: 64, height: 48), layout: .yuv420)
      let segment = try clip.segment(0..<1, frameRate: try #require(FrameRate(numerator: 60)))
      FileSizeLimit.set(bytes: 30_000)
      let metadata = FilmMetadata(comment: String(repeating: "recipe ", count: 10_000))
      var writer = try FilmWriter(path: folder.file("film"), container: .mp4, metadata: metadata)
      try writer.append(segment)
      do throws(LibAVError) {
        try writer.finish()
        Issue.record("the index fitted")
      } catch {
        #expect(error.systemErrorNumber == EFBIG)
        #expect(error.operation == "write the index of")
      }
    }
  }

  @Test("a dropped writer leaves a file without an index, and closes it", arguments: [0, 1, 20])
  func droppedWriter(frameCount: Int) throws {
    let path = folder.file("film")
    do {
      var writer = try FilmWriter(path: path, container: .mp4)
      if frameCount > 0 { try writer.append(clip.segment(0..<frameCount, frameRate: rate)) }
    }
    #expect(throws: FilmReader.Failure.self) { try FilmReader.read(path) }
    #if os(Linux)
      let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
      let open = descriptors.compactMap {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
      }
      #expect(!open.contains(path))
    #endif
  }

  @Test("a film of nothing is refused")
  func noSegments() throws {
    let writer = try FilmWriter(path: folder.file("film"), displayName: "film.mp4", container: .mp4)
    do throws(LibAVError) {
      try writer.finish()
      Issue.record("finished")
    } catch {
      #expect(error.description == "cannot finish film.mp4: it has no frames")
    }
  }

  /// A segment that does not fit behind one of `clip` at `rate` with default settings, and what is said about it.
  struct Misfit: Sendable {
    var size = FrameSize(width: 64, height: 48)
    var rate = "60"
    var settings = EncoderSettings()
    let reason: String
  }

  static let misfits = [
    Misfit(
      settings: EncoderSettings(preset: "medium"),
      reason: "its stream header differs: it was encoded with other settings or libraries"),
    Misfit(
      settings: EncoderSettings(preset: "ultrafast"),
      reason: "its stream header differs: it was encoded with other settings or libraries"),
    Misfit(size: FrameSize(width: 64, height: 50), reason: "its frames are 64×50, the film's 64×48"),
    Misfit(rate: "60000/1001", reason: "it has 60000/1001 frames per second, the film 60"),
  ]

  @Test("a segment that a decoder could not go on with is refused, and the film with it", arguments: misfits)
  func misfit(misfit: Misfit) throws {
    let first = try clip.segment(0..<3, frameRate: rate)
    let second = try TestClip(size: misfit.size, layout: .yuv420).segment(
      3..<6, frameRate: try #require(FrameRate(misfit.rate)), settings: misfit.settings)
    var writer = try FilmWriter(path: folder.file("film"), displayName: "film.mp4", container: .mp4)
    try writer.append(first)
    do throws(LibAVError) {
      try writer.append(second)
      Issue.record("joined")
    } catch {
      #expect(error.description == "cannot join a segment to film.mp4: \(misfit.reason)")
    }
    do throws(LibAVError) {
      try writer.finish()
      Issue.record("finished")
    } catch {
      #expect(error.description == "cannot finish film.mp4: a segment could not be joined")
    }
  }
}
