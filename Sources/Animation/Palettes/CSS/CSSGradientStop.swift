/// A colour of a gradient at its position, or a hint: the position of the midpoint between two colours.
struct CSSGradientStop {
  /// The colour; `nil` for a hint.
  var color: CSSColor?
  /// The position, where 1 is the whole length; `nil` if the file does not give one.
  var place: Double?

  /// Reads an argument: a colour with up to two positions, or only a position; `nil` if it is neither.
  static func read(_ text: Substring, isConic: Bool) -> [CSSGradientStop]? {
    let words = CSSTokens.words(of: text)
    let colors = words.compactMap { CSSColor($0) }
    let places = words.compactMap { place($0, isConic: isConic) }
    guard colors.count + places.count == words.count, colors.count <= 1, places.count <= 2 else { return nil }
    guard let color = colors.first else { return places.count == 1 ? [CSSGradientStop(place: places[0])] : nil }
    return places.isEmpty
      ? [CSSGradientStop(color: color)] : places.map { CSSGradientStop(color: color, place: $0) }
  }

  /// Whether a first argument gives the gradient's direction, not a colour.
  static func isPrelude(_ text: Substring) -> Bool {
    let beginnings = [
      "to", "from", "at", "in", "circle", "ellipse", "closest", "farthest", "left", "right", "top", "bottom",
    ]
    let first = text.lowercased()[...].parts { $0.isWhiteSpace || $0 == UInt8(ascii: "-") }.first ?? ""
    let isAngle = first.utf8.last?.isDigit == false && CSSAngle.turns(first) != nil
    return isAngle || beginnings.contains(String(first))
  }

  private static func place(_ word: Substring, isConic: Bool) -> Double? {
    if word.utf8.last == UInt8(ascii: "%") { return bounded(word.dropLast().decimal.map { $0 / 100 }) }
    if isConic && word.utf8.last?.isDigit == false { return bounded(CSSAngle.turns(word)) }
    return word.decimal == 0 ? 0 : nil
  }

  /// Positions beyond this are clamped.
  private static func bounded(_ place: Double?) -> Double? { place.map { min(max($0, -1e6), 1e6) } }

  /// The stops with all their positions: the first at 0 and the last at 1 if they have none, none before the previous
  /// one, and those between evenly spaced.
  static func placed(_ stops: [CSSGradientStop]) -> [CSSGradientStop] {
    var placed = stops
    if placed[0].place == nil { placed[0].place = 0 }
    let last = placed.count - 1
    if placed[last].place == nil { placed[last].place = 1 }
    var largest = -Double.infinity
    for index in placed.indices {
      guard let place = placed[index].place else { continue }
      largest = max(largest, place)
      placed[index].place = largest
    }
    var known = 0
    for index in placed.indices {
      guard let place = placed[index].place, let before = placed[known].place else { continue }
      for missing in known + 1..<max(index, known + 1) {
        placed[missing].place = before + (place - before) * Double(missing - known) / Double(index - known)
      }
      known = index
    }
    return placed
  }
}
