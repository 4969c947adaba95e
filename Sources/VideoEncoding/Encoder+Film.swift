import CFFmpeg
import FractalMath

extension Encoder {
  /// An encoder for the pictures of a film in 4:2:0, whose timestamps are frame numbers.
  ///
  /// Films encoded with equal sizes, rates and presets can be joined without encoding again: groups of pictures are
  /// closed, and the stream's headers do not depend on the rate factor (`stitchable`).
  init(settings: EncoderSettings, size: FrameSize, frameRate: FrameRate) throws(LibAVError) {
    try settings.validate()
    try self.init(
      name: settings.codec.encoderName, size: size, layout: .yuv420,
      options: [
        "preset": settings.preset.rawValue,
        "crf": "\(settings.constantRateFactor)",
        "x264-params": "stitchable=1",
      ]
    ) { context in
      context.time_base = frameRate.timeBase
      context.framerate = frameRate.rational
      context.gop_size = Int32(settings.keyframeInterval)
      context.thread_count = Int32(settings.threadCount)
      context.thread_type = FF_THREAD_FRAME
      // Both containers keep the stream's headers in their own.
      context.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | Int32(bitPattern: AV_CODEC_FLAG_CLOSED_GOP)
    }
  }
}
