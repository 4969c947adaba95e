import CFFmpeg
import FractalMath

extension Encoder {
  /// An encoder for the pictures of a film, whose timestamps are frame numbers.
  ///
  /// What encoders of equal sizes, rates and presets made can be joined without encoding again: groups of pictures are
  /// closed, and the stream's headers do not depend on the rate factor.
  init(settings: EncoderSettings, size: FrameSize, frameRate: FrameRate) throws(LibAVError) {
    try settings.validate()
    if let problem = settings.codec.problem(with: size) {
      throw .refused("encode frames of \(size)", because: problem)
    }
    try self.init(
      name: settings.codec.encoderName, size: size, layout: settings.layout, options: settings.encoderOptions
    ) { context in
      context.time_base = frameRate.timeBase
      context.framerate = frameRate.rational
      context.gop_size = Int32(settings.codec.hasOnlyKeyframes ? 1 : settings.keyframeInterval)
      context.thread_count = Int32(settings.threadCount)
      context.thread_type = FF_THREAD_FRAME
      // All containers keep the stream's headers in their own.
      context.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | Int32(bitPattern: AV_CODEC_FLAG_CLOSED_GOP)
      if settings.codec == .prores { context.profile = Int32(ProResProfile(settings).number) }
    }
  }
}

extension VideoCodec {
  /// Whether each frame is coded by itself.
  var hasOnlyKeyframes: Bool { self == .prores || self == .ffv1 }

  /// Slices of each frame of FFV1.
  static let ffv1SliceCount = 4

  /// The most frames by which a packet comes earlier in the stream than it would in the order of showing, where `opened`
  /// is what libavcodec says of its open encoder.
  ///
  /// For x265 it says nothing. All of its presets have B-frames that refer to each other, one level deep, for which x265
  /// writes 2 into the stream (`numReorderPics` in its `encoder/encoder.cpp`). Packets of AV1 and VP9 show one frame each, in the order of
  /// showing: frames that are not shown yet are in the packet of one that is.
  func reorderDepth(opened: Int) -> Int {
    switch self {
    case .h264: opened
    case .hevc: 2
    case .av1, .prores, .ffv1, .vp9: 0
    }
  }
}

extension EncoderSettings {
  /// The encoder's own options.
  ///
  /// x265 would start a pool of threads for each encoder and write its options, with the rate factor, into the headers; it
  /// and SVT-AV1 would write to the terminal.
  var encoderOptions: KeyValuePairs<String, String> {
    let factor = constantRateFactor.map { codec.takesWholeFactors ? "\(Int($0))" : "\($0)" } ?? ""
    switch codec {
    case .h264:
      let x264 = X264Preset(named: preset)
      return ["preset": x264.base, "crf": factor, "x264-params": x264.parameters]
    case .hevc:
      let pools = "pools=none:frame-threads=\(min(threadCount, 16))"
      return [
        "preset": preset, "crf": factor,
        "x265-params": "log-level=none:info=0:open-gop=0:\(pools)",
      ]
    case .av1:
      return ["preset": preset, "crf": factor, "svtav1-params": "lp=\(threadCount)"]
    case .vp9:
      return ["deadline": "good", "cpu-used": preset, "crf": factor, "b": "0", "row-mt": "0"]
    case .ffv1:
      // Each slice has a checksum: a damaged one is known, and players decode them side by side.
      return ["level": "3", "slices": "\(VideoCodec.ffv1SliceCount)", "slicecrc": "1"]
    case .prores:
      return [:]
    }
  }
}
