import CFFmpeg
import FractalMath

/// A container whose file is open and whose header is not written yet.
///
/// Writing the header turns it into an `OpenMux`, so that it happens once and before the first packet.
struct MuxSetup: ~Copyable {
  private let output: OutputContextOwner
  private let displayName: String

  /// A container in `file`, which is empty.
  ///
  /// - Parameters:
  ///   - displayName: what error messages call the file.
  ///   - muxer: libavformat's name for the file's format.
  ///   - metadata: what the file says about itself.
  init(
    file: consuming MuxFile, displayName: String, muxer: String, metadata: FilmMetadata
  ) throws(LibAVError) {
    LibAVLog.silence
    let output = try OutputContextOwner(format: muxer, file: file)
    // No time of day, version or random number in the file: the same film is the same bytes.
    output.pointer.pointee.flags |= AVFMT_FLAG_BITEXACT
    for (key, value) in metadata.tags where !value.isEmpty {
      try check(av_dict_set(&output.pointer.pointee.metadata, key, value, 0), to: "set the film's \(key)")
    }
    self.output = output
    self.displayName = displayName
  }

  /// Adds the film's one stream and writes the header; from here on the container takes packets.
  ///
  /// - Parameters:
  ///   - frameRate: pictures per second, constant.
  ///   - options: the muxer's; one that it does not know is an error.
  ///   - describe: writes what the packets are into parameters that hold nothing yet.
  consuming func writeHeader(
    frameRate: FrameRate, options: KeyValuePairs<String, String>,
    describe: (UnsafeMutablePointer<AVCodecParameters>) throws(LibAVError) -> Void
  ) throws(LibAVError) -> OpenMux {
    let stream = try allocated(avformat_new_stream(output.pointer, nil), "a video stream")
    try describe(stream.pointee.codecpar)
    // A wish: the header decides the time base that the file can hold.
    stream.pointee.time_base = frameRate.timeBase
    stream.pointee.avg_frame_rate = frameRate.rational
    stream.pointee.r_frame_rate = frameRate.rational
    stream.pointee.sample_aspect_ratio = stream.pointee.codecpar.pointee.sample_aspect_ratio
    var options = try OptionDictionary(options)
    let operation = "write the header of"
    try check(avformat_write_header(output.pointer, &options.pointer), to: operation, path: displayName)
    try options.requireAllTaken()
    try check(output.pointer.pointee.pb.pointee.error, to: operation, path: displayName)
    return OpenMux(output: output, frameRate: frameRate, displayName: displayName)
  }
}
