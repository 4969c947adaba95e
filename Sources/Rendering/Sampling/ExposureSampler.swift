import FractalMath

/// Computes the colours of a tile from samples taken at several moments, each at a place of its own in the pixel: the
/// mean of both the pixel's area and the time in which the shutter is open, in linear light.
///
/// Sample k of a pixel lies where sample k of a still frame would, so that what does not move looks as it does there. Where all
/// moments' pictures are their own images after half a turn, a pixel after the middle of the frame has for each place the moment
/// that its opposite pixel has for the opposite place: so the frame is its own image, too.
struct ExposureSampler: Sendable {
  /// What one moment shows.
  struct Moment: Sendable {
    /// How its samples are computed.
    let plan: FieldPlan
    /// Its colours.
    let frame: TileShader.Frame
  }

  private let moments: [Moment]
  private let marks: ExposureMarks?
  private let schedule: ExposureSchedule
  /// For the pixels after the middle of the frame.
  private let turnedSchedule: ExposureSchedule
  private let threshold: UInt8?
  private let shader: TileShader

  /// Pixels whose samples are computed together.
  private static let pixelsAtOnce = 4096

  /// A sampler of `moments`, not empty; without `marks` it takes samples of all pixels.
  init(
    moments: [Moment], marks: ExposureMarks?, schedule: ExposureSchedule, turns: Bool, threshold: UInt8?,
    shader: TileShader
  ) {
    self.moments = moments
    self.marks = marks
    self.schedule = schedule
    turnedSchedule = turns ? schedule.turned : schedule
    self.threshold = threshold
    self.shader = shader
  }

