import FractalMath

/// Computes the colours of a tile from samples taken at several moments, each at a place of its own in the pixel: the
/// mean of both the pixel's area and the time in which the shutter is open, in linear light.
///
/// Sample k of a pixel lies where sample k of a still frame would, so that what does not move looks as it does there.
/// Nothing is derived from symmetry: moments are not mirror images of each other.
struct ExposureSampler {
  /// What one moment shows.
  struct Moment: Sendable {
    /// How its samples are computed.
    let plan: FieldPlan
    /// Its colours.
    let frame: TileShader.Frame
  }

  private let moments: [Moment]
  private let schedule: ExposureSchedule
  private let threshold: UInt8?
  private let shader: TileShader

  /// Pixels whose samples are computed together.
  private static let pixelsAtOnce = 4096

  init(moments: [Moment], schedule: ExposureSchedule, threshold: UInt8?, shader: TileShader) {
    self.moments = moments
    self.schedule = schedule
    self.threshold = threshold
    self.shader = shader
  }

  /// Writes the colours of a tile's rows to `pixels`, row by row without gaps.
  func resolve(_ tile: TileGrid.Tile, to pixels: UnsafeMutableBufferPointer<PackedColor>) {
    guard let plan = moments.first?.plan else { preconditionFailure("an exposure without a moment") }
    plan.notePixels(of: tile)
    let size = Self.pixelsAtOnce
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * size) { numbers in
      withUnsafeTemporaryAllocation(of: GatheredSamples.self, capacity: size) { gathered in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * size) { places in
          withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * size) { values in
            guard let numbers = numbers.baseAddress, let gathered = gathered.baseAddress,
              let places = places.baseAddress, let values = values.baseAddress
            else { preconditionFailure("an allocation has an address") }
            let batch = Batch(
              chosen: numbers, gathered: gathered, places: SamplePlaces(rights: places, ups: places + size),
              values: values, slopes: values + size, entries: numbers + size)
            for first in stride(from: 0, to: pixels.count, by: size) {
              resolve(first..<min(first + size, pixels.count), of: tile, batch, to: pixels)
            }
          }
        }
      }
    }
  }

  /// Memory for the samples of some pixels.
  private struct Batch {
    /// Pixels of the tile whose samples are not yet all taken.
    let chosen: UnsafeMutablePointer<UInt32>
    let gathered: UnsafeMutablePointer<GatheredSamples>
    let places: SamplePlaces
    let values: UnsafeMutablePointer<Float>
    let slopes: UnsafeMutablePointer<Float>
    let entries: UnsafeMutablePointer<UInt32>
  }

  private func resolve(
    _ indices: Range<Int>, of tile: TileGrid.Tile, _ batch: Batch, to pixels: UnsafeMutableBufferPointer<PackedColor>
  ) {
    for (index, pixel) in indices.enumerated() {
      batch.chosen[index] = UInt32(truncatingIfNeeded: pixel)
      batch.gathered[index] = GatheredSamples()
    }
    var count = indices.count
    for sample in schedule.probes { take(sample, of: count, tile, batch) }
    if let threshold { count = settle(count, threshold: threshold, batch, to: pixels) }
    for sample in schedule.others { take(sample, of: count, tile, batch) }
    _ = settle(count, threshold: nil, batch, to: pixels)
  }

  /// Takes one sample of each chosen pixel.
  private func take(_ sample: ExposureSchedule.Sample, of count: Int, _ tile: TileGrid.Tile, _ batch: Batch) {
    guard count > 0 else { return }
    let moment = moments[sample.moment]
    let size = moment.plan.grid.size
    let offset = [sample.offset]
    var places = batch.places
    for index in 0..<count {
      let (row, column) = Int(batch.chosen[index]).quotientAndRemainder(dividingBy: size.width)
      places.append(
        offset[...], right: Double(column) + 0.5 - Double(size.width) / 2,
        up: Double(size.height) / 2 - Double(tile.rows.lowerBound + row) - 0.5)
    }
    shader.withSampleColors(moment.frame) { colors in
      moment.plan.fill(places, into: batch.values, slopes: colors.isLit ? batch.slopes : nil)
      moment.frame.positions.find(UnsafeBufferPointer(start: batch.values, count: count), to: batch.entries)
      let samples = SampleEntries(entries: batch.entries, slopes: colors.isLit ? batch.slopes : nil)
      samples.forEach(in: 0..<count) { batch.gathered[$0].add($1, slope: $2, colors) }
    }
  }

  /// Writes the colours of the chosen pixels whose samples differ by less than `threshold`, or of all without one;
  /// returns how many are left.
  private func settle(
    _ count: Int, threshold: UInt8?, _ batch: Batch, to pixels: UnsafeMutableBufferPointer<PackedColor>
  ) -> Int {
    guard let frame = moments.first?.frame else { return 0 }
    return shader.withSampleColors(frame) { colors in
      var left = 0
      for index in 0..<count {
        if let threshold, batch.gathered[index].contrast >= threshold {
          (batch.chosen[left], batch.gathered[left]) = (batch.chosen[index], batch.gathered[index])
          left &+= 1
        } else {
          pixels[Int(batch.chosen[index])] = batch.gathered[index].color(colors)
        }
      }
      return left
    }
  }
}

/// When and where the samples of a pixel are taken: the same in every pixel.
struct ExposureSchedule: Sendable {
  /// One sample.
  struct Sample: Sendable {
    /// The number of its moment.
    let moment: Int
    /// Its place.
    let offset: SamplePattern.Offset
  }

  /// The samples that decide whether the others are taken: spread over the open time.
  let probes: ArraySlice<Sample>
  /// The others.
  let others: ArraySlice<Sample>

  /// The schedule for `momentCount` moments and the places of `pattern`; without one, each moment gives one sample in the
  /// middle of the pixel.
  init(momentCount: Int, pattern: SamplePattern?) {
    let offsets =
      pattern?.offsets ?? [SamplePattern.Offset](repeating: SamplePattern.Offset(right: 0, up: 0), count: momentCount)
    let samples = zip(Self.spread(offsets.count), offsets).map { rank, offset in
      Sample(moment: rank * momentCount / offsets.count, offset: offset)
    }
    let probeCount = pattern?.probeCount ?? samples.count
    (probes, others) = (samples[..<probeCount], samples[probeCount...])
  }

  /// The numbers 0..<`count` in an order whose first four are in the middles of four quarters, and in which neighbours are
  /// far apart: neighbouring places in a pixel are seen at different moments.
  static func spread(_ count: Int) -> [Int] {
    let first = count < 4 ? [] : (0..<4).map { (2 * $0 + 1) * count / 8 }
    let step = (count / 3...count).first { greatestCommonDivisor($0, count) == 1 } ?? 1
    return first + (0..<count).map { $0 * step % count }.filter { !first.contains($0) }
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestCommonDivisor(b, a % b) }
}
