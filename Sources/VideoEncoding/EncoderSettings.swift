/// How a film is compressed.
public struct EncoderSettings: Hashable, Sendable {
  /// The compression.
  public var codec: VideoCodec
  /// Quality at which the encoder aims: smaller is better; within `codec.constantRateFactorRange`.
  ///
  /// For H.264, 18 is close to invisible loss, 23 is x264's default, and 0 is lossless, which many players cannot show.
  public var constantRateFactor: Double
  /// How much time the encoder spends on each frame.
  public var preset: H264Preset
  /// Threads of the encoder, at least 1.
  ///
  /// The bytes of the film depend on this number, therefore it is never left to the machine.
  public var threadCount: Int
  /// The most frames from one keyframe to the next, at least 1; seeking is as coarse as this.
  public var keyframeInterval: Int

  /// Settings, each with the default that suits a fractal film.
  public init(
    codec: VideoCodec = .h264, constantRateFactor: Double = 18, preset: H264Preset = .superfast, threadCount: Int = 1,
    keyframeInterval: Int = 250
  ) {
    self.codec = codec
    self.constantRateFactor = constantRateFactor
    self.preset = preset
    self.threadCount = threadCount
    self.keyframeInterval = keyframeInterval
  }

  func validate() throws(LibAVError) {
    let operation = "set up the encoder \(codec.rawValue)"
    let factors = codec.constantRateFactorRange
    guard factors.contains(constantRateFactor) else {
      throw .refused(
        operation,
        because: "the constant rate factor is between \(factors.lowerBound) and \(factors.upperBound), "
          + "not \(constantRateFactor)")
    }
    // Above this x264 itself refuses; the bound also keeps the numbers within C's int.
    let threadCounts = 1...128
    guard threadCounts.contains(threadCount) else {
      throw .refused(operation, because: "it takes 1 to \(threadCounts.upperBound) threads, not \(threadCount)")
    }
    guard (1...Int(Int32.max)).contains(keyframeInterval) else {
      throw .refused(operation, because: "the keyframe interval is at least one frame, not \(keyframeInterval)")
    }
  }
}
