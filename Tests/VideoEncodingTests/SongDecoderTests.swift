import Foundation
import TestSupport
import Testing
import VideoEncoding

@Suite("SongDecoder")
struct SongDecoderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A kind of song: its extension, and how `ffmpeg` makes it.
  struct Kind: CustomTestStringConvertible {
    let name: String
    let options: [String]

    var testDescription: String { ([name] + options).joined(separator: " ") }
  }

  static let kinds: [Kind] = [
    Kind(name: "mp3", options: ["-c:a", "libmp3lame", "-b:a", "192k"]), Kind(name: "m4a", options: ["-c:a", "aac"]),
    Kind(name: "opus", options: ["-c:a", "libopus"]), Kind(name: "ogg", options: ["-c:a", "libvorbis"]),
    Kind(name: "flac", options: []), Kind(name: "wav", options: ["-c:a", "pcm_s24le"]),
    Kind(name: "aiff", options: []), Kind(name: "m4a", options: ["-c:a", "alac"]),
    Kind(name: "mka", options: ["-c:a", "libopus"]), Kind(name: "webm", options: ["-c:a", "libvorbis"]),
    Kind(name: "mkv", options: ["-c:a", "flac"]), Kind(name: "mov", options: ["-c:a", "pcm_s24le"]),
  ]

  @Test(
    "a click decodes at the sample where it was, whatever the encoder put before it",
    .enabled(if: ClickSong.ffmpeg != nil, "needs ffmpeg"), arguments: kinds, [44_100, 48_000])
  func places(kind: Kind, sampleRate: Int) throws {
    guard sampleRate == 48_000 || !kind.options.contains("libopus") else { return }
    let song = ClickSong(sampleRate: sampleRate)
    let path = folder.file("song." + kind.name)
    try song.write(to: path, ffmpegOptions: kind.options)
    let samples = try Self.decoded(path, sampleRate: sampleRate, channels: 1)
    #expect(ClickSong.places(in: samples) == song.moments.map { Int($0 * Double(sampleRate)) })
    #expect(abs(samples.count - 4 * sampleRate) <= 1200)
  }

  @Test(
    "rates and channels are brought to those that are wanted", arguments: [8_000, 22_050, 44_100, 96_000, 192_000],
    [1, 2, 6, 8])
  func conversion(sampleRate: Int, channelCount: Int) throws {
    let song = ClickSong(sampleRate: sampleRate, channelCount: channelCount)
    let path = folder.file("song.wav")
    try song.write(to: path)
    for channels in [1, 2] {
      let samples = try Self.decoded(path, sampleRate: 48_000, channels: channels)
      let first = stride(from: 0, to: samples.count, by: channels).map { samples[$0] }
      let places = ClickSong.places(in: first)
      #expect(places.count == 5)
      for (place, moment) in zip(places, song.moments) { #expect(abs(place - Int(moment * 48_000)) <= 1) }
      #expect(abs(first.count - 4 * 48_000) <= 1)
    }
  }

  @Test("a song is as loud as it was, in one channel and in two, and mixed no louder than 1", arguments: [1, 2, 6, 8])
  func loudness(channelCount: Int) throws {
    let path = folder.file("song.wav")
    try ClickSong(channelCount: channelCount).write(to: path)
    for channels in [1, 2] {
      let samples = try Self.decoded(path, sampleRate: 48_000, channels: channels)
      let peak = try #require(samples.max())
      #expect(channelCount > 2 ? peak > 0.3 && peak <= 1 : abs(peak - 0.7) < 0.001, "\(peak)")
    }
  }

  @Test("floats that are no numbers are silent")
  func notANumber() throws {
    let path = folder.file("song.wav")
    func bytes(_ number: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: number.littleEndian) { Array($0) } }
    let values: [Float] = (0..<9_600).map { [.nan, .infinity, -.infinity, 0.5][$0 % 4] }
    let samples = values.flatMap { bytes($0.bitPattern) }
    // One channel of 32-bit floats.
    let header =
      Array("RIFF".utf8) + bytes(UInt32(36 + samples.count)) + Array("WAVEfmt ".utf8) + bytes(UInt32(16))
      + bytes(UInt16(3)) + bytes(UInt16(1)) + bytes(UInt32(48_000)) + bytes(UInt32(192_000)) + bytes(UInt16(4))
      + bytes(UInt16(32)) + Array("data".utf8) + bytes(UInt32(samples.count))
    try Data(header + samples).write(to: URL(fileURLWithPath: path))
    let decoded = try Self.decoded(path, sampleRate: 48_000, channels: 2)
    #expect(decoded.count == 19_200 && decoded.allSatisfy { $0 == 0 || $0 == 0.5 })
  }

  @Test(
    "the sound of a film is a song", .enabled(if: ClickSong.ffmpeg != nil, "needs ffmpeg"), arguments: ["mp4", "mkv"])
  func film(kind: String) throws {
    let wave = folder.file("song.wav")
    try ClickSong().write(to: wave)
    let path = folder.file("film." + kind)
    try ClickSong.runFFmpeg(["-f", "lavfi", "-i", "testsrc=d=4:s=64x64", "-i", wave, path])
    let samples = try Self.decoded(path, sampleRate: 48_000, channels: 1)
    #expect(ClickSong.places(in: samples) == ClickSong.five.map { Int($0 * 48_000) })
  }

  private static let noSongs: [(String, [UInt8], String)] = [
    ("empty", [], "it is empty"), ("text", Array("#EXTM3U\nhttp://127.0.0.1/song.mp3\n".utf8), "it is not a WAV"),
    ("picture.mp3", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], "it is not a WAV"),
    ("concat", Array("ffconcat version 1.0\nfile song.wav\n".utf8), "it is not a WAV"),
    ("flac", Array("fLaC".utf8), ""), ("ogg", Array("OggS".utf8), ""), ("mp3", Array("ID3".utf8), ""),
    ("riff", Array("RIFF\u{10}\0\0\0WAVE".utf8), ""), ("mp4", [0, 0, 0, 12] + Array("ftypisom".utf8), ""),
    ("matroska", [0x1A, 0x45, 0xDF, 0xA3, 0x80], ""), ("frame", [0xFF, 0xFB, 0x90, 0x64], ""),
  ]

  @Test("what is no song is refused with one sentence", arguments: noSongs)
  func noSong(name: String, bytes: [UInt8], reason: String) throws {
    let path = folder.file(name)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: LibAVError.self) { try Self.decoded(path, sampleRate: 48_000, channels: 2) }
    let text = try #require(error).description
    #expect(text.hasPrefix("cannot read the song \(path): \(reason)") && !text.contains("\n"), "\(text)")
  }

  @Test("a song is a regular file", arguments: HostileFile.allCases)
  func hostileFile(kind: HostileFile) throws {
    let path = folder.file("song.wav")
    try kind.make(at: path, in: folder)
    #expect(throws: LibAVError.self) { try Self.decoded(path, sampleRate: 48_000, channels: 2) }
  }

  @Test("no sample and no second make a song of no samples, or a sentence")
  func noLength() throws {
    let path = folder.file("song.wav")
    try ClickSong(moments: [], seconds: 0).write(to: path)
    #expect(throws: LibAVError.self) { try Self.decoded(path, sampleRate: 48_000, channels: 2) }
  }

  @Test(
    "a damaged song is a shorter one, one with silence, or a sentence",
    .enabled(if: ClickSong.ffmpeg != nil, "needs ffmpeg"), arguments: kinds)
  func damage(kind: Kind) throws {
    let whole = folder.file("song." + kind.name)
    try ClickSong().write(to: whole, ffmpegOptions: kind.options)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: whole))
    var generator = SeededGenerator(seed: 17)
    let path = folder.file("damaged." + kind.name)
    for run in 0..<60 {
      var damaged = bytes
      if run.isMultiple(of: 3) { damaged = damaged.prefix(Int.random(in: 1..<bytes.count, using: &generator)) }
      for _ in 0..<(1 << Int.random(in: 0..<8, using: &generator)) {
        damaged[Int.random(in: 0..<damaged.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      try damaged.write(to: URL(fileURLWithPath: path))
      do {
        let samples = try Self.decoded(path, sampleRate: 48_000, channels: 2, mostSeconds: 20)
        #expect(samples.count.isMultiple(of: 2))
      } catch let error as LibAVError {
        #expect(error.description.hasPrefix("cannot read the song \(path): ") && !error.description.contains("\n"))
      }
    }
  }

  @Test("blocks are small, however long the song is")
  func blocks() throws {
    let path = folder.file("song.wav")
    try ClickSong(seconds: 60, sampleRate: 8_000, channelCount: 8).write(to: path)
    var decoder = try SongDecoder(contentsOf: path)
    var largest = 0
    while let block = try decoder.next() { largest = max(largest, block.count) }
    #expect(largest <= 1 << 16)
    #expect(abs(decoder.sampleCount - 60 * 48_000) <= 1)
  }

  /// All samples of the song at `path`, or those of its first seconds.
  static func decoded(
    _ path: String, sampleRate: Int, channels: Int, mostSeconds: Int = 100
  ) throws -> [Float] {
    var decoder = try SongDecoder(contentsOf: path, sampleRate: sampleRate, channels: channels)
    var samples: [Float] = []
    while samples.count < mostSeconds * sampleRate * channels, let block = try decoder.next() { samples += block }
    return samples
  }
}
