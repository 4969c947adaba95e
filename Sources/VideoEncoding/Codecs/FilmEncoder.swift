import CFFmpeg
import FilmFormat
import FractalMath
import HostSystem

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How libav makes films of a codec: one literal per codec, in this folder.
struct FilmEncoder: Sendable {
  /// The codec's number within libavcodec.
  let identifier: AVCodecID
  /// The encoder's name within libavcodec.
  let name: String
  /// Names that `EncoderSettings.preset` may have before the encoder's own.
  let ownPresets: [String]
  /// The default preset.
  let defaultPreset: String
  /// The encoder's own options for settings.
  let options: @Sendable (EncoderSettings) -> KeyValuePairs<String, String>
  /// The profile for settings; `nil` if the encoder chooses it.
  let profile: (@Sendable (EncoderSettings) -> Int32)?
  /// The most frames by which a packet precedes its display order in the stream; `nil` if libavcodec reports it for the
  /// open encoder.
  let reorderDepth: Int?
  /// The resources of an open encoder with one thread, by preset.
  let footprint: @Sendable (String) -> Footprint
  /// Bytes of its tables, whatever the size of the pictures.
  let tableBytes: Int
  /// The most threads that an open encoder has besides the calling one.
  let threadCount: Int
  /// Whether the encoder itself refuses pictures that are too small for it, and says why.
  let refusesSmallPictures: Bool

  /// Pictures that go in before the first packet comes out, and bytes for each pixel of 8-bit 4:2:0.
  typealias Footprint = (latency: Int, bytesPerPixel: Int)

  init(
    identifier: AVCodecID, name: String, ownPresets: [String] = [], defaultPreset: String,
    options: @escaping @Sendable (EncoderSettings) -> KeyValuePairs<String, String>,
    profile: (@Sendable (EncoderSettings) -> Int32)? = nil, reorderDepth: Int?,
    tableBytes: Int = 16 << 20, threadCount: Int = 0, refusesSmallPictures: Bool = true,
    footprint: @escaping @Sendable (String) -> Footprint
  ) {
    self.identifier = identifier
    self.name = name
    self.ownPresets = ownPresets
    self.defaultPreset = defaultPreset
    self.options = options
    self.profile = profile
    self.reorderDepth = reorderDepth
    self.tableBytes = tableBytes
    self.threadCount = threadCount
    self.refusesSmallPictures = refusesSmallPictures
    self.footprint = footprint
  }

  /// Throws if the system gives too few threads: SVT-AV1 and x265 wait forever for missing ones.
  func requireThreads() throws(LibAVError) {
    guard threadCount > 0 else { return }
    do {
      try ThreadSupply.require(threadCount, for: "it")
    } catch {
      throw LibAVError(
        operation: "open the encoder \(name)", code: cffmpeg_error_from_errno(EAGAIN), reason: "\(error)")
    }
  }
}

extension VideoCodec {
  /// How libav is reported.
  var encoder: FilmEncoder {
    switch self {
    case .h264: .h264
    case .hevc: .hevc
    case .av1: .av1
    case .prores: .prores
    case .ffv1: .ffv1
    case .vp9: .vp9
    }
  }

  /// The most threads that an open encoder has besides the calling one.
  package var encoderThreadCount: Int { encoder.threadCount }

  /// The presets that `EncoderSettings` take, fastest first, after words of our own; for ProRes the profiles, smallest first.
  package var presets: [String] { encoder.ownPresets + facts.presets }
}

extension EncoderSettings {
  /// The rate factor as the encoder's option.
  var rateFactorText: String {
    guard let factor = constantRateFactor else { return "" }
    return codec.facts.rateFactors?.areWhole == true ? "\(Int(factor))" : "\(factor)"
  }
}
