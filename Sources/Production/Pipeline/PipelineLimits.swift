import FilmFormat
import HostSystem
import VideoEncoding

/// How much of a film may be in flight at once, within its memory limit and the available threads.
package struct PipelineLimits: Hashable, Sendable {
  /// How many workers there are.
  package let workerCount: Int
  /// The limits of the segment schedule.
  package let schedule: ScheduleLimits
  /// Bytes of the pictures and encoders that may live at once, and of stored fields.
  package let byteCount: Int

  private let encoderThreadCount: Int

  /// Threads of the workers and of all encoders that may be open at once.
  package var threadCount: Int { workerCount + schedule.openSegments * encoderThreadCount }

  /// The largest number of pictures alive at once.
  package var pictureCount: Int { schedule.openSegments * schedule.picturesPerSegment }

  /// The limits for `workerCount` workers.
  ///
  /// If frames are encoded in segments, one and a half per worker keep all workers busy to the end, with two pictures
  /// each: one being encoded and the next one. `Benchmarks/scaling` has the simulations behind the numbers. If frames
  /// are encoded singly, two more than there are workers, so that the output never waits for a hand-over.
  ///
  /// - Parameters:
  ///   - encoderThreadCount: additional threads of each open encoder.
  ///   - availableThreads: threads that the system provides. One worker, and one segment or two frames, are always
  ///     tried.
  ///   - holdsWaitingSegments: whether finished segments take memory until earlier ones are finished.
  ///   - memoryLimit: bytes that pictures, encoders and stored fields may take together. One segment, or two frames,
  ///     are always allowed.
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

// A film's share of the threads and memory that the system gives this process.

extension FilmProduction {
  /// Address space of an encoder's own thread: its stack and related data. SVT-AV1 1.4 reserves some 500 MiB for 64×64
  /// pixels, of which it uses a few.
  private static let bytesOfEncoderThread = 24 << 20

  /// This production with options that fit the process's memory limit, if it has one.
  var withinRoom: FilmProduction {
    guard let room = MemoryRoom.byteCount else { return self }
    var production = self
    let left = max(0, room - options.workerCount * ThreadGroup.stackByteCount)
    production.options.memoryLimitBytes = min(options.memoryLimitBytes, left)
    // Not all of it is ever used.
    production.options.fieldStoreBytes = min(options.fieldStoreBytes, left / 4)
    return production
  }

  /// What may be in flight at once when pictures in `layout` go to `sink`.
  ///
  /// - Throws: `MemoryShortage` if the process's limit leaves too little for one segment.
  func limits(layout: PixelLayout, sink: borrowing some FilmSink & ~Copyable) throws(MemoryShortage) -> PipelineLimits {
    // Threads matter only if address space is limited.
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
    // The memory of an open encoder is already subtracted.
    let (openBytes, openThreads) = sink.hasOpenEncoder ? (encoderBytes, sink.encoderThreadCount) : (0, 0)
    try MemoryRoom.require(
      wanted.byteCount - openBytes + wanted.workerCount * ThreadGroup.stackByteCount, for: "a film of \(timeline.size)")
    let missing = wanted.threadCount - openThreads
    let available = ThreadSupply.count(upTo: missing)
    return available == missing ? wanted : limits(availableThreads: available + openThreads)
  }

  /// Throws if the process's limit leaves too little memory for one encoder with `settings`; not every encoder reports
  /// that itself.
  func requireRoom(forEncoder settings: EncoderSettings) throws(MemoryShortage) {
    let footprint = EncoderFootprint(of: settings, size: timeline.size)
    try MemoryRoom.require(
      footprint.byteCount + settings.codec.encoderThreadCount * Self.bytesOfEncoderThread,
      for: "a film of \(timeline.size) in \(settings.codec.title)")
  }
}
