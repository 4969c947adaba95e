import Animation
import FractalMath
import WorkStealing

extension Preset {
  /// Whether the film's end leads to its beginning; nobody knows that of several scenes.
  package var isRepeatable: Bool { loop != .none && scenes.isEmpty }
}

/// How much a film changes from one moment to the next, measured on small pictures.
package struct PreviewChanges: Sendable {
  /// Moments in seconds.
  package let times: [Double]
  /// For each moment the mean difference of luma codes to the next one; for the last, to the first if the film is a
  /// loop, otherwise 0.
  package let changes: [Double]
  /// The mean difference between the last frame and the first, and between the last two; `nil` if the film is not a
  /// loop.
  package let seam: (across: Double, before: Double)?

  private static let extent = 160

  /// Examines `count` evenly spaced moments of the film.
  ///
  /// - Complexity: `count` pictures 160 pixels wide.
  package init(of preview: FilmPreview, count: Int, on workers: WorkStealingPool) {
    let (timeline, duration) = (preview.timeline, preview.preset.durationSeconds)
    times = (0..<count).map { duration * Double($0) / Double(count) }
    let isLoop = preview.preset.isRepeatable
    let last = timeline.frameCount - 1
    let ends = isLoop && last > 0 ? [last - 1, last, 0] : []
    let frames = times.map(timeline.frame(atSeconds:)) + ends.map(timeline.frame(at:))
    let longer = max(timeline.size.width, timeline.size.height)
    func side(_ pixels: Int) -> Int { max(2, 2 * (Self.extent * pixels / longer / 2)) }
    let size = FrameSize(width: side(timeline.size.width), height: side(timeline.size.height))
    let planes = PreviewPlanes(size: size, count: frames.count, header: [])
    preview.render(frames, isFine: false, into: planes, on: workers, isUrgent: false)
    var changes = (0..<count).map { index in
      index + 1 < count
        ? planes.lumaDifference(index, index + 1) : isLoop ? planes.lumaDifference(index, 0) : 0
    }
    if count == 1 { changes = [0] }
    self.changes = changes
    seam =
      ends.isEmpty
      ? nil : (planes.lumaDifference(count + 1, count + 2), planes.lumaDifference(count, count + 1))
  }
}

extension PreviewPlanes {
  /// The mean difference of the luma codes of two pictures.
  fileprivate func lumaDifference(_ one: Int, _ other: Int) -> Double {
    withBytes { bytes in
      let pictureBytes = byteCountOfPicture
      var sum = 0
      for pixel in 0..<size.pixelCount {
        sum += abs(Int(bytes[one * pictureBytes + pixel]) - Int(bytes[other * pictureBytes + pixel]))
      }
      return Double(sum) / Double(size.pixelCount)
    }
  }
}
