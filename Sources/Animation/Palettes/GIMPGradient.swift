import FractalMath
import RealModule

/// A gradient of GIMP (`.ggr`): segments that lie side by side from 0 to 1, each with a middle, a colour at either end and a way to blend them.
///
/// Opacity is left out, and so are references to GIMP's current colours: the colours count that the file has in their places.
/// Source of format and formulas: app/core/gimpgradient.c and gimpgradient-load.c of GIMP 2.10.
struct GIMPGradient {
  /// The first line of every gradient.
  static let firstLine = "GIMP Gradient"
  /// The most stops of a palette that is made of one.
  static let largestStopCount = 64
  /// The most segments that are read.
  private static let largestSegmentCount = 4096
  /// Samples along the whole gradient, besides those at the ends of segments.
  private static let sampleCount = 1024
  /// The widest gap in which a colour jumps.
  private static let jump = 1e-5
  /// How far the ends of neighbours may be apart.
  private static let tolerance = 1e-4

  private let segments: [GIMPGradientSegment]

  init(_ file: PaletteFile) throws(PaletteFileError) {
    guard file.lines.first?.text == Self.firstLine else {
      throw file.error(at: file.lines.first, "a gradient begins with the line “\(Self.firstLine)”")
    }
    var lines = file.lines.dropFirst()
    if lines.first?.text.hasPrefix("Name:") == true { lines.removeFirst() }
    let countLine = lines.popFirst()
    guard let countLine, let count = Int(countLine.text), (1...Self.largestSegmentCount).contains(count) else {
      throw file.error(
        at: countLine, "expected the number of segments, a whole number from 1 to \(Self.largestSegmentCount)")
    }
    var segments: [GIMPGradientSegment] = []
    for line in lines.prefix(count) {
      guard let segment = GIMPGradientSegment(words: line.words) else {
        throw file.error(
          at: line,
          "expected a segment: left, middle and right end, two colours of red, green, blue and opacity, all from 0 to 1, "
            + "then the kinds of blending (0 to 5) and of colouring (0 to 2)")
      }
      guard abs(segment.left - (segments.last?.right ?? 0)) <= Self.tolerance else {
        throw file.error(
          at: line, "the segment does not begin where the one before ends, at \(segments.last?.right ?? 0)")
      }
      segments.append(segment)
    }
    guard segments.count == count, lines.count == count else {
      throw file.error(at: lines.last, "\(count) segments were announced, but \(lines.count) lines follow")
    }
    guard let end = segments.last?.right, abs(end - 1) <= Self.tolerance else {
      throw file.error(at: lines.last, "the last segment does not end at 1")
    }
    self.segments = segments
  }

  /// The gradient as stops; cyclic where it ends with the colour that it begins with.
  var palette: Palette {
    let samples = segments.indices.flatMap(samples(ofSegment:))
    let isCyclic = samples.first?.color == samples.last?.color
    return SampledPalette(samples: samples, isCyclic: isCyclic).palette(largestStopCount: Self.largestStopCount)
  }

  private func samples(ofSegment index: Int) -> [Palette.Stop] {
    let segment = segments[index]
    let width = segment.right - segment.left
    let count = max(4, Int((width * Double(Self.sampleCount)).rounded(.up)))
    // The last sample stands a little before the next segment's first one, in case the colour jumps there.
    let gap = index == segments.count - 1 ? 0 : min(Self.jump, width / 8)
    return (0...count).map { sample in
      let place = segment.left + width * Double(sample) / Double(count)
      return Palette.Stop(position: min(max(min(place, segment.right - gap), 0), 1), color: segment.color(at: place))
    }
  }
}
