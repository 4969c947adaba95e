import Animation
import ArgumentParser
import Production
import ShippedPresets

// Values of options, as types: invalid values are refused before a command runs.

/// `8` or `16`.
extension ImageBitDepth: ExpressibleByArgument {}

/// `c.radius=0.8`.
struct SettingOption: ExpressibleByArgument {
  let override: Override

  init?(argument: String) {
    // By scalars: an equals sign followed by a combining mark is another Character.
    let parts = argument.unicodeScalars.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else { return nil }
    override = Override(path: String(parts[0]), value: String(parts[1]), origin: "--set \(String(parts[0]))".oneLine)
  }
}

/// `A..<B`: frames from A to before B; also `A-B`, `A..B` or `A...B` with B itself, and one number for one frame.
struct FrameRangeOption: ExpressibleByArgument {
  let frames: Range<Int>
  /// The option as written.
  let words: String

  init?(argument: String) {
    words = argument
    if let frame = Int(argument), (0..<Int.max).contains(frame) {
      frames = frame..<frame + 1
      return
    }
    for (separator, isClosed) in [("..<", false), ("...", true), ("..", true), ("-", true)] {
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

extension PresetLibrary {
  /// Which shipped preset the user may have meant by `name`, which is not one.
  static func advice(on name: String) -> String {
    let suffix = ".json"
    let names = entries.map(\.name)
    return Spelling.advice(
      on: name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name, among: names,
      allowed: names.joined(separator: ", "))
  }
}
