import Foundation
import SongAnalysis
import TestSupport
import Testing

@Suite("Songs")
struct SongAnalysisTests {
  /// Drum beats that die away, over a chord, at `bpm` from `offset` seconds on.
  private static func song(bpm: Double, offset: Double = 0.3, seconds: Double = 30, seed: UInt64 = 1) -> [Float] {
    var random = SeededGenerator(seed: seed)
    let rate = Double(SongFeatures.sampleRate)
    var samples = (0..<Int(seconds * rate)).map { index -> Float in
      let time = Double(index) / rate
      // It comes and goes gently, since something that begins at once may be a beat.
      let level = 0.05 * min(1, time, seconds - time)
      return Float(level * (sin(2 * .pi * 220 * time) + sin(2 * .pi * 277.2 * time)))
    }
    var beat = 0
    while true {
      let start = Int((offset + Double(beat) * 60 / bpm) * rate)
      guard start < samples.count else { break }
      let isStrong = beat.isMultiple(of: 4)
      for index in 0..<min(6000, samples.count - start) {
        let noise = Float.random(in: -1...1, using: &random)
        samples[start + index] += (isStrong ? 0.6 : 0.4) * noise * Float(exp(-Double(index) / 900))
      }
      beat += 1
    }
    return samples
  }

  private static func features(_ samples: [Float], blocks: [Int] = [4096], bands: [ClosedRange<Double>] = [])
    -> SongFeatures
  {
    var analyzer = SongAnalyzer(bands: bands)
    var (start, turn) = (0, 0)
    while start < samples.count {
      let end = min(start + blocks[turn % blocks.count], samples.count)
      analyzer.add(Array(samples[start..<end]))
      (start, turn) = (end, turn + 1)
    }
    return analyzer.finish()
  }

  @Test("the transform is that of the definition")
  func transform() {
    var random = SeededGenerator(seed: 5)
    let length = 64
    let transform = PairedTransform(length: length)
    let (one, other) = (
      (0..<length).map { _ in Double.random(in: -1...1, using: &random) },
      (0..<length).map { _ in Double.random(in: -1...1, using: &random) }
    )
    func power(_ signal: [Double], _ bin: Int) -> Double {
      var (x, y) = (0.0, 0.0)
      for (index, sample) in signal.enumerated() {
        let angle = 2 * Double.pi * Double(bin * index) / Double(length)
        (x, y) = (x + sample * cos(angle), y - sample * sin(angle))
      }
      return x * x + y * y
    }
    var (real, imaginary) = (one, other)
    real.withUnsafeMutableBufferPointer { real in
      imaginary.withUnsafeMutableBufferPointer { imaginary in
        transform.apply(real, imaginary)
        for bin in 0...length / 2 {
          let powers = transform.powers(bin, real, imaginary)
          #expect(abs(powers.first - power(one, bin)) < 1e-9 && abs(powers.second - power(other, bin)) < 1e-9)
        }
      }
    }
  }

  @Test("the logarithm is near the library's")
  func logarithm() {
    for value in [1, 1.0001, 1.3, 1.4142135, 1.4142136, 1.9, 2, 3, 1000, 1e9, 1e300] {
      #expect(abs(value.binaryLogarithm - log2(value)) < 1e-7 * max(1, log2(value)))
    }
  }

  @Test("features do not depend on how a song comes in blocks, and there are 200 a second")
  func blocks() {
    let song = Self.song(bpm: 120, seconds: 3)
    let whole = Self.features(song, blocks: [song.count], bands: [30...150])
    #expect(whole.onsets.count == 600 && whole.levels.count == 600 && whole.bands.map(\.count) == [600])
    #expect(Self.features(song, blocks: [1, 7, 4096, 333], bands: [30...150]) == whole)
    #expect(Self.features(Array(song.prefix(100))).onsets.count == 1)
    #expect(Self.features([]).onsets.isEmpty)
  }

  @Test("features are these numbers on every machine")
  func sameEverywhere() {
    // Samples of whole numbers alone, so that no library has a part in them.
    var state: UInt32 = 1
    let samples = (0..<48_000).map { index -> Float in
      state = state &* 1_664_525 &+ 1_013_904_223
      let decay = 1 - Float(index % 12_000) / 12_000
      return Float(Int32(bitPattern: state) >> 16) / 32_768 * decay * decay
    }
    let features = Self.features(samples, bands: [30...150, 2000...8000])
    let all = features.onsets + features.lowOnsets + features.levels + features.bands.joined()
    let hash = all.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    #expect(hash == 2_734_776_517_687_969_138, "\(hash)")
  }

  @Test("a band's level follows its own sound alone")
  func bands() {
    let rate = Double(SongFeatures.sampleRate)
    let samples = (0..<96_000).map { index -> Float in
      let time = Double(index) / rate
      return Float(time < 1 ? 0.5 * sin(2 * .pi * 100 * time) : 0.5 * sin(2 * .pi * 5000 * time))
    }
    let features = Self.features(samples, bands: [30...150, 4000...6000])
    #expect(
      features.bands[0][100] > features.bands[0][300] + 2000 && features.bands[1][300] > features.bands[1][100] + 2000)
    #expect(abs(Int(features.levels[100]) - Int(features.levels[300])) < 64)
    #expect(Self.features([Float](repeating: 0, count: 48_000)).levels.allSatisfy { $0 == 0 })
  }

  @Test(
    "the beats of drums are found, each within ten milliseconds, and their tempo",
    arguments: [75.0, 98, 110, 120, 128, 141.7])
  func beats(bpm: Double) throws {
    let beats = BeatTracker(Self.features(Self.song(bpm: bpm))).beats
    let tempo = try #require(beats.tempo)
    #expect(abs(tempo.beatsPerMinute / bpm - 1) < 0.002, "\(tempo.beatsPerMinute)")
    let expected = Int(29.7 * bpm / 60)
    #expect(beats.beats.count >= expected - 1 && beats.beats.count <= expected + 1)
    for beat in beats.beats {
      let number = ((beat.seconds - 0.3) * bpm / 60).rounded()
      #expect(abs(beat.seconds - 0.3 - number * 60 / bpm) < 0.01, "\(beat.seconds)")
    }
  }

  @Test("silence, a held tone and a moment have no beats")
  func none() {
    let tone = (0..<480_000).map { Float(0.3 * sin(2 * .pi * 440 * Double($0) / 48_000)) }
    for samples in [[], [Float](repeating: 0, count: 480_000), Array(tone.prefix(4800))] {
      #expect(BeatTracker(Self.features(samples)).beats.beats.isEmpty)
    }
    _ = BeatTracker(Self.features(tone)).beats
    _ = BeatTracker(Self.features(tone.map { _ in .nan } + [Float.infinity, -.infinity])).beats
  }
}
