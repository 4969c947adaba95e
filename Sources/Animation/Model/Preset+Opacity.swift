import FractalMath

extension Preset {
  /// Whether what lies behind the film is seen through some of its colours.
  public var isTranslucent: Bool {
    if [opening, ending].contains(where: { $0.map { !$0.color.isOpaque } ?? false }) { return true }
    return scenes.isEmpty
      ? shading.isTranslucent
      : scenes.contains { $0.preset.isTranslucent || $0.transition.map { !$0.color.isOpaque } ?? false }
  }
}

extension Shading {
  fileprivate var isTranslucent: Bool {
    let isInteriorOpaque =
      switch interior {
      case .flat(let color): color.values.allSatisfy(\.isOpaque)
      case .palette(let inner): inner.palette.isOpaque
      }
    return !isInteriorOpaque || !palette.values.allSatisfy(\.isOpaque)
  }
}
