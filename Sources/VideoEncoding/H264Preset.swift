/// How much time x264 spends on making a film smaller: its own presets, fastest first.
public enum H264Preset: String, Hashable, Sendable, CaseIterable {
  /// For drafts: no CABAC, no deblocking, visibly worse at the same rate factor.
  case ultrafast
  /// The best trade for fractal films, whose detail leaves the slower searches little to find.
  case superfast
  /// About twice the time of `superfast`.
  case veryfast
  /// About three times the time of `superfast`.
  case faster
  /// Between `faster` and `medium`.
  case fast
  /// x264's own default.
  case medium
  /// Slower than `medium`.
  case slow
  /// Slower than `slow`.
  case slower
  /// The slowest that its makers recommend.
  case veryslow
  /// Much slower than `veryslow` for next to nothing.
  case placebo
}
