/// The moments at which a frame's samples are taken while its shutter is open.
struct Exposure: Sendable {
  /// Frames from the frame's own moment to each of them, in order, the middles of equal parts of the open time.
  let offsets: [Double]

  /// The moments of `settings`, no more than the `samplesPerPixel` that pixels can have; `nil` for a frame that shows its
  /// own moment.
  init?(_ settings: ShutterSettings?, samplesPerPixel: Int?) {
    guard let settings else { return nil }
    let count = min(settings.samples, samplesPerPixel ?? .max)
    let open = settings.angleDegrees / 360
    // A quotient of integers, so that the second half is exactly the negative of the first.
    offsets = (0..<count).map { open * (Double(2 * $0 + 1 - count) / Double(2 * count)) }
  }
}
