/// The part in which a text differs from another, in UTF-16 units as editors count.
struct TextChange {
  let start: Int
  /// The end of the part in the earlier text.
  let end: Int
  /// The new text of the part.
  let text: String

  /// The change from `earlier`; `nil` if there is none.
  ///
  /// - Complexity: O(n).
  init?(from earlier: String, to later: String) {
    let (old, new) = (Array(earlier.utf16), Array(later.utf16))
    var start = 0
    while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
    var end = 0
    while end < min(old.count, new.count) - start, old[old.count - 1 - end] == new[new.count - 1 - end] { end += 1 }
    // A scalar of two units is not split.
    if start > 0, UTF16.isLeadSurrogate(old[start - 1]) { start -= 1 }
    if end > 0, UTF16.isTrailSurrogate(old[old.count - end]) { end -= 1 }
    guard old.count != new.count || start + end < old.count else { return nil }
    self.start = start
    self.end = old.count - end
    text = String(decoding: new[start..<new.count - end], as: UTF16.self)
  }

  var json: JSONFragment { .array([.integer(start), .integer(end), .string(text)]) }
}
