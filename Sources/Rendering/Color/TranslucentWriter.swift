import FilmFormat
import FractalMath

/// Writes rows of straight colours (`PackedColor.straight`): their colours as samples of a pixel format, their opacities to a
/// plane of their own.
struct TranslucentWriter: Sendable {
  private let writer: SampleWriter
  private let format: PixelTarget.Format
  private let width: Int

  /// A writer of rows of `width` pixels, whose colours become samples of `format` by `writer`.
  init(_ writer: SampleWriter, format: PixelTarget.Format, width: Int) {
    (self.writer, self.format, self.width) = (writer, format, width)
  }

  /// Writes as many rows as are written together, the first of which is `row` of the picture.
  func write(_ colors: UnsafePointer<PackedColor>, row: Int, into target: PixelTarget) {
    guard let opacity = target.opacity else { preconditionFailure("a translucent film in an opaque picture") }
    let count = format.rowsAtOnce * width
    withUnsafeTemporaryAllocation(of: PackedColor.self, capacity: count) { memory in
      guard let samples = memory.baseAddress else { return }
      prepare(colors, count: count, to: samples)
      let rows = (
        ResolvedColors(colors: samples), ResolvedColors(colors: samples + (format.rowsAtOnce - 1) * width)
      )
      if opacity.pixelStride == opacity.byteCount {
        writer.write(rows.0, rows.1, row: row, to: target.planes)
      } else {
        writeBetween(rows.0, row: row, to: target.planes[0].row(row), opacity)
      }
    }
    for line in 0..<format.rowsAtOnce { opacity.write(colors + line * width, count: width, row: row + line) }
  }

  /// Colours as samples. Those of pixels that are not seen at all become a neighbour's: chroma is filtered across pixels, and codecs
  /// with loss smooth what lies beside an edge.
  private func prepare(
    _ colors: UnsafePointer<PackedColor>, count: Int, to samples: UnsafeMutablePointer<PackedColor>
  ) {
    func seen(_ index: Int) -> SIMD4<UInt16>? {
      let color = colors[index].straight
      return color.w > 0 ? color : nil
    }
    for first in stride(from: 0, to: count, by: width) {
      var nearest = (first..<first + width).lazy.compactMap(seen).first ?? .zero
      for index in first..<first + width {
        // The row written with this one is the nearest neighbour.
        let other = count > width ? (index < width ? index + width : index - width) : index
        let color = seen(index) ?? seen(other) ?? nearest
        samples[index] = PackedColor(signal: color, format: format)
        nearest = color
      }
    }
  }

  /// Writes the samples of R′G′B′ to pixels that have an opacity after them.
  private func writeBetween(
    _ colors: ResolvedColors, row: Int, to pixels: UnsafeMutablePointer<UInt8>, _ opacity: PixelTarget.Opacity
  ) {
    let colorBytes = opacity.pixelStride - opacity.byteCount
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: colorBytes * width) { memory in
      guard let dense = memory.baseAddress else { return }
      writer.write(colors, colors, row: row, to: [PixelTarget.Plane(base: dense, rowStride: 0)])
      for column in 0..<width {
        (pixels + column * opacity.pixelStride).update(from: dense + column * colorBytes, count: colorBytes)
      }
    }
  }
}

extension PixelTarget {
  /// Where a picture's opacities go: whole numbers, the largest for what covers everything.
  public struct Opacity {
    /// How a number is stored.
    public enum Sample: Sendable {
      /// A byte.
      case eight
      /// Ten bits in two bytes, low byte first.
      case ten
      /// Two bytes, high byte first.
      case sixteen
    }

    /// The first number.
    let plane: Plane
    /// Bytes from one pixel to the next.
    let pixelStride: Int
    private let sample: Sample

    /// Opacities that begin at the first byte of `plane`, `pixelStride` bytes apart.
    public init(plane: Plane, pixelStride: Int, sample: Sample) {
      (self.plane, self.pixelStride, self.sample) = (plane, pixelStride, sample)
    }

    /// Bytes of a number.
    var byteCount: Int { sample == .eight ? 1 : 2 }

    /// Writes the opacities of `count` straight colours to `row`.
    func write(_ colors: UnsafePointer<PackedColor>, count: Int, row: Int) {
      var place = plane.row(row)
      for column in 0..<count {
        let opacity = UInt32(colors[column].straight.w)
        switch sample {
        case .eight: place[0] = UInt8(truncatingIfNeeded: Self.code(opacity, largest: 255))
        case .ten:
          let code = Self.code(opacity, largest: 1023)
          (place[0], place[1]) = (UInt8(truncatingIfNeeded: code), UInt8(truncatingIfNeeded: code &>> 8))
        case .sixteen:
          (place[0], place[1]) = (UInt8(truncatingIfNeeded: opacity &>> 8), UInt8(truncatingIfNeeded: opacity))
        }
        place += pixelStride
      }
    }

    private static func code(_ opacity: UInt32, largest: UInt32) -> UInt32 { (opacity &* largest &+ 32767) / 65535 }
  }
}
