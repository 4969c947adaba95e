import Animation
import ArgumentParser
import Production

// Values of options, as types: what is no such value is refused before a command runs.

/// `8` or `16`.
extension ImageBitDepth: ExpressibleByArgument {}

/// `c.radius=0.8`.
struct SettingOption: ExpressibleByArgument {
  let override: Override

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else { return nil }
    override = Override(path: String(parts[0]), value: String(parts[1]), origin: "--set \(parts[0])".oneLine)
  }
}

/// `A..<B`: frames from A to before B; also `A...B` with B itself, and one number for one frame.
struct FrameRangeOption: ExpressibleByArgument {
  let frames: Range<Int>
  /// What the user wrote.
  let words: String

  init?(argument: String) {
    words = argument
    if let frame = Int(argument), (0..<Int.max).contains(frame) {
      frames = frame..<frame + 1
      return
    }
    for (separator, isClosed) in [("..<", false), ("...", true)] {
      guard let place = argument.firstRange(of: separator) else { continue }
      guard let first = Int(argument[..<place.lowerBound]), let last = Int(argument[place.upperBound...]),
        (0..<Int.max).contains(first), (0..<Int.max).contains(last), first < last || (isClosed && first == last)
      else { return nil }
      frames = first..<(isClosed ? last + 1 : last)
      return
    }
    return nil
  }
}
