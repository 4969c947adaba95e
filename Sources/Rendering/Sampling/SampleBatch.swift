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
  private let probes: ProbeSignals

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
            ProbeSignals.with(pixels: pixelCount(of: sampling.pattern)) { probes in
              guard let gathered = gathered.baseAddress, let places = places.baseAddress,
                let values = values.baseAddress, let entries = entries.baseAddress
              else { preconditionFailure("an allocation has an address") }
              body(
                SampleBatch(
                  plan: plan, sampling: sampling, positions: positions, colors: colors, gathered: gathered,
                  rights: places, ups: places + sampleCount, values: values, computed: values + sampleCount,
                  samples: SampleEntries(entries: entries, slopes: colors.isLit ? values + sampleCount : nil),
                  probes: probes))
            }
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
    for index in 0..<count { gathered[index] = GatheredSamples() }
    guard let threshold = sampling.threshold, offsets.count > sampling.pattern.probeCount else {
      gather(.probes, offsets[...], of: chosen, count: count, firstRow: firstRow, kept: &kept)
      for index in 0..<count { pixels[Int(chosen[index])] = gathered[index].color(colors) }
      return
    }
    gather(
      .probes, offsets[..<sampling.pattern.probeCount], of: chosen, count: count, firstRow: firstRow, kept: &kept)
    compareProbes(of: chosen, count: count, middles: middles, threshold: threshold)
    var left = 0
    for index in 0..<count {
      if probes.marks[index] != 0 {
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

  /// Marks the pixels whose probes, which were gathered last, and middles differ, and not as on a slope.
  private func compareProbes(
    of chosen: UnsafePointer<UInt32>, count: Int, middles: SampleEntries, threshold: UInt8
  ) {
    samples.forEach(in: 0..<count &* ProbeSignals.perPixel) { sample, entry, slope in
      probes.set(
        sample % ProbeSignals.perPixel, of: sample / ProbeSignals.perPixel, to: colors.signal(entry, slope: slope))
    }
    for index in 0..<count {
      let pixel = Int(chosen[index])
      probes.middles[index] = colors.signal(middles.entries[pixel], slope: middles.slope(pixel))
    }
    probes.mark(count: count, threshold: threshold, withMiddles: true, positions.kernel)
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
      // In registers, which no write to memory can change.
      var pixel = gathered[index]
      for sample in index &* samplesEach..<(index &+ 1) &* samplesEach {
        pixel.add(samples.entries[sample], slope: slope(sample), colors)
      }
      gathered[index] = pixel
    }
  }
}

/// The samples of a pixel so far.
struct GatheredSamples {
  private var sum = LinearLight.none
  /// The bits that all entries have, and those that any has: the same if there is one entry.
  private var commonBits = UInt32.max
  private var bits: UInt32 = 0

  /// No samples.
  init() {}

  /// Adds a sample.
  @inline(__always)
  mutating func add(_ entry: UInt32, slope: Float?, _ colors: SampleColors) {
    sum += colors.light(entry, slope: slope)
    commonBits &= entry
    bits |= entry
  }

  /// The colour of the samples, at least one: their mean light, or their own if all have the same entry and are unlit. (The
  /// mean of equal lights is exactly that light, so if all are lit the same way, the colour is theirs as well.)
  @inline(__always)
  func color(_ colors: SampleColors) -> PackedColor {
    if commonBits == bits, !colors.isLit(bits) { return colors.color(bits, slope: nil) }
    return colors.color(meanOf: sum)
  }
}
