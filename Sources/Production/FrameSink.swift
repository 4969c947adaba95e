import VideoEncoding

/// What takes the finished frames of a film, in order.
///
/// Used by one thread. A sink that is dropped unfinished leaves no result behind.
package protocol FrameSink: ~Copyable {
  /// Takes the next frame.
  ///
  /// - Parameters:
  ///   - picture: complete, and not written to any more.
  ///   - frame: its index in the film; the first call may have any, each later call the next one.
  mutating func accept(_ picture: Picture, frame: Int) throws

  /// Completes the result from the frames accepted so far, at least one.
  consuming func finish() throws
}
