import Animation
import FilmFormat
import FractalMath
import Rendering
import VideoEncoding

extension FilmProduction {
  /// The longest side of a cover in pixels: as large as lists of files show it, and a small part of the file.
  private static let coverExtent = 640

  /// The frame in the middle, which is the film's cover and its poster.
  package var middleFrame: FilmFrame { timeline.frame(at: (frames.lowerBound + frames.upperBound) / 2) }

  /// The cover for a file at `path` in `container`.
  ///
  /// - Throws: `ProductionError` if it cannot have one; `LibAVError` without memory.
  func cover(for path: String, in container: Container) throws -> CoverPicture {
    guard container.holdsCover else {
      throw ProductionError.unusableOutput("\(path.oneLine): only .mp4 and .mkv files have a cover")
    }
    if let madeCover { return madeCover }
    let size = coverSize
    let layout: PixelLayout = timeline.isTranslucent ? .rgba32 : .rgb24
    // As many samples a pixel as cells of a contact sheet have.
    let renderer = try FilmRenderer(
      timeline, options: options, layout: layout, size: size, antialiasing: Antialiasing(mode: .grid(side: 3)))
    var encoder = try PNGEncoder(size: size, layout: layout)
    return CoverPicture(png: try encoder.encode(renderer.picture(middleFrame)), size: size)
  }

  private var coverSize: FrameSize {
    let (width, height) = (timeline.size.width, timeline.size.height)
    let longest = max(width, height)
    guard longest > Self.coverExtent else { return timeline.size }
    func scaled(_ extent: Int) -> Int { max(1, (extent * Self.coverExtent + longest / 2) / longest) }
    return FrameSize(width: scaled(width), height: scaled(height))
  }
}
