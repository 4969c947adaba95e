import FractalMath
import Synchronization

/// The colour table of one frame: the film's, or one of its own, which the first worker that needs it fills.
enum FrameTable: Sendable {
  /// The same for all frames.
  case film(ColorTable)
  /// The frame's.
  case own(OwnTable)

  /// The table.
  ///
  /// - Complexity: some milliseconds the first time, in which other workers at the same frame wait, if it is the frame's own.
  var filled: ColorTable {
    switch self {
    case .film(let table): table
    case .own(let own): own.filled
    }
  }
}

/// A table that is filled when it is first needed.
final class OwnTable: Sendable {
  private let table = Mutex<ColorTable?>(nil)
  private let make: @Sendable () -> ColorTable

  init(_ make: @escaping @Sendable () -> ColorTable) { self.make = make }

  var filled: ColorTable {
    table.withLock { table in
      if let table { return table }
      let filled = make()
      table = filled
      return filled
    }
  }
}
