/// Samples before they are colours, in memory that is lent: their entries in the colour table, and where light falls, their slopes.
struct SampleEntries {
  /// The entries.
  let entries: UnsafeMutablePointer<UInt32>
  /// Where the values rise to, in turns; `nil` in a frame that is not lit.
  let slopes: UnsafeMutablePointer<Float>?

  /// The samples from `offset` on.
  func advanced(by offset: Int) -> SampleEntries {
    SampleEntries(entries: entries + offset, slopes: slopes.map { $0 + offset })
  }

  /// The slope of a sample, if the frame is lit.
  @inline(__always)
  func slope(_ index: Int) -> Float? { slopes?[index] }

  /// Calls `body` with the index, entry and slope of each of `indices`: in a frame that is not lit in a loop of its own, where there is
  /// nothing to decide for a sample.
  @inline(__always)
  func forEach(in indices: Range<Int>, _ body: (Int, UInt32, Float?) -> Void) {
    if let slopes {
      for index in indices { body(index, entries[index], slopes[index]) }
    } else {
      for index in indices { body(index, entries[index], nil) }
    }
  }
}
