import ComplexModule
import FractalMath
import RealModule

/// The discrete Fourier transform of two real signals at once, as the real and the imaginary part of one complex signal.
///
/// Sums and products in one fixed order, without fused steps: the same bits on every machine, which libraries that choose their code by
/// the processor do not promise. (Radix 2 in place, Cooley and Tukey 1965.)
package struct PairedTransform: Sendable {
  /// Samples of a signal.
  package let length: Int
  private let reversed: [Int]
  /// e^{−2πik/n} for the stages n = 2, 4 … `length`, one after the other.
  private let cosines: [Double]
  private let sines: [Double]

  /// The transform of signals of `length` samples, a power of two.
  package init(length: Int) {
    precondition(length >= 2 && length & (length - 1) == 0, "a power of two")
    self.length = length
    let bits = length.trailingZeroBitCount
    reversed = (0..<length).map { index in
      (0..<bits).reduce(0) { $0 | (index >> $1 & 1) << (bits - 1 - $1) }
    }
    var factors: [Complex<Double>] = []
    for stage in 1...bits {
      let count = 1 << stage
      factors += (0..<count / 2).map { .unit(turns: -Double($0) / Double(count)) }
    }
    (cosines, sines) = (factors.map(\.real), factors.map(\.imaginary))
  }

  /// Replaces both parts by those of the transform.
  package func apply(_ real: UnsafeMutableBufferPointer<Double>, _ imaginary: UnsafeMutableBufferPointer<Double>) {
    for (index, other) in reversed.enumerated() where index < other {
      real.swapAt(index, other)
      imaginary.swapAt(index, other)
    }
    guard let x = real.baseAddress, let y = imaginary.baseAddress else { return }
    cosines.withUnsafeBufferPointer { cosines in
      sines.withUnsafeBufferPointer { sines in
        guard var c = cosines.baseAddress, var s = sines.baseAddress else { return }
        var half = 1
        while half < length {
          for start in stride(from: 0, to: length, by: 2 * half) {
            Self.combine(x + start, y + start, half: half, c, s)
          }
          (c, s) = (c + half, s + half)
          half *= 2
        }
      }
    }
  }

  /// The sums and differences of one stage for `half` pairs.
  @inline(__always)
  private static func combine(
    _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, half: Int, _ c: UnsafePointer<Double>,
    _ s: UnsafePointer<Double>
  ) {
    for index in 0..<half {
      let (upper, lower) = (x[index], y[index])
      let (right, up) = (x[index &+ half], y[index &+ half])
      let turnedRight = right * c[index] - up * s[index]
      let turnedUp = right * s[index] + up * c[index]
      x[index] = upper + turnedRight
      y[index] = lower + turnedUp
      x[index &+ half] = upper - turnedRight
      y[index &+ half] = lower - turnedUp
    }
  }

  /// The squared moduli of bin `bin` of both signals, 0…`length` / 2.
  @inline(__always)
  package func powers(
    _ bin: Int, _ real: UnsafeMutableBufferPointer<Double>, _ imaginary: UnsafeMutableBufferPointer<Double>
  ) -> (first: Double, second: Double) {
    let opposite = (length - bin) & (length - 1)
    let (x, y, u, v) = (real[bin], imaginary[bin], real[opposite], imaginary[opposite])
    let first = (x + u) * (x + u) + (y - v) * (y - v)
    let second = (y + v) * (y + v) + (u - x) * (u - x)
    return (first / 4, second / 4)
  }
}

extension Double {
  /// log₂ of a number of at least 1, to 10⁻⁸: by 2 artanh((m − 1)/(m + 1)) of its mantissa m. Sums, products and a quotient alone, so that it is
  /// the same on every machine.
  package var binaryLogarithm: Double {
    let significand = significand > 1.4142135623730951 ? significand / 2 : significand
    let power = Double(exponent) + (significand < 1 ? 1 : 0)
    let s = (significand - 1) / (significand + 1)
    let t = s * s
    let series = 1 + t * (1.0 / 3 + t * (1.0 / 5 + t * (1.0 / 7 + t * (1.0 / 9 + t * (1.0 / 11)))))
    return power + 2.885390081777927 * s * series
  }
}
