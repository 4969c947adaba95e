/// Progress as one line of a terminal: a bar, words, and what the other stages wait for.
package struct ProgressBar {
  private static let longest = 24
  private static let shortest = 8

  private let done: Int
  private let total: Int
  private let words: String
  private let stage: String

  /// `done` of `total` (at least 1), told in `words`; `stage` comes last where there is room.
  package init(done: Int, total: Int, words: String, stage: String) {
    self.done = done
    self.total = total
    self.words = words
    self.stage = stage
  }

  /// The line on a terminal of `columns` characters, at least one less, because a full line would begin a new one: first the
  /// bar gets shorter, then the stage goes, then the bar, then the end of the words.
  package func line(columns: Int) -> String {
    let room = max(0, columns - 1)
    for tail in ["\(words) \(stage)", words] {
      let cells = min(Self.longest, room - tail.count - 1)
      if cells >= Self.shortest { return "\(bar(cells: cells)) \(tail)" }
    }
    return String(words.prefix(room))
  }

  private func bar(cells: Int) -> String {
    let full = cells * done / total
    return String(repeating: "█", count: full) + String(repeating: "░", count: cells - full)
  }
}
