/// What x264 is told for a preset: one of its own names, or one of three words for what a search over its options found
/// (Docs/Performance.md, "Choosing the encoder's options").
struct X264Preset: Hashable, Sendable {
  /// The preset of x264's own that options are changed of.
  let base: String
  /// The changes, as `x264-params` takes them; empty for x264's own presets.
  let changes: String

  /// x264's own presets, fastest first.
  static let own = [
    "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo",
  ]

  /// The points that were chosen from the Pareto front of time and size at equal likeness, fastest first.
  static let chosen = ["draft", "balanced", "best"]

  /// What `name`, one of `own` or `chosen`, stands for.
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
  /// x264's macroblock tree is off. Where the number of 16-pixel macroblocks across is no multiple of 8, its AVX-512 code
  /// (seen in r3095) lets the bytes depend on what the memory held before, and gives others than AVX2. It also holds up to
  /// 60 frames back. Without it `medium` takes a third of the memory, and films of equal SSIM up to 8 % more bytes (three
  /// films at 1080p, `veryfast` and `medium`). `stitchable` keeps the rate factor out of the headers.
  var parameters: String {
    ["stitchable=1:mbtree=0", changes].filter { !$0.isEmpty }.joined(separator: ":")
  }
}
