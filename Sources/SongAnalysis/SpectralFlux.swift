/// How much of a spectrum is new: the sum of its rises over the bands, each against the largest of three neighbouring bands two spectra
/// before, so that vibrato is no rise (SuperFlux; S. Böck and G. Widmer, Maximum Filter Vibrato Suppression for Onset Detection,
/// DAFx 2013).
struct SpectralFlux: Sendable {
  private let bands: LogarithmicBands
  private let lowCount: Int
  /// The bands' levels of the last spectra, the older ones first.
  private var earlier: [[Int]] = []

  /// Spectra between the two that are compared.
  private static let lag = 2
  /// Steps of a doubling.
  private static let steps = 1024.0

  /// The flux of spectra whose bins are `binWidth` hertz apart.
  init(binWidth: Double) {
    bands = LogarithmicBands(binWidth: binWidth)
    lowCount = bands.count(below: Self.lowest)
  }

  /// Bass drums are below this, in hertz.
  private static let lowest = 200.0

  /// The rise of the next spectrum: of all bands, and of the lowest ones.
  mutating func rise(of magnitudes: [Double]) -> (all: UInt16, low: UInt16) {
    let levels = (0..<bands.count).map { band in
      Int((Self.steps * (1 + bands.sum(band, of: magnitudes)).binaryLogarithm).rounded())
    }
    defer {
      earlier.append(levels)
      if earlier.count > Self.lag { earlier.removeFirst() }
    }
    // Before the song there is silence.
    let reference = earlier.count == Self.lag ? earlier[0] : [Int](repeating: 0, count: levels.count)
    var (sum, low) = (0, 0)
    for (band, level) in levels.enumerated() {
      let neighbours = reference[max(band - 1, 0)...min(band + 1, levels.count - 1)]
      let rise = max(0, level - neighbours.reduce(0, max))
      sum += rise
      if band < lowCount { low += rise }
    }
    return (Self.feature(sum), Self.feature(low * 16))
  }

  private static func feature(_ sum: Int) -> UInt16 { UInt16(min(sum / 16, 65_535)) }
}
