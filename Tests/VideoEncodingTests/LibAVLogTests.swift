import Dispatch
import FilmFormat
import FractalMath
import Synchronization
import Testing
import VideoEncoding

@Suite("Errors, with what the encoder says")
struct LibAVLogTests {
  private static func errorOfOpening(
    width: Int, codec: VideoCodec = .hevc, layout: PixelLayout = .yuv420
  ) -> LibAVError? {
    guard let rate = FrameRate(numerator: 30) else { return nil }
    do throws(LibAVError) {
      _ = try SegmentEncoder(
        size: FrameSize(width: width, height: 2), frameRate: rate,
        settings: EncoderSettings(codec: codec, layout: layout))
      return nil
    } catch {
      return error
    }
  }

  @Test("an encoder's own words are in the error, on one line")
  func words() throws {
    let error = try #require(Self.errorOfOpening(width: 2))
    #expect(
      error.description
        == "cannot open the encoder libx265 for frames of 2×2: Invalid argument (libx265 says: Image size is too small (2x2))"
    )
    #expect(error.remark == "libx265 says: Image size is too small (2x2)")
    // By the system's number this would be "Function not implemented".
    let slices = try #require(Self.errorOfOpening(width: 2, codec: .ffv1))
    #expect(slices.remark?.hasPrefix("ffv1 says: Unsupported number 4 of slices requested") == true, "\(slices)")
  }

  @Test("each thread is told of its own failure")
  func threads() {
    let errors = Mutex<[Int: LibAVError]>([:])
    DispatchQueue.concurrentPerform(iterations: 64) { index in
      let width = 2 + 2 * index
      let error = Self.errorOfOpening(width: width)
      errors.withLock { $0[width] = error }
    }
    for (width, error) in errors.withLock({ $0 }) {
      #expect(error.remark == "libx265 says: Image size is too small (\(width)x2)")
    }
    #expect(errors.withLock { $0.count } == 64)
  }

  @Test("an error of the system has no more to say, and nothing is left for the next failure")
  func systemError() throws {
    _ = Self.errorOfOpening(width: 2)
    do throws(LibAVError) {
      _ = try FilmWriter(path: "/dev/null/film", container: .mp4)
      Issue.record("written")
    } catch {
      #expect(error.description == "cannot open the file /dev/null/film: Not a directory")
      #expect(error.remark == nil)
    }
  }
}
