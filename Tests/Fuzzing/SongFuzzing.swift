import Animation
import FilmFormat
import Foundation
import FractalMath
import VideoEncoding

/// Songs of strangers, decoded as far as a film of some seconds would.
enum SongFuzzing {
  private static let sampleRate = 48_000
  private static let mostSeconds = 3
  /// Calls that may give nothing in a row: a damaged file has only so many packets.
  private static let mostCalls = 10_000

  static func feed(_ bytes: [UInt8]) throws -> Bool {
    try FuzzedFile.write(bytes)
    do {
      if let rate = FrameRate(numerator: 30) {
        _ = try SoundTrack(
          copying: FuzzedFile.path, displayName: "fuzzed.song", codec: bytes.count.isMultiple(of: 2) ? .aac : .opus,
          bitrate: 192_000, frames: 3, at: rate)
      }
      var song = try SongDecoder(contentsOf: FuzzedFile.path, displayName: "fuzzed.song", sampleRate: sampleRate)
      var calls = 0
      while song.sampleCount < mostSeconds * sampleRate, calls < mostCalls, let block = try song.next() {
        try FuzzFailure.unless(block.count.isMultiple(of: song.channelCount), "\(block.count) samples")
        calls += 1
      }
    } catch let error as LibAVError {
      try FuzzFailure.unless("\(error)".oneLine == "\(error)", "not fit for a terminal: \("\(error)".oneLine)")
      return !error.reason.hasPrefix("it is not")
    }
    return true
  }

  /// A song without and one with a header, and a film with each codec of sound.
  static var seeds: [[UInt8]] {
    get throws {
      let wave = wave()
      return try [wave]
        + SoundCodec.allCases.map { sound in
          try FuzzedFile.write(wave)
          let (codec, container): (VideoCodec, Container) =
            switch sound {
            case .aac: (.h264, .mp4)
            case .opus: (.vp9, .webm)
            case .flac: (.ffv1, .matroska)
            case .pcm: (.prores, .mov)
            }
          guard let segment = try FilmSeeds.segments.first(where: { $0.format.codec == codec }) else { return wave }
          let track = try SoundTrack(song: FuzzedFile.path, displayName: "seed", mix: SoundMix(), codec: sound)
          let path = FuzzedFile.path + ".film"
          defer { try? FileManager.default.removeItem(atPath: path) }
          var writer = try FilmWriter(path: path, container: container, sound: track)
          try writer.append(segment)
          try writer.finish()
          return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        }
    }
  }

  /// A tenth of a second of a saw, as a WAV file.
  private static func wave() -> [UInt8] {
    func bytes(_ number: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: number.littleEndian) { Array($0) } }
    let samples = (0..<4_410).flatMap { bytes(Int16($0 % 100 * 100)) }
    return Array("RIFF".utf8) + bytes(UInt32(36 + samples.count)) + Array("WAVEfmt ".utf8) + bytes(UInt32(16))
      + bytes(UInt16(1)) + bytes(UInt16(1)) + bytes(UInt32(44_100)) + bytes(UInt32(88_200)) + bytes(UInt16(2))
      + bytes(UInt16(16)) + Array("data".utf8) + bytes(UInt32(samples.count)) + samples
  }

  /// Marks and names of chunks, boxes and elements.
  static let words: Set<String> = FilmFuzzing.words.union([
    "RIFF", "WAVE", "fmt ", "data", "LIST", "fact", "FORM", "AIFF", "AIFC", "COMM", "SSND", "fLaC", "OggS", "OpusHead",
    "OpusTags", "vorbis", "ID3", "APIC", "Xing", "Info", "LAME", "TAG", "mp4a", "esds", "alac", "Opus", "dOps", "in24",
    "sowt", "A_OPUS", "A_VORBIS", "A_FLAC", "A_AAC", "A_PCM/INT/LIT", "A_MPEG/L3",
  ])
}