  /// Writes the colours of a tile's rows to `pixels`, row by row without gaps.
  func resolve(_ tile: TileGrid.Tile, to pixels: UnsafeMutableBufferPointer<PackedColor>) {
    guard let first = moments.first else { preconditionFailure("an exposure without a moment") }
    first.plan.notePixels(of: tile)
    // A list has a place more than it has pixels, and a row's list some more (`ContrastRows`).
    let capacity = pixels.count + first.plan.grid.size.width + 64
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity + pixels.count) { memory in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: first.frame.factors != nil ? pixels.count : 0) { slopes in
        guard let chosen = memory.baseAddress else { return }
        let middles = SampleEntries(
          entries: chosen + capacity, slopes: first.frame.factors != nil ? slopes.baseAddress : nil)
        var count = pixels.count
        if let marks {
          count = marks.choose(of: tile, to: pixels, middles: middles, chosen: chosen)
        } else {
          for index in 0..<count { chosen[index] = UInt32(truncatingIfNeeded: index) }
        }
        Batch.with(size: Self.pixelsAtOnce) { batch in
          resolve(chosen, count: count, of: tile, middles: marks == nil ? nil : middles, batch, to: pixels)
        }
      }
    }
  }

  private func resolve(
    _ chosen: UnsafeMutablePointer<UInt32>, count: Int, of tile: TileGrid.Tile, middles: SampleEntries?,
    _ batch: Batch, to pixels: UnsafeMutableBufferPointer<PackedColor>
  ) {
    guard let size = moments.first?.plan.grid.size else { return }
    // The first pixel of the tile after the frame's middle; a pixel in the very middle is its own opposite.
    let turn = (size.pixelCount + 1) / 2 - tile.rows.lowerBound * size.width
    var first = 0
    while first < count {
      let isTurned = Int(chosen[first]) >= turn
      var end = min(first + Self.pixelsAtOnce, count)
      if !isTurned, Int(chosen[end - 1]) >= turn {
        end = (first..<end).first { Int(chosen[$0]) >= turn } ?? end
      }
      resolve(
        chosen + first, count: end - first, of: tile, middles: middles, isTurned ? turnedSchedule : schedule, batch,
        to: pixels)
      first = end
    }
  }

  /// Memory for the samples of some pixels.
  private struct Batch {
    let size: Int
    let gathered: UnsafeMutablePointer<GatheredSamples>
    /// The pixels' middles.
    let rights, ups: UnsafeMutablePointer<Double>
    let places: SamplePlaces
    let values: UnsafeMutablePointer<Float>
    let slopes: UnsafeMutablePointer<Float>
    let entries: UnsafeMutablePointer<UInt32>
    /// The samples that decide whether the others are taken.
    let probes: ProbeSignals

    static func with(size: Int, _ body: (Batch) -> Void) {
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: size) { entries in
        withUnsafeTemporaryAllocation(of: GatheredSamples.self, capacity: size) { gathered in
          withUnsafeTemporaryAllocation(of: Double.self, capacity: 4 * size) { places in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * size) { values in
              ProbeSignals.with(pixels: size) { probes in
                guard let entries = entries.baseAddress, let gathered = gathered.baseAddress,
                  let places = places.baseAddress, let values = values.baseAddress
                else { preconditionFailure("an allocation has an address") }
                body(
                  Batch(
                    size: size, gathered: gathered, rights: places, ups: places + size,
                    places: SamplePlaces(rights: places + 2 * size, ups: places + 3 * size), values: values,
                    slopes: values + size, entries: entries, probes: probes))
              }
            }
          }
        }
      }
    }
  }

  /// Gives `count` pixels the colours of their samples; `chosen` is overwritten.
  private func resolve(
    _ chosen: UnsafeMutablePointer<UInt32>, count: Int, of tile: TileGrid.Tile, middles: SampleEntries?,
    _ schedule: ExposureSchedule, _ batch: Batch, to pixels: UnsafeMutableBufferPointer<PackedColor>
  ) {
    guard let first = moments.first else { return }
    let size = first.plan.grid.size
    shader.withSampleColors(first.frame) { colors in
      for index in 0..<count {
        let pixel = Int(chosen[index])
        let (row, column) = pixel.quotientAndRemainder(dividingBy: size.width)
        batch.rights[index] = Double(column) + 0.5 - Double(size.width) / 2
        batch.ups[index] = Double(size.height) / 2 - Double(tile.rows.lowerBound + row) - 0.5
        batch.gathered[index] = GatheredSamples()
      }
    }
    for (number, sample) in schedule.probes.enumerated() {
      take(sample, of: count, batch, signals: threshold == nil ? nil : batch.probes.row(number))
    }
    var left = count
    if let threshold {
      left = settle(chosen, count, threshold: threshold, middles: middles, batch, to: pixels)
    }
    for sample in schedule.others { take(sample, of: left, batch) }
    shader.withSampleColors(first.frame) { colors in
      for index in 0..<left { pixels[Int(chosen[index])] = batch.gathered[index].color(colors) }
    }
  }

  /// Takes one sample of each of `count` pixels.
  private func take(
    _ sample: ExposureSchedule.Sample, of count: Int, _ batch: Batch, signals: UnsafeMutablePointer<UInt32>? = nil
  ) {
    guard count > 0 else { return }
    let moment = moments[sample.moment]
    var places = batch.places
    for index in 0..<count {
      places.rights[index] = batch.rights[index] + sample.offset.right
      places.ups[index] = batch.ups[index] + sample.offset.up
    }
    places.count = count
    shader.withSampleColors(moment.frame) { colors in
      moment.plan.fill(places, into: batch.values, slopes: colors.isLit ? batch.slopes : nil)
      moment.frame.positions.find(UnsafeBufferPointer(start: batch.values, count: count), to: batch.entries)
      let samples = SampleEntries(entries: batch.entries, slopes: colors.isLit ? batch.slopes : nil)
      samples.forEach(in: 0..<count) { batch.gathered[$0].add($1, slope: $2, colors) }
      if let signals { samples.forEach(in: 0..<count) { signals[$0] = colors.signal($1, slope: $2) } }
    }
  }

  /// Writes the colours of the pixels whose samples differ by less than `threshold`, or change evenly in place and time; returns
  /// how many are left.
  private func settle(
    _ chosen: UnsafeMutablePointer<UInt32>, _ count: Int, threshold: UInt8, middles: SampleEntries?, _ batch: Batch,
    to pixels: UnsafeMutableBufferPointer<PackedColor>
  ) -> Int {
    guard let frame = moments.first?.frame else { return 0 }
    return shader.withSampleColors(frame) { colors in
      if let middles {
        for index in 0..<count {
          let pixel = Int(chosen[index])
          batch.probes.middles[index] = colors.signal(middles.entries[pixel], slope: middles.slope(pixel))
        }
      }
      batch.probes.mark(count: count, threshold: threshold, withMiddles: middles != nil, frame.positions.kernel)
      var left = 0
      for index in 0..<count {
        let pixel = Int(chosen[index])
        if batch.probes.marks[index] != 0 {
          (chosen[left], batch.gathered[left]) = (chosen[index], batch.gathered[index])
          (batch.rights[left], batch.ups[left]) = (batch.rights[index], batch.ups[index])
          left &+= 1
        } else {
          if let middles { batch.gathered[index].add(middles.entries[pixel], slope: middles.slope(pixel), colors) }
          pixels[pixel] = batch.gathered[index].color(colors)
        }
      }
      return left
    }
  }
}
