/// log₂ of positive, finite, normal numbers, to an absolute error of 7·10⁻⁹ plus rounding.
///
/// With x = 2ᵉ·m, m in [√½, √2): log₂ x = e + p(m − 1), p the polynomial of degree 9 with the smallest largest error on that
/// interval (Remez's algorithm). Our own instead of libm's, so that pixels do not depend on the system.
@inline(__always)
func log2(_ x: Lanes) -> Lanes {
  let bits = unsafeBitCast(x, to: LaneBits.self)
  // Moving the exponent's step from 1 to √½ makes m symmetric about 1.
  let shifted = bits &- LaneBits(repeating: 0x3FE6_A09E_667F_3BCD)
  let exponentBits = shifted & LaneBits(repeating: 0xFFF0_0000_0000_0000)
  let t = unsafeBitCast(bits &- exponentBits, to: Lanes.self) - 1
  // An integer below 2⁵² in the low bits of 2⁵²: the conversion that every instruction set has.
  let biased = ((exponentBits &>> 52) &+ LaneBits(repeating: 1024)) & LaneBits(repeating: 0xFFF)
  let exponent = unsafeBitCast(biased | LaneBits(repeating: 0x4330_0000_0000_0000), to: Lanes.self) - (0x1p52 + 1024)
  // Estrin's scheme: pairs, then pairs of pairs, so that few steps wait for one another.
  let t2 = t * t
  let t4 = t2 * t2
  let p01 = multiplyAdd(t, Lanes(repeating: 1.44269485552240771), Lanes(repeating: -1.0402288517496209e-9))
  let p23 = multiplyAdd(t, Lanes(repeating: 0.480923293965316177), Lanes(repeating: -0.721347036580032176))
  let p45 = multiplyAdd(t, Lanes(repeating: 0.287644029986400884), Lanes(repeating: -0.360724171574546259))
  let p67 = multiplyAdd(t, Lanes(repeating: 0.217433774149410386), Lanes(repeating: -0.238476630078125924))
  let p89 = multiplyAdd(t, Lanes(repeating: 0.12552756064011658), Lanes(repeating: -0.210526487990820588))
  let p03 = multiplyAdd(t2, p23, p01)
  let p47 = multiplyAdd(t2, p67, p45)
  let p49 = multiplyAdd(t4, p89, p47)
  return exponent + multiplyAdd(t4, p49, p03)
}
