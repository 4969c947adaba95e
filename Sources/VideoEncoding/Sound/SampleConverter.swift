import CFFmpeg

/// Brings decoded sound of one kind to interleaved floats of the wanted rate and number of channels.
// Proof of Sendable: the only reference is this noncopyable owner, and libswresample asks for one thread at a time, not for the same
// one.
struct SampleConverter: ~Copyable, @unchecked Sendable {
  /// What is converted.
  struct Input: Hashable {
    let sampleRate: Int32
    let channelCount: Int32
    let format: Int32
    /// The channels' places as a set of bits, where they are told that way.
    let places: UInt64

    init(of frame: AVFrame) {
      sampleRate = frame.sample_rate
      channelCount = frame.ch_layout.nb_channels
      format = frame.format
      places = frame.ch_layout.order == AV_CHANNEL_ORDER_NATIVE ? frame.ch_layout.u.mask : 0
    }
  }

  /// What it was opened for.
  let input: Input
  private let pointer: OpaquePointer
  private let channelCount: Int

  /// The most channels of a song.
  private static let mostChannels: Int32 = 64
  /// Samples per second of songs: fewer would make blocks large.
  private static let sampleRates: ClosedRange<Int32> = 4_000...768_000

  /// A converter of what `frame` is to `channelCount` channels of `sampleRate`.
  init(
    for frame: AVFrame, sampleRate: Int, channelCount: Int, operation: String, path: String
  ) throws(LibAVError) {
    let input = Input(of: frame)
    guard Self.sampleRates.contains(input.sampleRate) else {
      throw .refused(
        operation, path: path,
        because: "it has \(input.sampleRate) samples per second; allowed: \(Self.sampleRates.lowerBound) to "
          + "\(Self.sampleRates.upperBound)")
    }
    guard (1...Self.mostChannels).contains(input.channelCount) else {
      throw .refused(
        operation, path: path, because: "it has \(input.channelCount) channels; allowed: 1 to \(Self.mostChannels)")
    }
    var context: OpaquePointer?
    var source = AVChannelLayout()
    // Without places, they are those that so many channels usually have.
    if input.places != 0 {
      av_channel_layout_from_mask(&source, input.places)
    } else {
      av_channel_layout_default(&source, input.channelCount)
    }
    var target = AVChannelLayout()
    av_channel_layout_default(&target, Int32(channelCount))
    let code = swr_alloc_set_opts2(
      &context, &target, AV_SAMPLE_FMT_FLT, Int32(sampleRate), &source, AVSampleFormat(input.format),
      input.sampleRate, 0, nil)
    try check(code, to: operation, path: path)
    let pointer = try allocated(context, "a converter of sound")
    // Without this, floats may become louder than 1.
    av_opt_set_double(UnsafeMutableRawPointer(pointer), "rematrix_maxval", 1, 0)
    // One channel is as loud in each of two as it was.
    if input.channelCount == 1 {
      swr_set_matrix(pointer, [Double](repeating: 1, count: channelCount), 1)
    }
    guard swr_init(pointer) >= 0 else {
      LibAVLog.forget()
      swr_free(&context)
      throw .refused(
        operation, path: path,
        because: "its \(input.channelCount) channels cannot be mixed to \(channelCount)")
    }
    self.input = input
    self.pointer = pointer
    self.channelCount = channelCount
  }

  deinit {
    var context: OpaquePointer? = pointer
    swr_free(&context)
  }

  /// The samples that come out for `frame`.
  func convert(_ frame: AVFrame) -> [Float] {
    guard let planes = frame.extended_data, frame.nb_samples > 0 else { return [] }
    let planeCount = av_sample_fmt_is_planar(AVSampleFormat(frame.format)) != 0 ? Int(input.channelCount) : 1
    var sources = (0..<planeCount).map { UnsafePointer<UInt8>(planes[$0]) }
    return output(for: frame.nb_samples) { target, room in
      swr_convert(pointer, &target, room, &sources, frame.nb_samples)
    }
  }

  /// The samples that are still held, at the end.
  func finish() -> [Float] {
    output(for: 0) { target, room in swr_convert(pointer, &target, room, nil, 0) }
  }

  private func output(
    for sampleCount: Int32, _ convert: (inout [UnsafeMutablePointer<UInt8>?], Int32) -> Int32
  ) -> [Float] {
    let room = max(swr_get_out_samples(pointer, sampleCount), 0)
    guard room > 0 else { return [] }
    return [Float](unsafeUninitializedCapacity: Int(room) * channelCount) { samples, count in
      var target = [UnsafeMutableRawPointer(samples.baseAddress)?.assumingMemoryBound(to: UInt8.self)]
      count = Int(max(convert(&target, room), 0)) * channelCount
      // A file of floats may have anything in it.
      for index in 0..<count where !samples[index].isFinite { samples[index] = 0 }
    }
  }
}
