import FilmFormat
import HostSystem
import VideoEncoding

// What a film may take of the threads and of the memory that the system gives this process.

extension FilmProduction {
  /// Addresses that a thread of an encoder's own takes: its stack, and what goes with it. SVT-AV1 1.4 takes some 500 MiB for 64×64 pixels, of
  /// which it uses a few.
  private static let bytesOfEncoderThread = 24 << 20

  /// This production with options that suit the limit that the process has for its memory, if it has one.
  var withinRoom: FilmProduction {
    guard let room = MemoryRoom.byteCount else { return self }
    var production = self
    let left = max(0, room - options.workerCount * ThreadGroup.stackByteCount)
    production.options.memoryLimitBytes = min(options.memoryLimitBytes, left)
    // Not all of it is ever taken.
    production.options.fieldStoreBytes = min(options.fieldStoreBytes, left / 4)
    return production
  }

  /// What may be under way at once when pictures in `layout` go to `sink`.
  ///
  /// - Throws: `MemoryShortage` where the process has a limit that leaves too little for one segment.
  func limits(layout: PixelLayout, sink: borrowing some FilmSink & ~Copyable) throws(MemoryShortage) -> PipelineLimits {
    // Threads take room only where addresses are counted.
    let threadBytes = MemoryRoom.byteCount == nil ? 0 : sink.encoderThreadCount * Self.bytesOfEncoderThread
    let encoderBytes = sink.encoderByteCount + threadBytes
    func limits(availableThreads: Int) -> PipelineLimits {
      PipelineLimits(
        workerCount: options.workerCount, segmentLength: sink.segmentLength,
        pictureByteCount: layout.byteCount(of: timeline.size), encoderByteCount: encoderBytes,
        fieldStoreByteCount: options.fieldStoreBytes, encoderThreadCount: sink.encoderThreadCount,
        availableThreads: availableThreads, holdsWaitingSegments: sink.holdsWaitingSegments,
        memoryLimit: options.memoryLimitBytes)
    }
    let wanted = limits(availableThreads: .max)
    // What an open encoder has is gone from the room.
    let (openBytes, openThreads) = sink.hasOpenEncoder ? (encoderBytes, sink.encoderThreadCount) : (0, 0)
    try MemoryRoom.require(
      wanted.byteCount - openBytes + wanted.workerCount * ThreadGroup.stackByteCount, for: "a film of \(timeline.size)")
    let missing = wanted.threadCount - openThreads
    let available = ThreadSupply.count(upTo: missing)
    return available == missing ? wanted : limits(availableThreads: available + openThreads)
  }

  /// Throws where the process has a limit that leaves too little memory for one encoder with `settings`; not every encoder tells of that.
  func requireRoom(forEncoder settings: EncoderSettings) throws(MemoryShortage) {
    let footprint = EncoderFootprint(of: settings, size: timeline.size)
    try MemoryRoom.require(
      footprint.byteCount + settings.codec.encoderThreadCount * Self.bytesOfEncoderThread,
      for: "a film of \(timeline.size) in \(settings.codec.title)")
  }
}
