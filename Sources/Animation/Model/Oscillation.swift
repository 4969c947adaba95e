import ComplexModule
import FractalMath
import RealModule

/// A wave that is added to a number over time: `amplitude` times its shape.
public struct Oscillation: Hashable, Sendable {
  /// The shape of one period.
  public internal(set) var wave = Wave.sine
  /// Seconds of one period, above 0.
  public internal(set) var periodSeconds = 1.0
  /// What the shape is multiplied by; negative turns it upside down.
  public internal(set) var amplitude = 1.0
  /// How far the wave is at the start of the film, in periods.
  public internal(set) var phase = 0.0

  /// The shapes of waves.
  public enum Wave: String, CaseIterable, Hashable, Sendable {
    /// From 0 up to 1, down to −1 and back.
    case sine
    /// The same on straight lines.
    case triangle
    /// From 0 quickly up to 1 and slowly back, like a beat.
    case pulse
  }
}

extension Oscillation.Wave {
  /// The part of a period in which a pulse rises.
  private static let riseShare = 0.15

  /// The least and the greatest value.
  var extent: ClosedRange<Double> {
    switch self {
    case .sine, .triangle: -1...1
    case .pulse: 0...1
    }
  }

  /// The value at `place`, counted in periods.
  func value(at place: Double) -> Double {
    let part = place - place.rounded(.down)
    switch self {
    case .sine: return Complex<Double>.unit(turns: part).imaginary
    case .triangle: return part < 0.25 ? 4 * part : part < 0.75 ? 2 - 4 * part : 4 * part - 4
    case .pulse:
      let rise = Self.riseShare
      return part < rise ? Self.smoothStep(part / rise) : Self.smoothStep((1 - part) / (1 - rise))
    }
  }

  /// From 0 at 0 to 1 at 1 with level ends.
  private static func smoothStep(_ share: Double) -> Double { share * share * (3 - 2 * share) }
}
