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
    to path: String, displayName: String? = nil, container: Container = .mp4, size: FrameSize? = nil,
    settings: EncoderSettings = EncoderSettings()
  ) -> LibAVError? {
    do throws(LibAVError) {
      let size = size ?? clip.size
      var writer = try FilmWriter(
        path: path, displayName: displayName, container: container, size: size, frameRate: rate, settings: settings)
      try writer.append(try PicturePool(size: size, layout: .yuv420).take())
      try writer.finish()
      return nil
    } catch {
      return error
    }
  }

  @Test("a missing folder is named")
  func missingFolder() throws {
    let path = folder.file("none/film.mp4")
    let error = try #require(errorOfWriting(to: path))
    #expect(error.description == "cannot open the file \(path): No such file or directory")
    #expect(error.systemErrorNumber == ENOENT)
    #expect(!error.isDiskFull)
  }

  @Test("a folder in place of the file is refused under the name the user knows")
  func folderAsFile() throws {
    let error = try #require(errorOfWriting(to: folder.path, displayName: "film.mp4"))
    #expect(error.description == "cannot open the file film.mp4: Is a directory")
  }

  #if os(Linux)
    @Test("a full disk is an error that says so", arguments: Container.allCases)
    func fullDisk(container: Container) throws {
      let error = try #require(errorOfWriting(to: "/dev/full", container: container))
      #expect(error.isDiskFull)
      #expect(error.path == "/dev/full")
      #expect(error.description.hasSuffix("No space left on device"))
    }
  #endif

  @Test("a file that may not grow on stops the film in its middle")
  func limitInTheMiddle() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      FileSizeLimit.set(bytes: 30_000)
      let clip = TestClip(size: FrameSize(width: 320, height: 240), layout: .yuv420)
      let rate = try #require(FrameRate(numerator: 60))
      let settings = EncoderSettings(constantRateFactor: 1, preset: .ultrafast)
      var writer = try FilmWriter(
        path: folder.file("film"), container: .mp4, size: clip.size, frameRate: rate, settings: settings)
      let pool = try PicturePool(size: clip.size, layout: .yuv420)
      do throws(LibAVError) {
        for frame in 0..<1000 {
          let picture = try pool.take()
          clip.draw(frame: frame, into: picture)
          try writer.append(picture)
        }
        Issue.record("1000 frames fitted")
      } catch {
        #expect(error.systemErrorNumber == EFBIG)
        #expect(error.operation == "write a frame to")
      }
    }
  }

  @Test("a file that has room for all but its index is no film")
  func limitAtTheEnd() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      FileSizeLimit.set(bytes: 30_000)
      let clip = TestClip(size: FrameSize(width: 64, height: 48), layout: .yuv420)
      let rate = try #require(FrameRate(numerator: 60))
      let metadata = FilmMetadata(comment: String(repeating: "recipe ", count: 10_000))
      var writer = try FilmWriter(
        path: folder.file("film"), container: .mp4, size: clip.size, frameRate: rate, metadata: metadata)
      let picture = try PicturePool(size: clip.size, layout: .yuv420).take()
      clip.draw(frame: 0, into: picture)
      try writer.append(picture)
      do throws(LibAVError) {
        try writer.finish()
        Issue.record("the index fitted")
      } catch {
        #expect(error.systemErrorNumber == EFBIG)
        #expect(error.operation == "write the index of")
      }
    }
  }

  @Test("an odd size is refused, with the nearest even one, and no file is made")
  func oddSize() throws {
    let path = folder.file("film.mp4")
    let error = try #require(errorOfWriting(to: path, size: FrameSize(width: 63, height: 48)))
    #expect(error.description.contains("63×48"))
    #expect(error.description.contains("64×48"))
    #expect(folder.contents.isEmpty)
  }

  @Test("a size beyond the largest is refused")
  func hugeSize() throws {
    let error = try #require(errorOfWriting(to: folder.file("film.mp4"), size: FrameSize(width: 16386, height: 2)))
    #expect(error.description.contains("at most 16384"))
  }

  @Test("a size with more pixels than libavcodec takes is refused with the largest height; the largest itself is not")
  func largestArea() throws {
    for layout in PixelLayout.allCases {
      let problem = try #require(layout.problem(with: FrameSize(width: 16384, height: 16384)))
      #expect(problem.contains("16384×16384") && problem.contains("at most 16128"))
      #expect(layout.problem(with: FrameSize(width: 16384, height: 16128)) == nil)
    }
    // libavcodec has the last word, and opens an encoder of that size.
    _ = try PNGEncoder(size: FrameSize(width: 16384, height: 16128))
  }

  @Test(
    "a setting out of its range is refused and no file is made",
    arguments: [
      (EncoderSettings(constantRateFactor: -1), "-1.0"),
      (EncoderSettings(constantRateFactor: 51.5), "51.5"),
      (EncoderSettings(constantRateFactor: .nan), "nan"),
      (EncoderSettings(threadCount: 0), "0"),
      (EncoderSettings(threadCount: 1000), "1000"),
      (EncoderSettings(keyframeInterval: 0), "0"),
    ])
  func invalidSettings(settings: EncoderSettings, offender: String) throws {
    let error = try #require(errorOfWriting(to: folder.file("film.mp4"), settings: settings))
    #expect(error.description.hasPrefix("cannot set up the encoder h264: "))
    #expect(error.description.hasSuffix("not \(offender)"))
    #expect(folder.contents.isEmpty)
  }

  @Test("a dropped writer leaves a file without an index, and closes it", arguments: [0, 1, 20])
  func droppedWriter(frameCount: Int) throws {
    let path = folder.file("film")
    do {
      var writer = try FilmWriter(path: path, container: .mp4, size: clip.size, frameRate: rate)
      let pool = try PicturePool(size: clip.size, layout: .yuv420)
      for frame in 0..<frameCount {
        let picture = try pool.take()
        clip.draw(frame: frame, into: picture)
        try writer.append(picture)
      }
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

  @Test("a film without a frame is finished without a crash")
  func noFrames() throws {
    let writer = try FilmWriter(path: folder.file("film"), container: .mp4, size: clip.size, frameRate: rate)
    try writer.finish()
    #expect(folder.contents == ["film"])
  }

  @Test("a picture of another size is a programming error")
  func otherSize() async {
    await #expect(processExitsWith: .failure) {
      let folder = try TemporaryFolder()
      let rate = try #require(FrameRate(numerator: 60))
      var writer = try FilmWriter(
        path: folder.file("film"), container: .mp4, size: FrameSize(width: 64, height: 48), frameRate: rate)
      try writer.append(try PicturePool(size: FrameSize(width: 32, height: 24), layout: .yuv420).take())
    }
  }
}
