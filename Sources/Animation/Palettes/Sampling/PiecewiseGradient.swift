import FractalMath

/// A gradient given piecewise as a function, to be approximated by few stops.
struct PiecewiseGradient {
  /// A piece: its range and its colours.
  struct Piece {
    let start: Double
    let end: Double
    /// The colour at a fraction of the piece, 0…1.
    let color: (Double) -> ColorCodes

    /// The piece with the colours of `color`.
    init(from start: Double, to end: Double, color: @escaping (Double) -> ColorCodes) {
      (self.start, self.end, self.color) = (start, end, color)
    }

    /// The piece that interpolates two colours linearly.
    init(from start: Double, _ first: ColorCodes, to end: Double, _ last: ColorCodes) {
      self.init(from: start, to: end) { first.mixed(with: last, fraction: $0) }
    }

    /// The piece that mixes two colours as palettes do.
    init(from start: Double, _ first: Oklab, to end: Double, _ last: Oklab) {
      self.init(from: start, to: end) { ColorCodes(first.mixed(with: last, fraction: $0)) }
    }
  }

  /// The pieces, each starting at the end of the previous one. They begin at 0 or later and end at 1, or in a cyclic
  /// gradient a turn after their beginning.
  let pieces: [Piece]
  let isCyclic: Bool

  /// The largest difference, in codes, of a component between the palette and the gradient.
  static let tolerance = 2.0
  /// The most pieces read.
  static let largestPieceCount = 4096
  /// The most stops of a palette: enough for jumps between all pieces.
  private static let largestStopCount = 2 * largestPieceCount
  /// No component changes by more between two samples, unless they are at the smallest distance.
  private static let largestStep = 2.0
  /// Samples are not closer than this.
  private static let smallestDistance = 1.0 / 65_536
  /// The minimum number of examined parts per piece: a turn of hues in steps that miss none of its corners.
  private static let partCount = 24
  /// The largest distance between the two stops of a jump.
  private static let jumpWidth = 1e-6
  /// Ends of pieces that differ by at most this, in codes, do not jump.
  private static let largestSeam = 0.5

  /// A position with six decimals, indistinguishable from the exact one in pictures.
  static func rounded(_ place: Double) -> Double { (place * 1e6).rounded() / 1e6 }

  /// The gradient as stops, within the tolerance; with a notice if that is impossible.
  ///
  /// - Complexity: O(n log n) for n samples, of which there are at most 65 536, plus 25 per piece.
  var reading: PaletteFile.Reading {
    let runs = runs
    var tolerance = Self.tolerance
    var stops = stops(of: runs, within: tolerance)
    while stops.count > Self.largestStopCount {
      tolerance *= 2
      stops = self.stops(of: runs, within: tolerance)
    }
    var reading = PaletteFile.Reading(palette: Palette(stops: stops, isCyclic: isCyclic))
    if tolerance > Self.tolerance {
      reading.notices.append(
        "the gradient has more detail than \(Self.largestStopCount) stops can represent: colours are up to \(Int(tolerance)) "
          + "of 255 codes off")
    }
    return reading
  }

  private func stops(of runs: [[GradientSample]], within tolerance: Double) -> [Palette.Stop] {
    let kept = runs.flatMap { GradientStops(samples: $0, tolerance: tolerance).stops }
    guard isCyclic && !kept.isEmpty else {
      // If all pieces are too narrow to be seen, any colour will do.
      return kept.isEmpty ? [Palette.Stop(position: 0, color: pieces[0].color(0).color)] : kept
    }
    // Colours beyond 1 continue at the beginning; the end of a turn equals its beginning.
    let first = kept[0].position
    let turn = kept.count > 1 && kept[kept.count - 1].position == first + 1 ? kept.dropLast() : kept[...]
    let wrapped = turn.map { stop in
      Palette.Stop(position: stop.position > 1 ? Self.rounded(stop.position - 1) : stop.position, color: stop.color)
    }
    let sorted = wrapped.enumerated().sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
    return sorted.map(\.element).reduce(into: []) { stops, stop in
      if stops.last?.position != stop.position { stops.append(stop) }
    }
  }

  /// Samples of the gradient, from one jump to the next.
  private var runs: [[GradientSample]] {
    var runs: [[GradientSample]] = []
    for piece in pieces {
      let samples = Self.samples(of: piece)
      guard let first = samples.first else { continue }
      if let before = runs.last?.last, before.codes.difference(to: first.codes) <= Self.largestSeam {
        runs[runs.count - 1] += samples.dropFirst()
      } else {
        if let last = runs.indices.last { Self.endBeforeJump(&runs[last]) }
        runs.append(samples)
      }
    }
    return runs
  }

  /// Moves the run's end slightly forward to make room for the next one.
  private static func endBeforeJump(_ run: inout [GradientSample]) {
    let end = run.removeLast()
    let place = rounded(end.place - jumpWidth)
    if let last = run.last, last.place >= place { return }
    run.append(GradientSample(place: place, codes: end.codes, isKnot: true))
  }

  /// Samples of `piece`, in ascending order; none if it is too narrow to be seen.
  private static func samples(of piece: Piece) -> [GradientSample] {
    let (start, end) = (rounded(piece.start), rounded(piece.end))
    guard start < end else { return [] }
    var samples = [GradientSample(place: start, codes: piece.color(0), isKnot: true)]
    for part in 0..<partCount {
      let (from, to) = (Double(part) / Double(partCount), Double(part + 1) / Double(partCount))
      add(piece, from: from, to: to, codes: piece.color(to), width: end - start, to: &samples)
    }
    let last = GradientSample(place: end, codes: piece.color(1), isKnot: true)
    if samples.count > 1 && samples[samples.count - 1].place >= end { samples.removeLast() }
    samples.append(last)
    return samples
  }

  /// Adds a sample at the fraction `to` of `piece`, and as many before it as the colours require.
  private static func add(
    _ piece: Piece, from: Double, to: Double, codes: ColorCodes, width: Double, to samples: inout [GradientSample]
  ) {
    let before = samples[samples.count - 1]
    if before.codes.difference(to: codes) > largestStep && (to - from) * width > smallestDistance {
      let middle = (from + to) / 2
      add(piece, from: from, to: middle, codes: piece.color(middle), width: width, to: &samples)
      add(piece, from: middle, to: to, codes: codes, width: width, to: &samples)
      return
    }
    let place = rounded(piece.start + (piece.end - piece.start) * to)
    if place > before.place { samples.append(GradientSample(place: place, codes: codes, isKnot: false)) }
  }
}
