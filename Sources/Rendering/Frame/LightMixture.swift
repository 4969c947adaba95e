import FractalMath

/// A frame whose light comes from a picture and from another, or from one colour.
public struct LightMixture: Sendable {
  /// Where the rest of the light comes from.
  public enum Other: Sendable {
    /// Another picture of the same size.
    case layer(FrameLayer)
    /// One colour everywhere.
    case color(SRGBColor)
  }

  let layer: FrameLayer
  private let other: Other
  private let share: Int64

  /// The bits of a share: all light is 2^`shareBits` parts.
  public static let shareBits = 16

  /// The light of `layer` and of `other`, which gives `share` of 2^`shareBits` parts.
  public init(_ layer: FrameLayer, other: Other, share: Int) {
    precondition((0...1 << Self.shareBits).contains(share), "\(share) parts of light")
    if case .layer(let other) = other { precondition(other.grid == layer.grid, "layers of different sizes") }
    (self.layer, self.other, self.share) = (layer, other, Int64(share))
  }

  /// The tiles.
  var grid: TileGrid { layer.grid }

  /// Renders tile `item` in `format` with `shader`, which has the target's format.
  func render(_ item: Int, shader: TileShader, format: PixelTarget.Format, into target: PixelTarget) {
    let rows = grid[item].rows
    let count = rows.count * grid.size.width
    withUnsafeTemporaryAllocation(of: PackedColor.self, capacity: 2 * count) { memory in
      let pixels = UnsafeMutableBufferPointer(rebasing: memory[..<count])
      layer.resolve(item, to: pixels)
      switch other {
      case .layer(let other):
        let others = UnsafeMutableBufferPointer(rebasing: memory[count...])
        other.resolve(item, to: others)
        if layer.shader.isTranslucent {
          mixTranslucent(pixels) { $0.added(by: others[$1]) }
        } else {
          mix(pixels, format: format) { $0.light(of: others[$1]) }
        }
      case .color(let color):
        if layer.shader.isTranslucent {
          let light = LinearLight(LinearRGB(color), opacity: Double(color.opacity) / 255).signedParts
          mixTranslucent(pixels) { _, _ in SIMD4(truncatingIfNeeded: light) }
        } else {
          let light = LinearLight(LinearRGB(color)).signedParts
          mix(pixels, format: format) { _, _ in SIMD4(truncatingIfNeeded: light) }
        }
      }
      shader.write(colors: UnsafeBufferPointer(pixels), rows: rows, into: target)
    }
  }

  /// Adds the light of `other` to that of `pixels`, by their shares, and packs the sums in `format`.
  @inline(__always)
  private func mix(
    _ pixels: UnsafeMutableBufferPointer<PackedColor>, format: PixelTarget.Format,
    other: (DecodedLight, Int) -> SIMD4<Int64>
  ) {
    mix(
      pixels, own: { $0.light(of: $1) }, other: other,
      packed: { PackedColor(signal: $0.signal($1), format: format) })
  }

  /// Adds what `other` adds to what lies behind to what the straight colours of `pixels` add, by their shares.
  @inline(__always)
  private func mixTranslucent(
    _ pixels: UnsafeMutableBufferPointer<PackedColor>, other: (DecodedLight, Int) -> SIMD4<Int64>
  ) {
    mix(
      pixels, own: { $0.added(by: $1) }, other: other,
      packed: { PackedColor(straight: $0.meanStraightSignal($1)) })
  }

  @inline(__always)
  private func mix(
    _ pixels: UnsafeMutableBufferPointer<PackedColor>, own: (DecodedLight, PackedColor) -> SIMD4<Int64>,
    other: (DecodedLight, Int) -> SIMD4<Int64>, packed: (LinearLight, UnsafePointer<UInt16>) -> PackedColor
  ) {
    let ownShare = 1 << Int64(Self.shareBits) - share
    LinearLight.decoding.withUnsafeBufferPointer { decoding in
      LinearLight.encoding.withUnsafeBufferPointer { encoding in
        guard let decoding = decoding.baseAddress, let encoding = encoding.baseAddress else { return }
        let decoded = DecodedLight(decoding: decoding)
        for index in pixels.indices {
          let sum = own(decoded, pixels[index]) &* ownShare &+ other(decoded, index) &* share
          pixels[index] = packed(LinearLight(weightedSum: sum, bits: Self.shareBits), encoding)
        }
      }
    }
  }
}

/// The light of R′G′B′ of 16 bits.
private struct DecodedLight {
  let decoding: UnsafePointer<UInt16>

  @inline(__always)
  func light(of color: PackedColor) -> SIMD4<Int64> {
    let fields = color.fields
    return SIMD4(Int64(decoding[fields.0]), Int64(decoding[fields.1]), Int64(decoding[fields.2]), 0)
  }

  /// The light that a straight colour adds to what lies behind, and its opacity.
  @inline(__always)
  func added(by color: PackedColor) -> SIMD4<Int64> {
    let straight = color.straight
    let opacity = Int64(straight.w)
    func part(_ signal: UInt16) -> Int64 {
      (Int64(decoding[Int(signal)]) &* opacity &+ Int64(LinearLight.full / 2)) / Int64(LinearLight.full)
    }
    return SIMD4(part(straight.x), part(straight.y), part(straight.z), opacity)
  }
}
