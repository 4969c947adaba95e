import Animation
import ArgumentParser

/// Whether presets are untrusted, and their limits.
struct UntrustedOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "The preset is untrusted: it may extend only shipped presets and files in its own folder, its size and work are limited, and a film's recipe is read by a confined process."
    ))
  var untrusted = false

  @Option(
    help: ArgumentHelp(
      "With --untrusted: most bytes of the preset, and of each that it extends. Default: \(UntrustedBounds().mostBytes).",
      valueName: "n"))
  var maxBytes: Int?

  @Option(
    help: ArgumentHelp(
      "With --untrusted: most keyframes, stops and parts, all together. Default: \(UntrustedBounds().mostKeyframes).",
      valueName: "n"))
  var maxKeyframes: Int?

  @Option(
    help: ArgumentHelp(
      "With --untrusted: most frames of the film. Default: \(UntrustedBounds().mostFrames).", valueName: "n"))
  var maxFrames: Int?

  @Option(
    help: ArgumentHelp(
      "With --untrusted: largest product of frames, pixels, iterations and samples, such as 5e13. Default: \(UntrustedBounds().workText).",
      valueName: "n"))
  var maxWork: Double?

  func validate() throws {
    let counts = [("bytes", maxBytes), ("keyframes", maxKeyframes), ("frames", maxFrames)]
    let given = counts.filter { $0.1 != nil }.map(\.0) + (maxWork == nil ? [] : ["work"])
    if let name = given.first, !untrusted { throw ValidationError("--max-\(name) is for --untrusted.") }
    for case (let name, let value?) in counts where value < 1 {
      throw ValidationError("--max-\(name) is a number of at least 1, not \(value).")
    }
    if let maxWork, !(maxWork >= 1) { throw ValidationError("--max-work is a number of at least 1, not \(maxWork).") }
  }

  /// The limits; `nil` if presets are trusted.
  var bounds: UntrustedBounds? {
    guard untrusted else { return nil }
    var bounds = UntrustedBounds()
    if let maxBytes { bounds.mostBytes = min(maxBytes, PresetDocument.largestByteCount) }
    if let maxKeyframes { bounds.mostKeyframes = maxKeyframes }
    if let maxFrames { bounds.mostFrames = maxFrames }
    if let maxWork { bounds.mostWork = maxWork }
    return bounds
  }
}
