import FractalMath

extension OutputSettings {
  /// The keys of `output`.
  static let schema = ObjectSchema(
    "Output",
    prototype: OutputSettings(),
    fields: [
      .optional("width", \.size.width, .integer(1...FrameSize.maximumExtent), unit: "px", "Width of the picture"),
      .optional("height", \.size.height, .integer(1...FrameSize.maximumExtent), unit: "px", "Height of the picture"),
      .optional("frameRate", \.frameRate, .frameRate, unit: "frames/s", "How many pictures a second"),
      .optional("codec", \.codec, .choice, "Video coding standard"),
      .alternative(
        "quality", \.quality, .number(.init(0...100)),
        "0 is the smallest file, 100 the best picture, whatever the codec; not together with crf"),
      .alternative(
        "crf", \.constantRateFactor, .number(.init(0...51)),
        "The encoder's own constant rate factor instead of quality: 0 is lossless, 51 the worst"),
      .optional(
        "encoderPreset", \.encoderPreset, .choice, "How long the encoder looks for a smaller file of the same quality"),
    ],
    rule: { _, node, context in
      guard let quality = node["quality"], let crf = node["crf"] else { return }
      guard quality.origin.isOverride == crf.origin.isOverride else { return }
      context.report("quality and crf exclude each other; allowed: one of them", at: PresetPath(.key("crf")), in: node)
    })
}
