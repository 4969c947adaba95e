import CFFmpeg

extension FilmEncoder {
  /// x264.
  ///
  /// The default is the best trade for fractal films, whose detail leaves the slower searches little to find. Presets differ in
  /// B-frames, in how far the choice of their places looks ahead, and in reference frames.
  static let h264 = FilmEncoder(
    identifier: AV_CODEC_ID_H264, name: "libx264", ownPresets: X264Preset.chosen, defaultPreset: "balanced",
    options: { settings in
      let x264 = X264Preset(named: settings.preset)
      return ["preset": x264.base, "crf": settings.rateFactorText, "x264-params": x264.parameters]
    },
    reorderDepth: nil, tableBytes: 8 << 20,
    footprint: { preset in
      switch preset {
      case "ultrafast": (2, 15)
      case "draft": (5, 40)
      case "balanced": (7, 60)
      case "best": (7, 66)
      case "slow": (5, 56)
      case "slower": (14, 100)
      case "veryslow": (34, 170)
      case "placebo": (66, 480)
      default: (5, 50)
      }
    })
}

/// x264's options for a preset: one of its own names, or one of three words for the results of a search over its
/// options (Docs/Performance.md, "Choosing the encoder's options").
struct X264Preset: Hashable, Sendable {
  /// The x264 preset that is modified.
  let base: String
  /// The changes, as `x264-params` takes them; empty for x264's own presets.
  let changes: String

  /// The points chosen from the Pareto front of time and size at equal fidelity, fastest first.
  static let chosen = ["draft", "balanced", "best"]

  /// What `name`, one of `chosen` or of x264's own, stands for.
  init(named name: String) {
    switch name {
    case "draft": self.init(base: "ultrafast", changes: "cabac=1:bframes=3:b-adapt=0")
    case "balanced": self.init(base: "superfast", changes: "b-adapt=0:bframes=5")
    case "best": self.init(base: "superfast", changes: "b-adapt=0:bframes=5:subme=7:trellis=1")
    default: self.init(base: name, changes: "")
    }
  }

  private init(base: String, changes: String) {
    (self.base, self.changes) = (base, changes)
  }

  /// All parameters of a segment's encoder.
  ///
  /// x264's macroblock tree is off. If the number of 16-pixel macroblocks per row is not a multiple of 8, its AVX-512
  /// code (seen in r3095) makes the bytes depend on previous memory contents, and differ from AVX2's. It also holds up to
  /// 60 frames back. Without it `medium` takes a third of the memory, and films of equal SSIM up to 8 % more bytes (three
  /// films at 1080p, `veryfast` and `medium`). `stitchable` keeps the rate factor out of the headers.
  var parameters: String {
    ["stitchable=1:mbtree=0", changes].filter { !$0.isEmpty }.joined(separator: ":")
  }
}
