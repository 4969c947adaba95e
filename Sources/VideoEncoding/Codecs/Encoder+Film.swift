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
    try settings.codec.encoder.requireThreads()
    try self.init(
      name: settings.codec.encoder.name, size: size, layout: settings.layout,
      options: settings.codec.encoder.options(settings)
    ) { context in
      context.time_base = frameRate.timeBase
      context.framerate = frameRate.rational
      context.gop_size = Int32(settings.codec.facts.hasOnlyKeyframes ? 1 : settings.keyframeInterval)
      context.thread_count = Int32(settings.threadCount)
      context.thread_type = FF_THREAD_FRAME
      // All containers keep the stream's headers in their own.
      context.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | Int32(bitPattern: AV_CODEC_FLAG_CLOSED_GOP)
      if let profile = settings.codec.encoder.profile { context.profile = profile(settings) }
    }
  }
}
