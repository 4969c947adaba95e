import FractalMath
import RealModule

/// The pieces between the colours of a CSS gradient.
struct CSSGradientPieces {
  /// The stops, all with positions.
  let stops: [CSSGradientStop]
  let space: CSSGradient.Space

  /// How far the outermost colours extend.
  private static let reach = 2e6

  /// The pieces between colours, before the first and after the last.
  var pieces: [PiecewiseGradient.Piece] {
    var pieces: [PiecewiseGradient.Piece] = []
    var before: (color: CSSColor, place: Double)?
    var hint: Double?
    for stop in stops {
      guard let place = stop.place else { continue }
      guard let color = stop.color else {
        hint = place
        continue
      }
      if let before {
        pieces += way(from: before, to: (color, place), hint: hint)
      } else {
        pieces.append(PiecewiseGradient.Piece(from: -Self.reach, to: place) { _ in color.codes })
      }
      before = (color, place)
      hint = nil
    }
    if let before {
      pieces.append(PiecewiseGradient.Piece(from: before.place, to: Self.reach) { _ in before.color.codes })
    }
    return pieces
  }

  private func way(
    from first: (color: CSSColor, place: Double), to last: (color: CSSColor, place: Double), hint: Double?
  ) -> [PiecewiseGradient.Piece] {
    let width = last.place - first.place
    guard width > 0 else { return [] }
    let mixture = mixture(from: first.color, to: last.color)
    guard let middle = hint.map({ ($0 - first.place) / width }), middle != 0.5 else {
      return [PiecewiseGradient.Piece(from: first.place, to: last.place, color: mixture)]
    }
    if middle <= 0 { return [PiecewiseGradient.Piece(from: first.place, to: last.place) { _ in mixture(1) }] }
    if middle >= 1 { return [PiecewiseGradient.Piece(from: first.place, to: last.place) { _ in mixture(0) }] }
    let exponent = Double.log(0.5) / .log(middle)
    return [PiecewiseGradient.Piece(from: first.place, to: last.place) { mixture(.pow($0, exponent)) }]
  }

  /// The colours between two, by fraction; each is weighted by its opacity.
  private func mixture(from first: CSSColor, to last: CSSColor) -> (Double) -> ColorCodes {
    let part = { (fraction: Double) -> Double in
      let (one, other) = (first.alpha * (1 - fraction), last.alpha * fraction)
      if one + other <= 0 { return first.alpha > 0 ? 0 : last.alpha > 0 ? 1 : fraction }
      return other / (one + other)
    }
    switch space {
    case .srgb: return { first.codes.mixed(with: last.codes, fraction: part($0)) }
    case .linear:
      let (one, other) = (Self.light(first.codes), Self.light(last.codes))
      return { fraction in
        let light = one.mixed(with: other, fraction: part(fraction))
        return 255
          * ColorCodes(
            SRGBTransfer.encoded(light.x), SRGBTransfer.encoded(light.y), SRGBTransfer.encoded(light.z))
      }
    case .oklab:
      let (one, other) = (Self.oklab(first.codes), Self.oklab(last.codes))
      return { ColorCodes(one.mixed(with: other, fraction: part($0))) }
    }
  }

  private static func light(_ codes: ColorCodes) -> SIMD3<Double> {
    SIMD3(
      SRGBTransfer.linear(codes.x / 255), SRGBTransfer.linear(codes.y / 255), SRGBTransfer.linear(codes.z / 255))
  }

  private static func oklab(_ codes: ColorCodes) -> Oklab {
    let light = light(codes)
    return Oklab(LinearRGB(red: light.x, green: light.y, blue: light.z))
  }
}
