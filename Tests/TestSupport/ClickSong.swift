import Foundation

/// A song with a click at each of some moments and silence between them: where a click's peak is after decoding tells whether sound
/// has kept its place.
public struct ClickSong: Sendable {
  /// When the clicks are, in seconds.
  public let moments: [Double]
  /// How long the song is, in seconds.
  public let seconds: Double
  /// Samples per second.
  public let sampleRate: Int
  /// Channels, which all sound the same.
  public let channelCount: Int

  /// Five clicks, at no round number of any codec's frames.
  public static let five = [0.25, 1, 2, 2.75, 3.5]

  /// A song with clicks at `moments`.
  public init(
    moments: [Double] = five, seconds: Double = 4, sampleRate: Int = 48_000, channelCount: Int = 2
  ) {
    (self.moments, self.seconds, self.sampleRate, self.channelCount) = (moments, seconds, sampleRate, channelCount)
  }

  /// A click's width, a Gaussian's standard deviation: its band is below 3 kHz, which every codec keeps.
  private static let sigma = 0.000_15
  private static let height = 0.7

  /// The samples of one channel; all have the same.
  private var samples: [Int16] {
    (0..<Int(seconds * Double(sampleRate))).map { index in
      let time = Double(index) / Double(sampleRate)
      let value = moments.reduce(0) { sum, moment in
        let distance = (time - moment) / Self.sigma
        return abs(distance) > 8 ? sum : sum + Self.height * exp(-distance * distance / 2)
      }
      return Int16((value * 32767).rounded())
    }
  }

  /// The song as a WAV file of 16 bits (IBM and Microsoft, Multimedia Programming Interface 1.0, 1991).
  public var wave: [UInt8] {
    let bytes = samples.flatMap { [UInt16](repeating: UInt16(bitPattern: $0), count: channelCount) }.flatMap(Self.bytes)
    let frameBytes = 2 * channelCount
    return Array("RIFF".utf8) + Self.bytes(UInt32(36 + bytes.count)) + Array("WAVEfmt ".utf8) + Self.bytes(UInt32(16))
      + Self.bytes(UInt16(1)) + Self.bytes(UInt16(channelCount)) + Self.bytes(UInt32(sampleRate))
      + Self.bytes(UInt32(sampleRate * frameBytes)) + Self.bytes(UInt16(frameBytes)) + Self.bytes(UInt16(16))
      + Array("data".utf8) + Self.bytes(UInt32(bytes.count)) + bytes
  }

  /// Writes it to `path` as a WAV file.
  public func write(to path: String) throws {
    try Data(wave).write(to: URL(fileURLWithPath: path))
  }

  /// The `ffmpeg` command, which makes songs of other kinds for the tests.
  public static let ffmpeg = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map { $0 + "/ffmpeg" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// Has `ffmpeg` write it to `path`, with `options` of its own, by way of a WAV file beside it.
  public func write(to path: String, ffmpegOptions options: [String]) throws {
    let wave = path + ".wav"
    try write(to: wave)
    defer { try? FileManager.default.removeItem(atPath: wave) }
    try Self.runFFmpeg(["-i", wave] + options + [path])
  }

  /// Runs `ffmpeg`, which has to succeed.
  public static func runFFmpeg(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: ffmpeg ?? "/usr/bin/ffmpeg")
    process.arguments = ["-v", "error", "-nostdin", "-y"] + arguments
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableRuntimeMismatch) }
  }

  /// The places of the clicks in `samples` of one channel, in samples: where the sound is loudest within each click.
  public static func places(in samples: [Float]) -> [Int] {
    var places: [Int] = []
    var index = 0
    while index < samples.count {
      guard samples[index] > 0.3 else {
        index += 1
        continue
      }
      let end = min(index + 200, samples.count)
      places.append((index..<end).max { samples[$0] < samples[$1] } ?? index)
      index = end
    }
    return places
  }

  private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
