import ComplexModule
import FractalMath
import Rendering
import Testing
import WorkStealing

@Suite("ShadingJob")
struct ShadingJobTests {
  @Test(
    "field and shading one after the other give the pixels that a frame has in one",
    arguments: [PixelTarget.Format.rgb24, .yuv420])
  func samePixels(format: PixelTarget.Format) throws {
    let size = FrameSize(width: 320, height: 182)
    let parameters = FrameParameters(juliaConstant: Complex(-0.12, 0.75), camera: Camera(), palettePhase: 0.3)
    let settings = FieldSettings(limits: EscapeLimits())
    let renderer = FrameRenderer(size: size, settings: settings, coloring: TestPicture.coloring, format: format)
    let counts = UnsafeMutableBufferPointer<Float>.allocate(capacity: size.pixelCount)
    defer { counts.deallocate() }
    let picture = TestPicture(size: size, format: format)
    try WorkStealingPool.run(workerCount: 2) { pool in
      pool.submit(FieldJob(parameters: parameters, size: size, settings: settings, counts: counts)).wait()
      pool.submit(
        renderer.shadingJob(
          counts: UnsafeBufferPointer(counts), parameters: parameters, into: picture.target)
      ).wait()
    }
    let whole = try TestPicture.rendered(parameters, size: size, format: format, workers: 2)
    #expect(picture.bytes == whole.bytes)
  }
}
