import Animation
import Rendering

// The renderer knows nothing of presets; here they are connected for what is measured without an encoder.

extension Coloring {
  /// The colours of a film. Counts that the film equalises are coloured on the linear scale, which costs the same.
  init(_ timeline: Timeline) {
    let scale: PaletteScale =
      switch timeline.scale {
      case .linear: .linear
      case .log: .logarithmic
      }
    self.init(
      palette: timeline.palette, interior: timeline.interior, scale: scale,
      interiorPalette: timeline.interiorPalette?.palette, interiorDensity: timeline.interiorPalette?.density ?? 0,
      lighting: timeline.light.map { Lighting(ambient: $0.ambient, depth: $0.depth) }, dither: timeline.dither)
  }
}

extension Antialiasing {
  /// The renderer's value for the preset's setting.
  init(_ settings: AntialiasingSettings) {
    switch settings.mode {
    case .none: self = .none
    case .grid:
      self.init(mode: .grid(side: Int(Double(settings.samples).squareRoot())), filter: settings.filter)
    case .adaptive:
      self.init(mode: .adaptive(maximumSamples: settings.samples, threshold: settings.threshold))
    }
  }
}

extension AntialiasingSettings {
  /// The setting in words, such as `adaptive, at most 16 samples, threshold 0.1`.
  var words: String {
    switch mode {
    case .none: "none"
    case .grid: "grid of \(samples) samples, \(filter.rawValue)"
    case .adaptive: "adaptive, at most \(samples) samples, threshold \(threshold)"
    }
  }
}

extension RenderingWorkload {
  /// The same frames of the film with one sample per pixel.
  ///
  /// - Throws: `PresetError` if the preset cannot do without its anti-aliasing, which none does.
  package func ofOneSample() throws -> RenderingWorkload {
    let none = Override(path: "antialiasing.mode", value: "\"none\"", origin: "bench")
    return try RenderingWorkload(
      preset: Preset.load(bytes: Array(preset.canonicalJSON.utf8), name: "the measured preset", overrides: [none]),
      frames: frames, instructionSet: instructionSet, verifies: verifies)
  }
}
