import CFFmpeg
import FilmFormat
import Foundation
import FractalMath
import TestSupport
import Testing
import VideoEncoding

@Suite("Colours, decoded again")
struct DecodeBackTests {
  struct Kind: Sendable, CustomTestStringConvertible {
    let codec: VideoCodec
    let layout: PixelLayout
    var testDescription: String { "\(codec.title), \(layout.title)" }
  }

  /// Each codec in each of its layouts.
  static let kinds = VideoCodec.allCases.flatMap { codec in codec.layouts.map { Kind(codec: codec, layout: $0) } }

  /// Codes that may be lost. SVT-AV1 4.2 is off by half an 8-bit code in 10 bits, where 1.4 and 2.3 are exact to one code of ten bits.
  private static func bound(of kind: Kind) -> Double {
    kind.codec == .av1 && kind.layout.bitDepth == 10 && (versionOfSVTAV1 ?? 0) >= 4 ? 2 : 1
  }

  /// The major version of the SVT-AV1 that libavcodec has brought into this process; `nil` where it names none.
  private static let versionOfSVTAV1: Int? = {
    typealias Version = @convention(c) () -> UnsafePointer<CChar>?
    guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "svt_av1_get_version"),
      let text = unsafeBitCast(symbol, to: Version.self)()
    else { return nil }
    // Such as v4.2.0.
    return Int(String(cString: text).drop { !$0.isNumber }.prefix { $0.isNumber })
  }()

  @Test("flat patches come back within one code, under the tags of BT.709, from every container", arguments: kinds)
  func patches(kind: Kind) throws {
    let folder = try TemporaryFolder()
    let patches = FlatPatches(layout: kind.layout)
    let settings = EncoderSettings(codec: kind.codec, layout: kind.layout, rate: .quality(100))
    let segment = try patches.segment(
      frameCount: 3, frameRate: try #require(FrameRate(numerator: 25)), settings: settings)
    for container in Container.allCases where container.codecs.contains(kind.codec) {
      let path = folder.file(container.fileExtension)
      try FilmWriter.write([segment], to: path, container: container)
      let film = try FilmReader.read(path)
      #expect(film.frames.count == 3)
      // FFmpeg decodes ProRes 4444 in .mov to 12 bits, whatever went in.
      let extraBits = film.pixelFormat == AV_PIX_FMT_YUV444P12LE ? 2 : 0
      for frame in film.frames {
        let error = patches.largestError(of: frame, extraBits: extraBits)
        #expect(error <= Self.bound(of: kind), "\(container)")
      }
      #expect(film.primaries == AVCOL_PRI_BT709, "\(container)")
      #expect(film.transfer == AVCOL_TRC_BT709, "\(container)")
      #expect(film.matrix == AVCOL_SPC_BT709, "\(container)")
      #expect(film.range == AVCOL_RANGE_MPEG, "\(container)")
    }
  }
}
