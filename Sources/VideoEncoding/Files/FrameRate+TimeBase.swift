import CFFmpeg
import FractalMath

extension FrameRate {
  /// Frames per second as libav's fraction; both parts are at most a million.
  var rational: AVRational { AVRational(num: Int32(numerator), den: Int32(denominator)) }

  /// Seconds a frame is shown: the unit in which the timestamps of a film are the frame numbers themselves.
  var timeBase: AVRational { AVRational(num: Int32(denominator), den: Int32(numerator)) }
}
