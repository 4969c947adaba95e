import Dispatch
import FilmFormat
import FractalMath
import Synchronization
import Testing
import VideoEncoding

@Suite("Errors, with what the encoder says")
struct LibAVLogTests {
  /// The error of opening x264 for pictures that are wider than it takes, 16 384 pixels.
  private static func errorOfOpening(width: Int) -> LibAVError? {
    guard let rate = FrameRate(numerator: 30) else { return nil }
    do throws(LibAVError) {
      _ = try SegmentEncoder(
        size: FrameSize(width: width, height: 2), frameRate: rate,
        settings: EncoderSettings(codec: .h264))
      return nil
    } catch {
      return error
    }
  }

  @Test("an encoder's own words are in the error, on one line")
  func words() throws {
    let error = try #require(Self.errorOfOpening(width: 16_500))
    #expect(error.description.hasPrefix("cannot open the encoder libx264 for frames of 16500×2: "))
    #expect(error.description.hasSuffix(" (libx264 says: invalid width x height (16500x2))"))
    #expect(error.remark == "libx264 says: invalid width x height (16500x2)")
  }

  @Test("each thread is told of its own failure")
  func threads() {
    let errors = Mutex<[Int: LibAVError]>([:])
    DispatchQueue.concurrentPerform(iterations: 64) { index in
      let width = 16_500 + 2 * index
      let error = Self.errorOfOpening(width: width)
      errors.withLock { $0[width] = error }
    }
    for (width, error) in errors.withLock({ $0 }) {
      #expect(error.remark == "libx264 says: invalid width x height (\(width)x2)")
    }
    #expect(errors.withLock { $0.count } == 64)
  }

  @Test("an error of the system has no more to say, and nothing is left for the next failure")
  func systemError() throws {
    _ = Self.errorOfOpening(width: 16_500)
    do throws(LibAVError) {
      _ = try FilmWriter(path: "/dev/null/film", container: .mp4)
      Issue.record("written")
    } catch {
      #expect(error.description == "cannot open the file /dev/null/film: Not a directory")
      #expect(error.remark == nil)
    }
  }
}
