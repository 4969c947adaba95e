/// Finds what somebody may have meant to write.
enum Spelling {
  /// The most slips between a word and what it is taken for.
  private static let mostSlips = 2
  /// The fewest letters by which a word is known as a part of another: `iterations` of `maximumIterations`.
  private static let fewestLetters = 4
  /// Bytes that a word may have to be looked at: no key is nearly as long.
  private static let longestWord = 256

  /// `did you mean "radius"? Allowed: …` with the candidate that `word` most resembles or is a part of, or `allowed: …` if it resembles
  /// none.
  static func advice(on word: String, among candidates: [String], allowed: String) -> String {
    guard word.utf8.count <= longestWord else { return "allowed: \(allowed)" }
    let letters = Array(word.lowercased())
    let scored = candidates.map { (distance: distance(letters, Array($0.lowercased())), name: $0) }
    guard let nearest = scored.min(by: { $0.distance < $1.distance }),
      nearest.distance <= min(mostSlips, nearest.name.count / 2)
    else {
      let longer =
        letters.count < fewestLetters ? nil : candidates.first { $0.lowercased().contains(word.lowercased()) }
      return longer.map { question($0, allowed: allowed) } ?? "allowed: \(allowed)"
    }
    return question(nearest.name, allowed: allowed)
  }

  private static func question(_ name: String, allowed: String) -> String {
    "did you mean \"\(name)\"? Allowed: \(allowed)"
  }

  /// Levenshtein's distance: how many letters must be put in, taken out or exchanged. Words whose lengths already
  /// differ by more than `mostSlips` are not compared.
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    if abs(a.count - b.count) > mostSlips { return .max }
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in b.enumerated() {
        let replaced = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
      }
    }
    return row[b.count]
  }
}
