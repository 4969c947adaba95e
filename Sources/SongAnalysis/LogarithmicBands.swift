/// Triangular bands of a spectrum, 24 to an octave where its bins are that near to each other.
struct LogarithmicBands: Sendable {
  /// A band's bins and their weights.
  private struct Band: Sendable {
    let firstBin: Int
    let weights: [Double]
  }

  private let bands: [Band]
  private let binWidth: Double

  private static let frequencies = 27.5...16_000.0

  /// The bands of spectra whose bins are `binWidth` hertz apart.
  init(binWidth: Double) {
    self.binWidth = binWidth
    // The places of a grid of ratios, each bin once: the ratio is a product of itself, no power of the system's library.
    let ratio = 1.029302236643492
    var centers: [Int] = []
    var frequency = Self.frequencies.lowerBound
    while frequency <= Self.frequencies.upperBound {
      let bin = Int((frequency / binWidth).rounded())
      if bin > 0, centers.last != bin { centers.append(bin) }
      frequency *= ratio
    }
    bands = (1..<centers.count - 1).map { index in
      let (low, middle, high) = (centers[index - 1], centers[index], centers[index + 1])
      let weights = (low + 1..<high).map { bin in
        bin <= middle
          ? Double(bin - low) / Double(middle - low) : Double(high - bin) / Double(high - middle)
      }
      return Band(firstBin: low + 1, weights: weights)
    }
  }

  /// How many there are.
  var count: Int { bands.count }

  /// How many of the first bands have their middle below `frequency`, in hertz.
  func count(below frequency: Double) -> Int {
    bands.prefix { Double($0.firstBin + $0.weights.count / 2) * binWidth < frequency }.count
  }

  /// The weighted sum of `magnitudes`, one for each bin, in band `index`.
  func sum(_ index: Int, of magnitudes: [Double]) -> Double {
    let band = bands[index]
    var sum = 0.0
    for (offset, weight) in band.weights.enumerated() { sum += weight * magnitudes[band.firstBin + offset] }
    return sum
  }
}
