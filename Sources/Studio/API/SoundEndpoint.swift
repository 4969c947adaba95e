import Animation
import FilmFormat
import Production

/// `POST /api/sound`: a part of the film's sound, mixed as in the film's file; for a scene alone, what is heard with it in the film.
struct SoundEndpoint: Sendable {
  let session: StudioSession
  private let excerpts = SoundExcerpts()

  /// The most samples of an answer: ten seconds.
  private static let mostSamples = 10 * SoundCodec.sampleRate

  init(session: StudioSession) { self.session = session }

  /// Samples of 16 bits, low byte first, both channels by turns; the last part ends with the film.
  func respond(_ body: RequestBody) throws -> HTTPResponse {
    let film = try session.film(body.required("revision").string)
    let end = SoundPart.sampleCount(ofFrames: film.written.frameCount, at: film.written.frameRate)
    let start = try body.required("start").integer(in: 0...max(end - 1, 0))
    let count = try body.required("count").integer(in: 1...Self.mostSamples)
    guard let sound = film.sound else { throw HTTPFault(.unprocessable, "the film has no sound") }
    let samples: [Int16]
    do {
      samples = try sound.samples(start..<min(start + count, end), from: excerpts)
    } catch {
      throw HTTPFault(.unprocessable, "\(error)")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2 * samples.count)
    for sample in samples {
      bytes.append(UInt8(truncatingIfNeeded: sample))
      bytes.append(UInt8(truncatingIfNeeded: sample >> 8))
    }
    return HTTPResponse(contentType: "application/octet-stream", body: .bytes(bytes))
  }
}
