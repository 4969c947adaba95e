import FilmFormat
import Foundation
import FractalMath
import TestSupport
import Testing
import VideoEncoding

@Suite("The sound of a film")
struct SoundTrackTests {
  private let folder: TemporaryFolder
  private let song = ClickSong()
  private let wave: String

  init() throws {
    folder = try TemporaryFolder()
    wave = folder.file("song.wav")
    try song.write(to: wave)
  }

  /// Every codec in each container that holds it.
  static let pairs = VideoCodec.allCases.flatMap { codec in codec.facts.containers.map { (codec, $0) } }

  @Test(
    "a click is at its sample in every container beside every codec, and the sound is as long as the pictures",
    arguments: pairs)
  func places(codec: VideoCodec, container: Container) throws {
    let path = folder.file("film." + container.fileExtension)
    try write(to: path, codec: codec, container: container)
    let samples = try SongDecoderTests.decoded(path, sampleRate: 48_000, channels: 1)
    #expect(ClickSong.places(in: samples) == ClickSong.five.map { Int($0 * 48_000) })
    // What is left of the last packet may be decoded; it is silent.
    #expect(samples.count >= 192_000 && samples.count < 192_000 + 1_024, "\(samples.count)")
    guard let ffprobe = FFprobeTests.ffprobe else { return }
    let seconds = try Self.durations(of: path, by: ffprobe)
    #expect(seconds.allSatisfy { abs($0 - 4) < 0.0011 }, "\(seconds)")
  }

  @Test(
    "the same bytes come out each time",
    arguments: [(VideoCodec.h264, Container.mp4), (.vp9, .webm), (.ffv1, .matroska), (.prores, .mov)])
  func reproducibility(codec: VideoCodec, container: Container) throws {
    let films = try (0..<2).map { number in
      let path = folder.file("film\(number)")
      try write(to: path, codec: codec, container: container)
      return try Data(contentsOf: URL(fileURLWithPath: path))
    }
    #expect(films[0] == films[1])
  }

  @Test("without loss, the samples of the song come back")
  func lossless() throws {
    let expected = try SongDecoderTests.decoded(wave, sampleRate: 48_000, channels: 2)
    for (codec, container) in [(VideoCodec.ffv1, Container.matroska), (.prores, .mov)] {
      let path = folder.file("film." + container.fileExtension)
      try write(to: path, codec: codec, container: container)
      #expect(try SongDecoderTests.decoded(path, sampleRate: 48_000, channels: 2) == expected)
    }
  }

  @Test("start, gain and fades change what they say")
  func mix() throws {
    let path = folder.file("film.mov")
    var mix = SoundMix()
    (mix.start, mix.gain, mix.fadeIn, mix.fadeOut, mix.filmSeconds) = (0.5, -6, 1, 1, 4)
    try write(to: path, codec: .prores, container: .mov, mix: mix)
    let samples = try SongDecoderTests.decoded(path, sampleRate: 48_000, channels: 1)
    let level = Float(pow(10, -6 / 20.0)) * 0.7
    // The clicks at 1, 2, 2.75 and 3.5 s of the song.
    for (place, share) in [(24_000, 0.5), (72_000, 1), (108_000, 1), (144_000, 1)] as [(Int, Float)] {
      #expect(abs(samples[place] - level * share) < 0.001, "\(samples[place])")
    }
    #expect(samples.count == 192_000 && samples[160_000...].allSatisfy { $0 == 0 })
  }

  @Test("a song that is over before the film begins is refused")
  func late() throws {
    var mix = SoundMix()
    mix.start = 5
    let error = #expect(throws: LibAVError.self) {
      try self.write(to: self.folder.file("film.mp4"), codec: .h264, container: .mp4, mix: mix)
    }
    #expect(try #require(error).description.hasSuffix("it is 4.0 s long, and the film is to begin at its second 5.0"))
  }

  /// Writes a film of four seconds at 25 frames a second in segments of odd lengths.
  private func write(
    to path: String, codec: VideoCodec, container: Container, mix: SoundMix = SoundMix()
  ) throws {
    let settings = EncoderSettings(codec: codec, rate: .quality(20))
    let clip = TestClip(size: FrameSize(width: 64, height: 64), layout: settings.layout)
    let rate = try #require(FrameRate(numerator: 25))
    let segments = try clip.segments([30, 31, 39], frameRate: rate, settings: settings)
    let track = try SoundTrack(
      song: wave, displayName: "song.wav", mix: mix, codec: SoundCodec(in: container, beside: codec))
    var writer = try FilmWriter(path: path, container: container, sound: track)
    for segment in segments { try writer.append(segment) }
    try writer.finish()
  }

  /// What ffprobe says of the lengths of the file and of its streams, in seconds.
  private static func durations(of path: String, by ffprobe: String) throws -> [Double] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: ffprobe)
    process.arguments = ["-v", "error", "-show_entries", "format=duration:stream=duration", "-of", "csv=p=0", path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self).split(whereSeparator: { ",\n".contains($0) }).compactMap {
      Double($0)
    }
  }
}
