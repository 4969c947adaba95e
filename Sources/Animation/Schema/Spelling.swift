/// Finds the word that the user may have meant.
package enum Spelling {
  /// The most slips between a word and the candidate.
  private static let mostSlips = 2
  /// The fewest letters with which a word counts as a part of another: `iterations` of `maximumIterations`.
  private static let fewestLetters = 4
  /// Other programs' names for the names used here.
  private static let otherNames = [
    "h.264": "h264", "avc": "h264", "avc1": "h264", "x264": "h264", "libx264": "h264",
    "h265": "hevc", "h.265": "hevc", "hvc1": "hevc", "hev1": "hevc", "x265": "hevc", "libx265": "hevc",
    "aom": "av1", "libaom": "av1", "libaom-av1": "av1", "svtav1": "av1", "svt-av1": "av1", "libsvtav1": "av1",
    "vpx": "vp9", "libvpx": "vp9", "libvpx-vp9": "vp9", "prores_ks": "prores",
  ]

  /// The longest word examined, in bytes: no key is nearly as long.
  private static let longestWord = 256

  /// `did you mean "radius"? Allowed: …` with the candidate that `word` most resembles or is part of, or `allowed: …`
  /// if there is none.
  package static func advice(on word: String, among candidates: [String], allowed: String) -> String {
    if let name = otherNames[word.lowercased()], candidates.contains(name) { return question(name, allowed: allowed) }
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

  /// Levenshtein distance: the number of letters to insert, delete or replace. Words whose lengths differ by more than
  /// `mostSlips` are not compared.
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
