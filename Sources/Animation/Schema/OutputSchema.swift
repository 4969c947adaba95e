import FilmFormat
import FractalMath

extension OutputSettings {
  /// The keys of `output`.
  static let schema = ObjectSchema(
    "Output",
    prototype: OutputSettings(),
    fields: [
      .optional("width", \.size.width, .integer(1...FrameSize.maximumExtent), unit: "px", "Width of the picture"),
      .optional("height", \.size.height, .integer(1...FrameSize.maximumExtent), unit: "px", "Height of the picture"),
      .optional("frameRate", \.frameRate, .frameRate, unit: "frames/s", "Number of pictures per second"),
      .optional("codec", \.codec, .choice, "Video coding standard; \(CodecSummary.usualFiles)"),
      .alternative(
        "quality", \.quality, .number(.init(0...100)),
        "From 0, the smallest file, to 100, the best picture, with any codec; not together with crf"),
      .alternative(
        "crf", \.constantRateFactor, .number(.init(0...CodecSummary.largestRateFactor)),
        "The encoder's own constant rate factor instead of quality; 0 is best: \(CodecSummary.rateFactorLimits)"),
      .optional(
        "encoderPreset", \.encoderPreset, .encoderPreset,
        "How long the encoder searches for a smaller file of the same quality: \"draft\", \"balanced\" and \"best\" with "
          + "any codec, or the encoder's own name or level"),
      .optional(
        "bitDepth", \.bitDepth, .integer(oneOf: CodecSummary.bitDepths), unit: "bits",
        "Bits per sample; \(CodecSummary.fixedBitDepths)"),
      .optional(
        "chroma", \.chroma, .choice,
        "Chroma sampling: \(CodecSummary.chromas)"),
      .optional(
        "dither", \.dither, .choice,
        "The pattern, the same in every frame, that hides the steps of slow gradients"),
      .alternative(
        "repeat", \.repeatCount, .integer(1...largestRepeatCount),
        "How often a video file shows the film, one time after another: frames are rendered and encoded once, sound goes on over all; without the key once"
      ).unseen,
    ],
    exclusions: [Exclusion(key: "crf", other: "quality")],
    completion: { output, node in
      if node["bitDepth"] == nil, let depth = output.codec.facts.bitDepths.first { output.bitDepth = depth }
      if node["chroma"] == nil, let chroma = output.codec.facts.chromas.first { output.chroma = chroma }
    },
    rule: { output, node, context in checkCodec(output, node, &context) })

  private static let largestRepeatCount = 1_000_000

  /// Reports values that the codec does not support.
  private static func checkCodec(_ output: OutputSettings, _ node: JSONNode, _ context: inout DecodingContext) {
    guard context.isSound(PresetPath(.key("codec"))) else { return }
    let codec = output.codec
    func check(_ key: String, _ value: String, isAllowed: Bool, among allowed: [String]) {
      let place = PresetPath(.key(key))
      guard !isAllowed, node[key] != nil, context.isSound(place) else { return }
      context.report(
        "\(value) does not go with the codec \"\(codec.rawValue)\"; allowed there: \(allowed.joined(separator: ", "))",
        at: place, in: node)
    }
    check(
      "bitDepth", "\(output.bitDepth)", isAllowed: codec.facts.bitDepths.contains(output.bitDepth),
      among: codec.facts.bitDepths.map(String.init))
    check(
      "chroma", JSONText.string(output.chroma.rawValue), isAllowed: codec.facts.chromas.contains(output.chroma),
      among: codec.facts.chromas.map { JSONText.string($0.rawValue) })
    let presets = codec.presetNames
    check(
      "encoderPreset", "“\(output.encoderPreset.printable)”", isAllowed: presets.contains(output.encoderPreset),
      among: presets.map(JSONText.string))
    checkRateFactor(output, node, &context)
  }

  /// Reports a rate factor outside the codec's range.
  private static func checkRateFactor(_ output: OutputSettings, _ node: JSONNode, _ context: inout DecodingContext) {
    let place = PresetPath(.key("crf"))
    guard let factor = output.constantRateFactor, context.isSound(place) else { return }
    guard let largest = output.codec.facts.rateFactors?.largest else {
      context.report("the codec \"\(output.codec.rawValue)\" has no rate factor; allowed: quality", at: place, in: node)
      return
    }
    guard factor > largest else { return }
    context.report(
      "\(JSONNumber.text(factor)) is out of range; allowed: a number from 0 to \(JSONNumber.text(largest))",
      at: place, in: node)
  }
}
