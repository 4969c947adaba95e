/// A moment of the film, counted in frames so that arithmetic on whole frames is exact.
struct FrameTime {
  /// Frames since the start; a whole number at a frame, otherwise a moment between two.
  let frame: Double
  /// Frames of the whole film.
  let frameCount: Int
  /// Seconds since the start of the film.
  let seconds: Double

  /// What is left of `turns` · frame / frameCount when whole turns are taken away, in turns, −½…½, never −½.
  ///
  /// For a whole number of turns at a whole frame the product is an exact integer (it stays below 2⁵³) and so is its
  /// remainder: the only rounding is the final division, which gives frames k and frameCount − k exactly opposite
  /// angles.
  func remainder(ofTurns turns: Double) -> Double {
    let count = Double(frameCount)
    let remainder = (turns * frame).remainder(dividingBy: count)
    return (remainder == -count / 2 ? count / 2 : remainder) / count
  }
}
