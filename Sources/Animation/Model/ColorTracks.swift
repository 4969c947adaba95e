import FractalMath

/// How a colour moves between keyframes.
public enum ColorInterpolation: String, Interpolation {
  /// Colours.
  public typealias Value = SRGBColor
  /// There is nothing beyond a colour.
  public static let permitsOvershoot = false
  /// Black.
  public static let placeholder = SRGBColor(red: 0, green: 0, blue: 0)

  /// Keeps a keyframe's colour until the next one.
  case hold
  /// Straight lines in Oklab.
  case oklab

  /// Any colour may be used.
  public func problem(with value: SRGBColor) -> String? { nil }
}

/// How a palette becomes another between keyframes.
public enum PaletteInterpolation: String, Interpolation {
  /// Palettes.
  public typealias Value = Palette
  /// There is nothing beyond a palette.
  public static let permitsOvershoot = false
  /// The default palette.
  public static let placeholder = Shading.defaultPalette

  /// Keeps a keyframe's palette until the next one.
  case hold
  /// Mixes in Oklab (`PaletteMixture`).
  case oklab

  /// Any palette may be used.
  public func problem(with value: Palette) -> String? { nil }
}

extension Track {
  /// The value at the start of the film.
  var first: Method.Value {
    switch self {
    case .constant(let value): value
    case .keyframes(let keyframes, _): keyframes.first?.value ?? Method.placeholder
    }
  }

  /// All values that are written.
  package var values: [Method.Value] {
    switch self {
    case .constant(let value): [value]
    case .keyframes(let keyframes, _): keyframes.map(\.value)
    }
  }
}
