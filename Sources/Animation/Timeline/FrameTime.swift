/// A moment of a motion, counted in frames so that arithmetic on whole frames is exact.
struct FrameTime {
  /// Frames since the start; a whole number at a frame, otherwise a moment between two.
  let elapsed: Double
  /// Frames of the whole motion: the film's, or half of them where it goes there and back.
  let length: Double
  /// Seconds since the start of the motion.
  let seconds: Double

  /// How much of the motion is over, 0…1.
  var fraction: Double { elapsed / length }

  /// What is left of `turns` · elapsed / length when whole turns are taken away, in turns, −½…½, never −½.
  ///
  /// For a whole number of turns at a whole frame the product is an exact integer (it stays below 2⁵³) and so is its
  /// remainder: the only rounding is the final division, which gives frames k and length − k exactly opposite angles.
  func remainder(ofTurns turns: Double) -> Double {
    let remainder = (turns * elapsed).remainder(dividingBy: length)
    return (remainder == -length / 2 ? length / 2 : remainder) / length
  }
}
