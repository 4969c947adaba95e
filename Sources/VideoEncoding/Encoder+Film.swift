import CFFmpeg
import FractalMath

extension Encoder {
  /// An encoder for the pictures of a film in 4:2:0, whose timestamps are frame numbers.
  ///
  /// What encoders of equal sizes, rates and presets made can be joined without encoding again: groups of pictures are
  /// closed, and the stream's headers do not depend on the rate factor (`stitchable`).
  ///
  /// x264's macroblock tree is off. Where the number of 16-pixel macroblocks across is no multiple of 8, its AVX-512 code
  /// (seen in r3095) lets the bytes depend on what the memory held before, and gives others than AVX2. It also holds up to
  /// 60 frames back. Without it `medium` takes a third of the memory, and films of equal SSIM up to 8 % more bytes (three
  /// films at 1080p, `veryfast` and `medium`).
  init(settings: EncoderSettings, size: FrameSize, frameRate: FrameRate) throws(LibAVError) {
    try settings.validate()
    try self.init(
      name: settings.codec.encoderName, size: size, layout: .yuv420,
      options: [
        "preset": settings.preset.rawValue,
        "crf": "\(settings.constantRateFactor)",
        "x264-params": "stitchable=1:mbtree=0",
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
