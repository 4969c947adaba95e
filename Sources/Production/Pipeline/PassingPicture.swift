import Synchronization
import VideoEncoding

/// The segments of outputs that take pictures as they are: one picture each.
final class PassingPicture: SegmentEncoding {
  private let picture = Mutex<Picture?>(nil)

  func append(_ picture: Picture, frame: Int) { self.picture.withLock { $0 = picture } }

  func finish() -> Picture {
    guard let picture = picture.withLock({ $0.take() }) else { preconditionFailure("a segment has a picture") }
    return picture
  }
}
