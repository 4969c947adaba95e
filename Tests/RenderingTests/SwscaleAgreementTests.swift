import CFFmpeg
import ComplexModule
import FractalMath
import RealModule
import Rendering
import Testing

@Suite("Y′CbCr planes")
struct SwscaleAgreementTests {
  /// Where swscale is to put chroma samples: on the left column of a pair, or between the two; in 1/256 of a column.
  private enum Siting: Int {
    case left = 0
    case center = 128
  }

  /// What swscale, told to use BT.709, makes of the RGB picture of the same frame.
  private static func converted(_ rgb: TestPicture, siting: Siting = .left) throws -> TestPicture {
    let result = TestPicture(size: rgb.size, format: .yuv420)
    let width = Int32(rgb.size.width)
    let height = Int32(rgb.size.height)
    let context = try #require(sws_alloc_context())
    defer { sws_freeContext(context) }
    let options: [(String, Int)] = [
      ("srcw", Int(width)), ("srch", Int(height)), ("dstw", Int(width)), ("dsth", Int(height)),
      ("src_format", Int(AV_PIX_FMT_RGB24.rawValue)), ("dst_format", Int(AV_PIX_FMT_YUV420P.rawValue)),
      ("src_range", 1), ("dst_range", 0), ("dst_h_chr_pos", siting.rawValue), ("dst_v_chr_pos", 128),
      ("sws_flags", Int(CFFMPEG_ACCURATE_SCALING)),
    ]
    for (name, value) in options {
      #expect(av_opt_set_int(UnsafeMutableRawPointer(context), name, Int64(value), 0) >= 0, "\(name)")
    }
    #expect(sws_init_context(context, nil, nil) >= 0)
    let table = sws_getCoefficients(SWS_CS_ITU709)
    #expect(sws_setColorspaceDetails(context, table, 1, table, 0, 0, 1 << 16, 1 << 16) >= 0)
    let source = rgb.target.planes
    let target = result.target.planes
    let sourceBases = source.map { UnsafePointer<UInt8>?($0.base) } + [nil, nil, nil]
    let targetBases = target.map { UnsafeMutablePointer<UInt8>?($0.base) } + [nil]
    let rows = sws_scale(
      context, sourceBases, source.map { Int32($0.rowStride) } + [0, 0, 0], 0, height, targetBases,
      target.map { Int32($0.rowStride) } + [0])
    #expect(rows == height)
    return result
  }

  @Test("luma and chroma agree with swscale set to BT.709, limited range, sited left")
  func agreement() throws {
    let size = FrameSize(width: 320, height: 180)
    // A smooth view, well away from the Julia set, so that the two chroma filters see nearly straight slopes.
    let parameters = FrameParameters(
      juliaConstant: Complex(0.7885, 0), camera: Camera(center: Complex(1.6, 1.2), width: 0.8))
    let ours = try TestPicture.rendered(parameters, size: size, format: .yuv420, workers: 2)
    let theirs = try Self.converted(try TestPicture.rendered(parameters, size: size, format: .rgb24, workers: 2))
    for plane in 0..<3 {
      let differences = zip(ours.plane(plane), theirs.plane(plane)).map { Int($0) - Int($1) }
      #expect(differences.allSatisfy { abs($0) <= 1 }, "plane \(plane): \(differences.map(abs).max() ?? 0)")
      // swscale 5.1 itself is an eighth of a code below the exact luma, from its fixed-point coefficients.
      let bias = Double(differences.reduce(0, +)) / Double(differences.count)
      #expect(abs(bias) < 0.2, "plane \(plane): \(bias)")
    }
  }

  @Test("chroma is sited on the left column of its pair, not between the two")
  func siting() throws {
    let size = FrameSize(width: 160, height: 90)
    let parameters = FrameParameters(
      juliaConstant: Complex(0.7885, 0), camera: Camera(center: Complex(1.2, 0.9), width: 1), paletteDensity: 0.4)
    // Colours that change quickly from column to column: half a column's shift is then several codes.
    let ours = try TestPicture.rendered(parameters, size: size, format: .yuv420, workers: 1)
    let rgb = try TestPicture.rendered(parameters, size: size, format: .rgb24, workers: 1)
    func difference(_ siting: Siting, plane: Int) throws -> Int {
      zip(ours.plane(plane), try Self.converted(rgb, siting: siting).plane(plane)).reduce(0) {
        $0 + abs(Int($1.0) - Int($1.1))
      }
    }
    for plane in 1..<3 {
      let left = try difference(.left, plane: plane)
      let center = try difference(.center, plane: plane)
      #expect(2 * left < center, "plane \(plane): \(left) and \(center)")
    }
  }
}
