import ComplexModule
import FractalMath
import Rendering
import WorkStealing

/// The size of the frames whose tiles are measured.
private let size = FrameSize(width: 1920, height: 1080)

/// A tile of smooth counts alone, every pixel iterated: the kernel.
final class FieldTile {
  private let job: FieldJob
  private let counts: UnsafeMutableBufferPointer<Float>

  init(instructionSet: InstructionSet) {
    counts = .allocate(capacity: size.pixelCount)
    counts.initialize(repeating: 0)
    let limits = EscapeLimits(maximumIterations: 500, escapeRadius: 256)
    job = FieldJob(
      parameters: FrameParameters(juliaConstant: Complex(-0.8, 0.156), camera: Camera()), size: size,
      settings: FieldSettings(limits: limits, instructionSet: instructionSet, shortcuts: []), counts: counts)
  }

  deinit { counts.deallocate() }

  /// Computes a tile through the middle of the picture, where orbits are long.
  func render() {
    withExtendedLifetime(self) { job.perform(item: job.itemCount / 2, worker: 0) }
  }
}

/// A tile whose orbits are outside from the start, so that what is left is shading and conversion.
final class ShadedTile {
  private let job: FrameJob

  init(format: PixelTarget.Format) {
    let samples = Samples(count: size.pixelCount * 3)
    let base = samples.base
    var offset = 0
    let planes = format.planes(of: size).map { plane in
      defer { offset += plane.rowBytes * plane.rows }
      return PixelTarget.Plane(base: base + offset, rowStride: plane.rowBytes)
    }
    let stops = [
      Palette.Stop(position: 0, color: SRGBColor(red: 0, green: 7, blue: 100)),
      Palette.Stop(position: 0.5, color: SRGBColor(red: 255, green: 170, blue: 0)),
    ]
    let coloring = Coloring(
      palette: Palette(stops: stops, isCyclic: true), interior: SRGBColor(red: 0, green: 0, blue: 0))
    let limits = EscapeLimits(maximumIterations: 500, escapeRadius: 4)
    let renderer = FrameRenderer(
      size: size, settings: FieldSettings(limits: limits, shortcuts: []), coloring: coloring, format: format)
    let far = Camera(center: Complex(1000, 1000), width: 3)
    job = renderer.job(
      FrameParameters(juliaConstant: Complex(-0.8, 0.156), camera: far),
      into: PixelTarget(format: format, planes: planes, owner: samples))
  }

  /// Computes a tile through the middle of the picture.
  func render() {
    job.perform(item: job.itemCount / 2, worker: 0)
  }
}

/// A picture's memory, kept alive by the job that writes to it.
private final class Samples {
  let base: UnsafeMutablePointer<UInt8>

  init(count: Int) {
    base = .allocate(capacity: count)
    base.initialize(repeating: 0, count: count)
  }

  deinit { base.deallocate() }
}

/// A task of items that do nothing: what is left is the scheduler.
final class EmptyTask: ParallelTask {
  let itemCount: Int

  init(itemCount: Int) {
    self.itemCount = itemCount
  }

  func perform(item: Int, worker: Int) {}
}
