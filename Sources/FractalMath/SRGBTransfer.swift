import RealModule

/// The transfer function between linear light and sRGB signal values (IEC 61966-2-1).
///
/// Film signals use it too: a palette's `#rrggbb` then decodes from the film as the same `#rrggbb`, which is what
/// every RGB player and converter expects (Theory.md, "Colour").
public enum SRGBTransfer {
  /// Signal value of the light `x`; both 0…1, light outside is clipped.
  public static func encoded(_ x: Double) -> Double {
    let light = min(max(x, 0), 1)
    return light <= 0.0031308 ? 12.92 * light : 1.055 * Double.pow(light, 1 / 2.4) - 0.055
  }

  /// Light of the signal value `x`; both 0…1.
  public static func linear(_ x: Double) -> Double {
    x <= 0.04045 ? x / 12.92 : Double.pow((x + 0.055) / 1.055, 2.4)
  }
}
