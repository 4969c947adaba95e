import FilmFormat
import HostSystem
import VideoEncoding

/// How much of a film may be under way at once, within the memory it may take and the threads that the system gives.
package struct PipelineLimits: Hashable, Sendable {
  /// How many workers there are.
  package let workerCount: Int
  /// What the schedule of segments is bound to.
  package let schedule: ScheduleLimits
  /// Bytes of the pictures and encoders that may live at once, and of stored fields.
  package let byteCount: Int

  private let encoderThreadCount: Int

  /// Threads of the workers and of all encoders that may be open at once.
  package var threadCount: Int { workerCount + schedule.openSegments * encoderThreadCount }

  /// The most pictures that live at once.
  package var pictureCount: Int { schedule.openSegments * schedule.picturesPerSegment }

  /// The limits for `workerCount` workers.
  ///
  /// Where frames are encoded in segments, one and a half for each worker keep all of them busy to the end, with two pictures
  /// each: one that is encoded and one that comes next. `Benchmarks/scaling` has the simulations behind the numbers. Where each
  /// frame is by itself, two more than there are workers, so that the output never waits for a hand-over.
  ///
  /// - Parameters:
  ///   - encoderThreadCount: threads that each open encoder has of its own.
  ///   - availableThreads: threads that the system gives. One worker, and one segment or two frames, are tried in any case.
  ///   - holdsWaitingSegments: whether finished segments take memory until earlier ones are finished.
  ///   - memoryLimit: bytes that pictures, encoders and stored fields may take together. One segment, or two frames, may be under
  ///     way in any case.
  package init(
    workerCount: Int, segmentLength: Int, pictureByteCount: Int, encoderByteCount: Int, fieldStoreByteCount: Int,
    encoderThreadCount: Int = 0, availableThreads: Int = .max, holdsWaitingSegments: Bool = true, memoryLimit: Int
  ) {
    let workerCount = max(1, min(workerCount, availableThreads - encoderThreadCount))
    let threadsLeft = availableThreads - workerCount
    let isSegmented = segmentLength > 1
    let picturesPerSegment = isSegmented ? 2 : 1
    let bytesPerSegment = encoderByteCount + picturesPerSegment * pictureByteCount
    let wanted = isSegmented ? (3 * workerCount + 1) / 2 : workerCount + 2
    let affordable = (memoryLimit - fieldStoreByteCount) / bytesPerSegment
    let startable = encoderThreadCount == 0 ? wanted : threadsLeft / encoderThreadCount
    let openSegments = max(min(wanted, affordable, startable), isSegmented ? 1 : 2)
    self.workerCount = workerCount
    self.encoderThreadCount = encoderThreadCount
    schedule = ScheduleLimits(
      openSegments: openSegments, picturesPerSegment: picturesPerSegment,
      framesRendering: isSegmented ? max(2, (workerCount + 3) / 4) : openSegments,
      segmentsAhead: holdsWaitingSegments ? nil : .max)
    byteCount = openSegments * bytesPerSegment + fieldStoreByteCount
  }
}

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
