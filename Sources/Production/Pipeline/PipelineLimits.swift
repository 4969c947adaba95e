/// How much of a film may be under way at once, within the memory it may take and the threads that the system gives.
package struct PipelineLimits: Hashable, Sendable {
  /// How many workers there are.
  package let workerCount: Int
  /// What the schedule of segments is bound to.
  package let schedule: SegmentSchedule.Limits
  /// Bytes of the pictures and encoders that may live at once, and of kept fields.
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
  ///   - memoryLimit: bytes that pictures, encoders and kept fields may take together. One segment, or two frames, may be under
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
    schedule = SegmentSchedule.Limits(
      openSegments: openSegments, picturesPerSegment: picturesPerSegment,
      framesRendering: isSegmented ? max(2, (workerCount + 3) / 4) : openSegments,
      segmentsAhead: holdsWaitingSegments ? nil : .max)
    byteCount = openSegments * bytesPerSegment + fieldStoreByteCount
  }
}
