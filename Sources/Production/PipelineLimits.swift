/// How much of a film may be under way at once, within the memory it may take.
package struct PipelineLimits: Hashable, Sendable {
  /// What the schedule of segments is bound to.
  package let schedule: SegmentSchedule.Limits
  /// Bytes of the pictures and encoders that may live at once, and of kept fields.
  package let byteCount: Int

  /// The most pictures that live at once.
  package var pictureCount: Int { schedule.openSegments * schedule.picturesPerSegment }

  /// The limits for `workerCount` workers.
  ///
  /// Where frames are encoded in segments, one and a half for each worker keep all of them busy to the end, with two pictures
  /// each: one that is encoded and one that comes next. `Benchmarks/scaling` has the simulations behind the numbers. Where each
  /// frame is by itself, two more than there are workers, so that the output never waits for a hand-over.
  ///
  /// - Parameters:
  ///   - holdsWaitingSegments: whether finished segments take memory until earlier ones are finished.
  ///   - memoryLimit: bytes that pictures, encoders and kept fields may take together. One segment, or two frames, may be under
  ///     way in any case.
  package init(
    workerCount: Int, segmentLength: Int, pictureByteCount: Int, encoderByteCount: Int, fieldStoreByteCount: Int,
    holdsWaitingSegments: Bool = true, memoryLimit: Int
  ) {
    let isSegmented = segmentLength > 1
    let picturesPerSegment = isSegmented ? 2 : 1
    let bytesPerSegment = encoderByteCount + picturesPerSegment * pictureByteCount
    let wanted = isSegmented ? (3 * workerCount + 1) / 2 : workerCount + 2
    let affordable = (memoryLimit - fieldStoreByteCount) / bytesPerSegment
    let openSegments = max(min(wanted, affordable), isSegmented ? 1 : 2)
    schedule = SegmentSchedule.Limits(
      openSegments: openSegments, picturesPerSegment: picturesPerSegment,
      framesRendering: isSegmented ? max(2, (workerCount + 3) / 4) : openSegments,
      segmentsAhead: holdsWaitingSegments ? nil : .max)
    byteCount = openSegments * bytesPerSegment + fieldStoreByteCount
  }
}
