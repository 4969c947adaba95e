// Easings as CSS writes them.

/// The largest progress to either side of a curve's handle or point.
private let largestProgress = 10.0

extension CubicBezier {
  /// What a text that gives handles contains.
  static let pattern = #"^cubic-bezier\([-+0-9.eE, ]+\)$"#

  /// The curve as CSS writes it.
  var css: String { "cubic-bezier(\([x1, y1, x2, y2].map(JSONNumber.text).joined(separator: ",")))" }

  /// Reads `cubic-bezier(x1,y1,x2,y2)`, with spaces wherever CSS allows them.
  init?(css text: String) {
    guard let parts = arguments(of: "cubic-bezier", text) else { return nil }
    let numbers = parts.compactMap { $0.count == 1 ? JSONNumber.value(of: String($0[0])) : nil }
    guard numbers.count == 4, parts.count == 4 else { return nil }
    let isWithin = (0...1).contains(numbers[0]) && (0...1).contains(numbers[2])
    guard isWithin, abs(numbers[1]) <= largestProgress, abs(numbers[3]) <= largestProgress else { return nil }
    self.init(numbers[0], numbers[1], numbers[2], numbers[3])
  }
}

extension PiecewiseProgress {
  /// What a text that gives points contains.
  static let pattern = #"^linear\([-+0-9.eE%, ]+\)$"#

  /// What the points must be like.
  static let rule =
    "is not a list of points from progress 0 at 0 % to progress 1 at 100 %, at most \(mostPoints) of them within ±10"

  /// The points as CSS writes them.
  var css: String {
    "linear(\(points.map { "\(JSONNumber.text($0.progress)) \(JSONNumber.text($0.percent))%" }.joined(separator: ", ")))"
  }

  /// Reads `linear(0, 0.5 20% 40%, 1)`: each point a progress, before or after it up to two percents of the time.
  init?(css text: String) {
    guard let parts = arguments(of: "linear", text), parts.count <= Self.mostPoints else { return nil }
    var points: [(progress: Double, percents: [Double])] = []
    for words in parts {
      let isPercent = words.map { $0.last == "%" }
      let numbers = words.compactMap { JSONNumber.value(of: String($0.last == "%" ? $0.dropLast() : $0)) }
      guard numbers.count == words.count, (1...3).contains(words.count),
        let place = isPercent.firstIndex(of: false), isPercent.lastIndex(of: false) == place,
        place == 0 || place == words.count - 1, abs(numbers[place]) <= largestProgress
      else { return nil }
      var percents = numbers
      percents.remove(at: place)
      points.append((numbers[place], percents))
    }
    self.init(css: points)
  }
}

/// The words of each argument of the function `name` that `text` is; `nil` if it is something else.
private func arguments(of name: String, _ text: String) -> [[Substring]]? {
  guard text.hasPrefix(name + "("), text.hasSuffix(")") else { return nil }
  return text.dropFirst(name.count + 1).dropLast().split(separator: ",", omittingEmptySubsequences: false).map {
    $0.split(separator: " ")
  }
}
