import ComplexModule
import FractalMath
import RealModule

/// What is known of a song, 200 times a second, in whole numbers: equal samples, equal features, on every machine.
public struct SongFeatures: Hashable, Sendable {
  /// Features per second; number k is of the time round k/`rate`.
  public static let rate = 200
  /// Samples per second of the song as it is analysed.
  public static let sampleRate = 48_000

  /// How much begins at each time: the rise of its spectrum (`SpectralFlux`), 0 where nothing does.
  public internal(set) var onsets: [UInt16] = []
  /// The same of only what is below 200 Hz, where bass drums are.
  public internal(set) var lowOnsets: [UInt16] = []
  /// The level at each time in steps of 1/256 of a doubling of the power, 0 for silence.
  public internal(set) var levels: [UInt16] = []
  /// The same of only the frequencies of each requested band.
  public internal(set) var bands: [[UInt16]] = []

  /// The features of no song.
  public init() {}

  /// Seconds of the song.
  public var seconds: Double { Double(onsets.count) / Double(Self.rate) }
}

/// Analyses a song whose samples come in blocks.
///
/// Each feature comes from 1024 samples under a Hann window, 240 after those of the one before it.
public struct SongAnalyzer: Sendable {
  static let windowLength = 1024
  static let hop = SongFeatures.sampleRate / SongFeatures.rate

  private let transform = PairedTransform(length: windowLength)
  private let window: [Double]
  private let binRanges: [Range<Int>]
  private var flux = SpectralFlux(binWidth: Double(SongFeatures.sampleRate) / Double(windowLength))
  private var features = SongFeatures()
  /// Samples that have not been left behind; at first half a window of silence.
  private var waiting = [Int16](repeating: 0, count: windowLength / 2)
  private var sampleCount = 0
  private var real = [Double](repeating: 0, count: windowLength)
  private var imaginary = [Double](repeating: 0, count: windowLength)
  private var magnitudes = [Double](repeating: 0, count: windowLength / 2 + 1)

  /// An analyser that also measures the levels of `bands`, in hertz.
  public init(bands: [ClosedRange<Double>] = []) {
    window = Self.hannWindow
    let binWidth = Double(SongFeatures.sampleRate) / Double(Self.windowLength)
    binRanges = bands.map { band in
      // Each band has at least the bin that is nearest to it.
      let first = min(max(Int((band.lowerBound / binWidth).rounded()), 0), Self.windowLength / 2)
      let last = min(max(Int((band.upperBound / binWidth).rounded()), first), Self.windowLength / 2)
      return first..<last + 1
    }
    features.bands = bands.map { _ in [] }
  }

  /// Takes the next samples, of one channel, −1…1.
  ///
  /// They are rounded to sixteen bits, so that the last bits of a decoder's floats, which may differ between processors, do not count.
  public mutating func add(_ samples: [Float]) {
    sampleCount += samples.count
    waiting += samples.map { sample in
      let scaled = (sample * 32_767).rounded()
      return scaled.isNaN ? 0 : Int16(min(max(scaled, -32_768), 32_767))
    }
    analyze(upTo: waiting.count)
  }

  /// The features of the whole song.
  public mutating func finish() -> SongFeatures {
    let count = (sampleCount + Self.hop - 1) / Self.hop
    // An even number of windows, the last ones partly in silence.
    waiting += [Int16](repeating: 0, count: Self.windowLength + 2 * Self.hop)
    analyze(upTo: waiting.count)
    features.onsets = Array(features.onsets.prefix(count))
    features.lowOnsets = Array(features.lowOnsets.prefix(count))
    features.levels = Array(features.levels.prefix(count))
    features.bands = features.bands.map { Array($0.prefix(count)) }
    return features
  }

  /// Analyses windows in pairs as long as `end` samples suffice, and leaves behind what no later one needs.
  private mutating func analyze(upTo end: Int) {
    var start = 0
    while start + Self.hop + Self.windowLength <= end {
      for index in 0..<Self.windowLength {
        real[index] = Double(waiting[start + index]) * window[index]
        imaginary[index] = Double(waiting[start + Self.hop + index]) * window[index]
      }
      real.withUnsafeMutableBufferPointer { real in
        imaginary.withUnsafeMutableBufferPointer { imaginary in transform.apply(real, imaginary) }
      }
      addFeatures(ofFirst: true)
      addFeatures(ofFirst: false)
      start += 2 * Self.hop
    }
    waiting.removeFirst(start)
  }

  private mutating func addFeatures(ofFirst isFirst: Bool) {
    real.withUnsafeMutableBufferPointer { real in
      imaginary.withUnsafeMutableBufferPointer { imaginary in
        for bin in magnitudes.indices {
          let powers = transform.powers(bin, real, imaginary)
          magnitudes[bin] = isFirst ? powers.first : powers.second
        }
      }
    }
    features.levels.append(Self.level(of: magnitudes[1...]))
    for (index, bins) in binRanges.enumerated() { features.bands[index].append(Self.level(of: magnitudes[bins])) }
    for bin in magnitudes.indices { magnitudes[bin] = magnitudes[bin].squareRoot() }
    let rise = flux.rise(of: magnitudes)
    features.onsets.append(rise.all)
    features.lowOnsets.append(rise.low)
  }

  /// A Hann window for samples of sixteen bits.
  private static var hannWindow: [Double] {
    (0..<windowLength).map { index in
      (0.5 - 0.5 * Complex<Double>.unit(turns: Double(index) / Double(windowLength)).real) / 32_768
    }
  }

  /// A sum of powers as a level.
  private static func level(of powers: ArraySlice<Double>) -> UInt16 {
    var sum = 0.0
    for power in powers { sum += power }
    return UInt16(min((256 * (1 + 0x1p20 * sum).binaryLogarithm).rounded(), 65_535))
  }
}
