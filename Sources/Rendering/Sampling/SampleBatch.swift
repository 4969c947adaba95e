import FractalMath

/// Pixels of a tile whose samples are computed together, so that the kernels' lanes are full and the samples stay in
/// cache.
struct SampleBatch {
  private let plan: FieldPlan
  private let sampling: Sampling
  private let positions: EntryPositions
  private let colors: SampleColors
  private let gathered: UnsafeMutablePointer<GatheredSamples>
  private let rights: UnsafeMutablePointer<Double>
  private let ups: UnsafeMutablePointer<Double>
  private let values: UnsafeMutablePointer<Float>
  /// Values on their way to those that are kept; of a lit frame, which keeps none, the slopes.
  private let computed: UnsafeMutablePointer<Float>
  private let samples: SampleEntries

  /// Samples of a batch.
  private static let sampleCount = 16384

  /// Pixels per batch, each with all samples of `pattern`.
  static func pixelCount(of pattern: SamplePattern) -> Int { sampleCount / pattern.offsets.count }

  /// Calls `body` with memory for batches.
  static func with(
    plan: FieldPlan, sampling: Sampling, positions: EntryPositions, colors: SampleColors,
    _ body: (SampleBatch) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: GatheredSamples.self, capacity: pixelCount(of: sampling.pattern)) { gathered in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * sampleCount) { places in
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * sampleCount) { values in
          withUnsafeTemporaryAllocation(of: UInt32.self, capacity: sampleCount) { entries in
            guard let gathered = gathered.baseAddress, let places = places.baseAddress,
              let values = values.baseAddress, let entries = entries.baseAddress
            else { preconditionFailure("an allocation has an address") }
            body(
              SampleBatch(
                plan: plan, sampling: sampling, positions: positions, colors: colors, gathered: gathered,
                rights: places, ups: places + sampleCount, values: values, computed: values + sampleCount,
                samples: SampleEntries(entries: entries, slopes: colors.isLit ? values + sampleCount : nil)))
          }
        }
      }
    }
  }

  /// Writes the colours of `count` pixels to `pixels`, a tile's rows from `firstRow` on; `chosen` has their indices
  /// there, and `middles` the middles of all the tile's pixels if differences matter.
  ///
  /// `chosen` is overwritten. Samples that are `kept` are not computed, and others are added to them.
  func resolve(
    _ chosen: UnsafeMutablePointer<UInt32>, count: Int, firstRow: Int, middles: SampleEntries,
    kept: inout TileSamples?, to pixels: UnsafeMutableBufferPointer<PackedColor>
  ) {
    let offsets = sampling.pattern.offsets
    guard let threshold = sampling.threshold, offsets.count > sampling.pattern.probeCount else {
      for index in 0..<count { gathered[index] = GatheredSamples() }
      gather(.probes, offsets[...], of: chosen, count: count, firstRow: firstRow, kept: &kept)
      for index in 0..<count { pixels[Int(chosen[index])] = gathered[index].color(colors) }
      return
    }
    for index in 0..<count {
      let pixel = Int(chosen[index])
      gathered[index] = GatheredSamples(middle: colors.signal(middles.entries[pixel], slope: middles.slope(pixel)))
    }
    gather(
      .probes, offsets[..<sampling.pattern.probeCount], of: chosen, count: count, firstRow: firstRow, kept: &kept)
    var left = 0
    for index in 0..<count {
      if gathered[index].contrast >= threshold
        && bend(ofProbed: index, middle: middles, at: Int(chosen[index])) >= Int16(threshold)
      {
        (chosen[left], gathered[left]) = (chosen[index], gathered[index])
        left &+= 1
      } else {
        let pixel = Int(chosen[index])
        gathered[index].add(middles.entries[pixel], slope: middles.slope(pixel), colors)
        pixels[pixel] = gathered[index].color(colors)
      }
    }
    gather(.rest, offsets[sampling.pattern.probeCount...], of: chosen, count: left, firstRow: firstRow, kept: &kept)
    for index in 0..<left { pixels[Int(chosen[index])] = gathered[index].color(colors) }
  }

  /// How far the signals of the four corners of pixel `index`, which were gathered last, are from a slope.
  @inline(__always)
  private func bend(ofProbed index: Int, middle middles: SampleEntries, at pixel: Int) -> Int16 {
    func signal(_ samples: SampleEntries, _ place: Int) -> UInt32 {
      colors.signal(samples.entries[place], slope: samples.slope(place))
    }
    let first = index &* sampling.pattern.probeCount
    return SecondDifference.largest(middle: signal(middles, pixel)) { signal(samples, first &+ $0) }
  }

  /// Adds the samples of a step to those gathered for each of `count` pixels.
  private func gather(
    _ step: TileSamples.Step, _ offsets: ArraySlice<SamplePattern.Offset>, of chosen: UnsafePointer<UInt32>,
    count: Int, firstRow: Int, kept: inout TileSamples?
  ) {
    if kept == nil {
      compute(offsets, of: chosen, count: count, firstRow: firstRow, to: values) { _ in true }
    } else {
      complete(step, offsets, of: chosen, count: count, firstRow: firstRow, kept: &kept)
    }
    positions.find(UnsafeBufferPointer(start: values, count: count &* offsets.count), to: samples.entries)
    if let slopes = samples.slopes {
      add(count: count, samplesEach: offsets.count) { slopes[$0] }
    } else {
      // A separate loop: without slopes, no sample needs a branch.
      add(count: count, samplesEach: offsets.count) { _ in nil }
    }
  }

  /// Computes samples of those of `count` pixels that are `wanted`, and writes them to `target` without gaps.
  @inline(__always)
  private func compute(
    _ offsets: ArraySlice<SamplePattern.Offset>, of chosen: UnsafePointer<UInt32>, count: Int, firstRow: Int,
    to target: UnsafeMutablePointer<Float>, where isWanted: (Int) -> Bool
  ) {
    let size = plan.grid.size
    var places = SamplePlaces(rights: rights, ups: ups)
    for index in 0..<count where isWanted(Int(chosen[index])) {
      let (row, column) = Int(chosen[index]).quotientAndRemainder(dividingBy: size.width)
      places.append(
        offsets, right: Double(column) + 0.5 - Double(size.width) / 2,
        up: Double(size.height) / 2 - Double(firstRow + row) - 0.5)
    }
    if places.count > 0 { plan.fill(places, into: target, slopes: samples.slopes) }
  }

  /// Writes samples of `count` pixels to `values`: those that are kept, and others, which are computed and kept then.
  private func complete(
    _ step: TileSamples.Step, _ offsets: ArraySlice<SamplePattern.Offset>, of chosen: UnsafePointer<UInt32>,
    count: Int, firstRow: Int, kept: inout TileSamples?
  ) {
    guard var samples = kept.take() else { return }
    defer { kept = samples }
    compute(offsets, of: chosen, count: count, firstRow: firstRow, to: computed) { !samples.has(step, of: $0) }
    var next = computed
    for index in 0..<count {
      let (pixel, target) = (Int(chosen[index]), values + index &* offsets.count)
      if samples.has(step, of: pixel) {
        samples.take(step, of: pixel, count: offsets.count, into: target)
      } else {
        target.update(from: next, count: offsets.count)
        samples.keep(next, count: offsets.count, as: step, of: pixel)
        next += offsets.count
      }
    }
  }

  @inline(__always)
  private func add(count: Int, samplesEach: Int, slope: (Int) -> Float?) {
    for index in 0..<count {
      for sample in index &* samplesEach..<(index &+ 1) &* samplesEach {
        gathered[index].add(samples.entries[sample], slope: slope(sample), colors)
      }
    }
  }
}

