/// A stretch of a film in which there is nothing to see, or nothing happens.
package struct IdlePassage: Hashable, Sendable {
  /// What is the matter. The order is that of the judgement: a black picture is blank, too.
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Most of the picture is too dark for a screen in a bright room.
    case black
    /// Most of the picture has one colour.
    case blank
    /// Nothing moves.
    case still
  }

  package let kind: Kind
  /// From the first such frame to the last, in seconds.
  package internal(set) var seconds: ClosedRange<Double>

  /// The longest stretch that is not worth a word.
  static let longestPause = 1.0
}

/// Finds idle passages in small pictures of a film, which it is shown in order.
///
/// The measures and bounds are those of Benchmarks/gallery-jury.py, where their reasons are.
struct IdleWatch {
  /// The share of dark pixels above which a picture is black, and the luma below which a pixel is dark.
  private static let (mostDark, darkLuma) = (0.60, Float(24))
  /// The share of one colour above which a picture is blank.
  private static let mostOfOneColor = 0.80
  /// The mean change of luma within `interval` below which nothing moves.
  private static let leastChange = Float(0.25)
  /// The time, in seconds, within which something should change.
  static let interval = 0.1

  /// The passages so far that are longer than a pause.
  var passages: [IdlePassage] {
    allPassages.filter { $0.seconds.upperBound - $0.seconds.lowerBound > IdlePassage.longestPause }
  }
  /// All passages, for each kind in the order of time.
  private(set) var allPassages: [IdlePassage] = []
  /// Whether there was a picture since the last cut.
  var hasSeenSomething: Bool { !recent.isEmpty }

  private var isOpen: Set<IdlePassage.Kind> = []
  /// Lumas of the pictures of the last tenth of a second.
  private var recent: [(seconds: Double, luma: [Float])] = []

  /// Examines the next picture, codes of red, green and blue in turn, shown at `seconds`.
  ///
  /// - Complexity: O(pixels).
  mutating func add(_ picture: [UInt8], atSeconds seconds: Double) {
    let luma = stride(from: 0, to: picture.count, by: 3).map { Self.luma(of: picture, at: $0) }
    let isBlack = Self.isBlack(luma)
    note(.black, isBlack, at: seconds)
    note(.blank, !isBlack && Self.isBlank(picture, luma), at: seconds)
    // The newest picture that is old enough; a little less, for frame times are rounded.
    if let before = recent.lastIndex(where: { $0.seconds <= seconds - Self.interval * 0.999 }) {
      note(.still, Self.change(recent[before].luma, luma) < Self.leastChange, from: recent[before].seconds, at: seconds)
      recent.removeFirst(before)
    }
    recent.append((seconds, luma))
  }

  /// Ends a stretch: the next picture does not follow the last one.
  mutating func cut() {
    isOpen = []
    recent = []
  }

  private mutating func note(_ kind: IdlePassage.Kind, _ isIdle: Bool, from start: Double? = nil, at seconds: Double) {
    guard isIdle else {
      isOpen.remove(kind)
      return
    }
    if !isOpen.insert(kind).inserted, let last = allPassages.lastIndex(where: { $0.kind == kind }) {
      allPassages[last].seconds = allPassages[last].seconds.lowerBound...seconds
    } else {
      allPassages.append(IdlePassage(kind: kind, seconds: (start ?? seconds)...seconds))
    }
  }

  private static func isBlack(_ luma: [Float]) -> Bool {
    Double(luma.count { $0 < darkLuma }) > mostDark * Double(luma.count)
  }

  /// Cells of 8 codes of luma and 16 of each difference from it hold what looks like one colour.
  private static func isBlank(_ picture: [UInt8], _ luma: [Float]) -> Bool {
    var counts = Array(repeating: 0, count: 32 * 16 * 16)
    for (index, light) in luma.enumerated() {
      let blue = (Float(picture[3 * index + 2]) - light) / 1.8556 + 128
      let red = (Float(picture[3 * index]) - light) / 1.5748 + 128
      counts[Int(light) / 8 * 256 + min(max(Int(blue), 0), 255) / 16 * 16 + min(max(Int(red), 0), 255) / 16] += 1
    }
    return Double(counts.max() ?? 0) > mostOfOneColor * Double(luma.count)
  }

  private static func change(_ one: [Float], _ other: [Float]) -> Float {
    zip(one, other).reduce(0) { $0 + abs($1.0 - $1.1) } / Float(one.count)
  }

  /// Luma by ITU-R BT.709, of 0…255.
  private static func luma(of picture: [UInt8], at index: Int) -> Float {
    0.2126 * Float(picture[index]) + 0.7152 * Float(picture[index + 1]) + 0.0722 * Float(picture[index + 2])
  }
}
