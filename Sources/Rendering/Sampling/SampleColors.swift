import FractalMath

/// The colours of samples in one frame, from the film's table; valid only while the table's memory is borrowed.
struct SampleColors {
  private let colors: UnsafePointer<PackedColor>
  private let lights: UnsafePointer<LinearLight>
  private let signals: UnsafePointer<UInt32>
  private let encoding: UnsafePointer<UInt16>
  private let factors: LightFactors.Lookup?
  /// The format of colours; `nil` in translucent films.
  private let format: PixelTarget.Format?

  /// Calls `body` with the colours of `table`, which has lights, in a frame lit by `factors`.
  static func with<Result>(
    _ table: ColorTable, factors: LightFactors?, format: PixelTarget.Format?, _ body: (SampleColors) -> Result
  ) -> Result {
    table.colors.withUnsafeBufferPointer { colors in
      table.lights.withUnsafeBufferPointer { lights in
        table.signals.withUnsafeBufferPointer { signals in
          LinearLight.encoding.withUnsafeBufferPointer { encoding in
            guard let colors = colors.baseAddress, let lights = lights.baseAddress, let signals = signals.baseAddress,
              let encoding = encoding.baseAddress
            else { preconditionFailure("a table without lights") }
            func call(_ factors: LightFactors.Lookup?) -> Result {
              body(
                SampleColors(
                  colors: colors, lights: lights, signals: signals, encoding: encoding, factors: factors,
                  format: format))
            }
            guard let factors else { return call(nil) }
            return factors.withLookup { call($0) }
          }
        }
      }
    }
  }

  /// Whether the frame is lit, so that samples need slopes.
  @inline(__always)
  var isLit: Bool { factors != nil }

  /// Whether a sample is lit: only escaping ones, since only there the value has a slope.
  @inline(__always)
  func isLit(_ entry: UInt32) -> Bool { factors != nil && entry < ColorTable.interiorEntry }

  /// The light of a sample: that of its entry and, if the frame is lit and the sample has one, its slope.
  @inline(__always)
  func light(_ entry: UInt32, slope: Float?) -> LinearLight {
    let light = lights[Int(entry)]
    guard let factors, let slope, isLit(entry) else { return light }
    return factors.lit(light, slope: slope)
  }

  /// 8-bit signal values of a sample, R′ in the lowest bits.
  @inline(__always)
  func signal(_ entry: UInt32, slope: Float?) -> UInt32 {
    guard slope != nil, isLit(entry) else { return signals[Int(entry)] }
    let light = light(entry, slope: slope)
    let signal = light.signal(encoding) &>> 8
    return UInt32(signal.x) | UInt32(signal.y) &<< 8 | UInt32(signal.z) &<< 16 | light.opacityCode &<< 24
  }

  /// The colour of a pixel with one sample, or equal ones.
  @inline(__always)
  func color(_ entry: UInt32, slope: Float?) -> PackedColor {
    guard slope != nil, isLit(entry) else { return colors[Int(entry)] }
    let light = light(entry, slope: slope)
    guard let format else { return color(meanOf: light) }
    return PackedColor(signal: light.signal(encoding), format: format)
  }

  /// The colour of the mean of a sum of lights.
  func color(meanOf sum: LinearLight) -> PackedColor {
    guard let format else { return PackedColor(straight: sum.meanStraightSignal(encoding)) }
    return PackedColor(signal: sum.meanSignal(encoding), format: format)
  }
}

/// Samples before they become colours, in borrowed memory: their entries in the colour table and, in a lit frame, their
/// slopes.
struct SampleEntries {
  /// The entries.
  let entries: UnsafeMutablePointer<UInt32>
  /// Where and how steeply the values rise (`PixelSlope`); `nil` in an unlit frame.
  let slopes: UnsafeMutablePointer<Float>?

  /// The samples from `offset` on.
  func advanced(by offset: Int) -> SampleEntries {
    SampleEntries(entries: entries + offset, slopes: slopes.map { $0 + offset })
  }

  /// The slope of a sample, if the frame is lit.
  @inline(__always)
  func slope(_ index: Int) -> Float? { slopes?[index] }

  /// Calls `body` with the index, entry and slope of each of `indices`; an unlit frame has a separate loop without
  /// branches.
  @inline(__always)
  func forEach(in indices: Range<Int>, _ body: (Int, UInt32, Float?) -> Void) {
    if let slopes {
      for index in indices { body(index, entries[index], slopes[index]) }
    } else {
      for index in indices { body(index, entries[index], nil) }
    }
  }
}
