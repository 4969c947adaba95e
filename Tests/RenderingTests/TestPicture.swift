import FractalMath
import Rendering
import WorkStealing

/// Memory for a picture with poisoned padding, lent to a renderer.
final class TestPicture {
  static let poison: UInt8 = 0xA5
  private static let paddingPerRow = 24

  static let coloring = Coloring(
    palette: Palette(
      stops: [
        Palette.Stop(position: 0, color: SRGBColor(red: 0, green: 7, blue: 100)),
        Palette.Stop(position: 0.2, color: SRGBColor(red: 32, green: 107, blue: 203)),
        Palette.Stop(position: 0.5, color: SRGBColor(red: 255, green: 170, blue: 0)),
      ], isCyclic: true),
    interior: SRGBColor(red: 10, green: 20, blue: 30))

  let size: FrameSize
  let format: PixelTarget.Format
  private let storage: UnsafeMutableBufferPointer<UInt8>
  private let shapes: [(offset: Int, rowBytes: Int, rows: Int)]

  init(size: FrameSize, format: PixelTarget.Format) {
    self.size = size
    self.format = format
    var end = 0
    shapes = format.planes(of: size).map { plane in
      defer { end += (plane.rowBytes + Self.paddingPerRow) * plane.rows }
      return (end, plane.rowBytes, plane.rows)
    }
    storage = .allocate(capacity: end)
    storage.initialize(repeating: Self.poison)
  }

  deinit { storage.deallocate() }

  static func rendered(
    _ parameters: FrameParameters, size: FrameSize, format: PixelTarget.Format, workers: Int,
    coloring: Coloring = coloring, channels: FieldChannels = FieldChannels(), antialiasing: Antialiasing = .none
  ) throws -> TestPicture {
    let picture = TestPicture(size: size, format: format)
    let renderer = FrameRenderer(
      size: size, settings: FieldSettings(limits: EscapeLimits(), channels: channels), coloring: coloring,
      format: format, antialiasing: antialiasing)
    try WorkStealingPool.run(workerCount: workers) { $0.submit(renderer.job(parameters, into: picture.target)).wait() }
    return picture
  }

  var target: PixelTarget {
    let planes = shapes.map { shape in
      PixelTarget.Plane(base: &storage[shape.offset], rowStride: shape.rowBytes + Self.paddingPerRow)
    }
    return PixelTarget(format: format, planes: planes, owner: self)
  }

  var bytes: [UInt8] { Array(storage) }

  /// The samples of a plane without its padding.
  func plane(_ index: Int) -> [UInt8] {
    let shape = shapes[index]
    return (0..<shape.rows).flatMap { row in
      let start = shape.offset + row * (shape.rowBytes + Self.paddingPerRow)
      return Array(storage[start..<start + shape.rowBytes])
    }
  }

  var paddingIsUntouched: Bool {
    for shape in shapes {
      for row in 0..<shape.rows {
        let start = shape.offset + row * (shape.rowBytes + Self.paddingPerRow) + shape.rowBytes
        guard storage[start..<start + Self.paddingPerRow].allSatisfy({ $0 == Self.poison }) else { return false }
      }
    }
    return true
  }
}
