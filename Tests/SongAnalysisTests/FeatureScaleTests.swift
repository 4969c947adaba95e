import Foundation
import SongAnalysis
import Testing

@Suite("Features as parts of their greatest")
struct FeatureScaleTests {
  private static func features(_ samples: [Float], bands: [ClosedRange<Double>] = []) -> SongFeatures {
    var analyzer = SongAnalyzer(bands: bands)
    analyzer.add(samples)
    return analyzer.finish()
  }

  private static func tone(_ amplitude: (Double) -> Double, frequency: Double = 1000, seconds: Double = 4) -> [Float] {
    (0..<Int(seconds * 48_000)).map { index in
      let time = Double(index) / 48_000
      return Float(amplitude(time) * sin(2 * .pi * frequency * time))
    }
  }

  @Test("the level of a sine is that of its amplitude", arguments: [1.0, 0.5, 0.1, 0.01])
  func sine(amplitude: Double) {
    // The power under a Hann window of 1024 samples, in one half of the spectrum: 3·1024²/32 of the amplitude's square.
    let expected = 256 * log2(1 + 0x1p20 * 98_304 * amplitude * amplitude)
    let levels = Self.features(Self.tone({ _ in amplitude })).levels[20..<780]
    #expect(levels.allSatisfy { abs(Double($0) - expected) <= 2 }, "\(levels.first ?? 0) for \(expected)")
  }

  @Test("the level's curve is the amplitude as a part of the loudest")
  func level() {
    let curve = Self.features(Self.tone { $0 < 1 ? 0.1 : $0 < 2 ? 0.4 : $0 < 3 ? 0 : 0.8 }).levelCurve
    for (place, part) in [(100, 0.125), (300, 0.5), (500, 0), (700, 1)] {
      #expect(abs(Double(curve[place]) / 4095 - part) < 0.005, "\(curve[place]) at \(place)")
    }
    #expect(curve.count == 800 && curve.allSatisfy { $0 <= 4095 })
  }

  @Test("a band's curve is that of its own frequencies, and one crash does not make the rest small")
  func band() {
    var samples = Self.tone({ $0 < 2 ? 0.3 : 0.15 }, frequency: 100)
    for (index, high) in Self.tone({ $0 < 2 ? 0 : 0.3 }, frequency: 5000).enumerated() { samples[index] += high }
    for index in 0..<480 { samples[96_000 + index] *= 3 }
    let curve = Self.features(samples, bands: [30...150]).bandCurve(0)
    #expect(abs(Double(curve[200]) / 4095 - 1) < 0.02 && abs(Double(curve[600]) / 4095 - 0.5) < 0.02)
  }

  @Test("a click is an onset at its sample, and nothing else is", arguments: [4800, 24_000, 100_001, 150_000])
  func click(sample: Int) throws {
    var samples = [Float](repeating: 0, count: 192_000)
    samples[sample] = 0.9
    let curve = Self.features(samples).onsetCurve
    let first = try #require(curve.firstIndex { $0 > 0 })
    let last = try #require(curve.lastIndex { $0 > 0 })
    let strongest = try #require(curve.indices.max { curve[$0] < curve[$1] })
    // A window of 1024 samples sees it from half of that before it on.
    #expect(abs(strongest * 240 - sample) <= 480 && curve[strongest] == 4095, "\(strongest)")
    #expect(first * 240 >= sample - 600 && last * 240 <= sample + 600, "\(first)...\(last)")
  }

  @Test("a beat is a pulse, and silence has none")
  func beat() {
    let song = (0..<960_000).map { index -> Float in
      let since = (index + 48_000 - 14_400) % 24_000
      return Float(0.8 * exp(-Double(since) / 900) * sin(Double(since * since % 997)))
    }
    let features = Self.features(song)
    let beats = BeatTracker(features).beats
    let curve = features.beatCurve(beats)
    #expect(beats.beats.count > 30 && curve.count == features.onsets.count)
    for beat in beats.beats {
      #expect(curve[beat.index] == 4095 && curve[beat.index + 9] == 4095 && curve[beat.index + 12] == 0)
    }
    let silence = Self.features([Float](repeating: 0, count: 48_000), bands: [30...150])
    let curves = [
      silence.levelCurve, silence.onsetCurve, silence.bandCurve(0), silence.beatCurve(BeatTracker(silence).beats),
    ]
    #expect(curves.allSatisfy { $0.count == 200 && $0.allSatisfy { $0 == 0 } })
    #expect(SongFeatures().levelCurve.isEmpty && SongFeatures().onsetCurve.isEmpty)
  }
}
