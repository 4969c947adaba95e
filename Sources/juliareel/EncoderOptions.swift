import Animation
import ArgumentParser
import FilmFormat
import Production

/// Encoder settings in place of the preset's.
struct EncoderOptions: ParsableArguments {
  @Option(help: "The video codec: \(CodecSummary.namesWithContainers).", completion: .codecs)
  var codec: String?

  @Option(help: ArgumentHelp("0 (smallest file) … 100 (best picture).", valueName: "0-100"))
  var quality: String?

  @Option(
    help: ArgumentHelp(
      "The encoder's own rate factor instead of a quality: \(CodecSummary.rateFactors).", valueName: "factor"))
  var crf: String?

  @Option(help: ArgumentHelp("\(CodecSummary.presets).", valueName: "name"), completion: .encoderPresets)
  var encoderPreset: String?

  @Option(
    help: ArgumentHelp(
      "Bits per sample: \(EncoderOptions.words(CodecSummary.bitDepths.map(String.init))); for .png 8 or 16.",
      valueName: "bits"), completion: .list(CodecSummary.bitDepths.map(String.init) + ["16"]))
  var bitDepth: String?

  @Option(
    help: ArgumentHelp(
      "Chroma sampling: \(EncoderOptions.words(ChromaSampling.allCases.map(\.rawValue))).",
      valueName: "4:a:b"), completion: .list(ChromaSampling.allCases.map(\.rawValue)))
  var chroma: String?

  @Option(
    help: ArgumentHelp(
      "Hides the steps of slow gradients: \(EncoderOptions.words(DitherPattern.allCases.map(\.rawValue))).",
      valueName: "pattern"), completion: .list(DitherPattern.allCases.map(\.rawValue)))
  var dither: String?

  private static func words(_ choices: [String]) -> String {
    choices.dropLast().joined(separator: ", ") + " or " + (choices.last ?? "")
  }

  func validate() throws {
    if quality != nil && crf != nil { throw ValidationError("--quality and --crf exclude each other.") }
  }

  /// `output`, with the requested bits if it is images.
  ///
  /// - Throws: if bits or chroma sampling are requested from an output that offers no choice.
  func bitsOfImages(in output: FilmOutput) throws -> FilmOutput {
    if chroma != nil, !output.isSampled {
      throw Failure(.usage, "--chroma: pictures store the colour of every pixel; only video and Y4M can subsample it")
    }
    guard let bitDepth else { return output }
    if case .animatedImage = output, bitDepth != "8" {
      throw Failure(.usage, "--bit-depth \(bitDepth.oneLine): a .gif or .webp has 8 bits")
    }
    guard case .images(let pattern, _) = output else {
      guard bitDepth != "16" else {
        throw Failure(.usage, "--bit-depth 16: only .png has 16 bits; allowed here: 8, or 10 where the codec has it")
      }
      return output
    }
    guard let depth = ImageBitDepth(argument: bitDepth) else {
      throw Failure(.usage, "--bit-depth \(bitDepth.oneLine): a .png has 8 or 16 bits")
    }
    return .images(pattern, bitDepth: depth)
  }

  /// The overrides of the preset for a film that goes to `output`.
  func overrides(for output: FilmOutput) -> [Override] {
    let isOfImages = if case .images = output { true } else { false }
    return [
      .given(codec, at: "output.codec", by: "--codec"), .given(quality, at: "output.quality", by: "--quality"),
      .given(crf, at: "output.crf", by: "--crf"),
      .given(encoderPreset, at: "output.encoderPreset", by: "--encoder-preset"),
      .given(isOfImages ? nil : bitDepth, at: "output.bitDepth", by: "--bit-depth"),
      .given(chroma, at: "output.chroma", by: "--chroma"), .given(dither, at: "output.dither", by: "--dither"),
    ].compactMap { $0 }
  }
}

extension Override {
  /// The override of `path` by option `origin`; `nil` if the option is not given.
  static func given(_ value: String?, at path: String, by origin: String) -> Override? {
    value.map { Override(path: path, value: $0, origin: origin) }
  }
}

/// The frame rate of a film.
struct RateOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Frames per second, such as 30 or 30000/1001.", valueName: "rate"))
  var fps: String?

  /// The override of the preset that this option gives.
  var overrides: [Override] {
    [.given(fps, at: "output.frameRate", by: "--fps")].compactMap { $0 }
  }
}