/// How far signals are from a slope.
enum SecondDifference {
  /// The largest second difference along both diagonals of a pixel and between them, of R′, G′ or B′.
  ///
  /// - Parameter corner: the signals of corners 0…3, listed row by row: the first and the last are opposite.
  @inline(__always)
  static func largest(middle: UInt32, corner: (Int) -> UInt32) -> Int16 {
    func parts(_ codes: UInt32) -> SIMD4<Int16> {
      SIMD4<Int16>(truncatingIfNeeded: unsafeBitCast(codes, to: SIMD4<UInt8>.self))
    }
    let falling = parts(corner(0)) &+ parts(corner(3))
    let rising = parts(corner(1)) &+ parts(corner(2))
    let twice = parts(middle) &+ parts(middle)
    return max((falling &- twice).largest, (rising &- twice).largest, (falling &- rising).largest)
  }
}

extension SIMD4<Int16> {
  /// The largest absolute value.
  @inline(__always)
  fileprivate var largest: Int16 { Swift.max(self.max(), (SIMD4<Int16>.zero &- self).max()) }
}

/// What the samples of a pixel so far have shown.
struct GatheredSamples {
  private var sum = LinearLight.none
  private var first: UInt32?
  private var isOfOneEntry = true
  private var low = SIMD4<UInt8>(repeating: 255)
  private var high = SIMD4<UInt8>(repeating: 0)

  /// No samples.
  init() {}

  /// The signal of the middle, which only counts for differences.
  @inline(__always)
  init(middle: UInt32) { include(middle) }

  /// Adds a sample.
  @inline(__always)
  mutating func add(_ entry: UInt32, slope: Float?, _ colors: SampleColors) {
    sum += colors.light(entry, slope: slope)
    include(colors.signal(entry, slope: slope))
    if let first { isOfOneEntry = isOfOneEntry && first == entry } else { first = entry }
  }

  /// The largest difference of R′, G′ or B′, in 8-bit codes.
  @inline(__always)
  var contrast: UInt8 { (high &- low).max() }

  /// The colour of the samples: their mean light, or their own if all have the same entry and are unlit. (The mean of
  /// equal lights is exactly that light, so if all are lit the same way, the colour is theirs as well.)
  @inline(__always)
  func color(_ colors: SampleColors) -> PackedColor {
    if isOfOneEntry, let first, !colors.isLit(first) { return colors.color(first, slope: nil) }
    return colors.color(meanOf: sum)
  }

  /// Includes a signal in differences only.
  @inline(__always)
  mutating func include(_ signal: UInt32) {
    let parts = unsafeBitCast(signal, to: SIMD4<UInt8>.self)
    low = low.replacing(with: parts, where: parts .< low)
    high = high.replacing(with: parts, where: parts .> high)
  }
}
