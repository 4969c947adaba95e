import EscapeKernels
import OrbitTypes

/// The signals of the first samples of some pixels, which decide whether the others are taken, in borrowed memory.
struct ProbeSignals {
  /// Probes of a pixel: the first is opposite to the last.
  static let perPixel = 4

  /// The signals of the pixels' middles.
  let middles: UnsafeMutablePointer<UInt32>
  /// After `mark` 1 for each pixel that needs more samples, otherwise 0.
  let marks: UnsafeMutablePointer<UInt8>
  /// The first probes of all pixels, then, `stride` further on, the second ones, and so on: so many are compared at once.
  private let probes: UnsafeMutablePointer<UInt32>
  private let stride: Int

  /// Calls `body` with memory for the probes of `pixels` pixels.
  static func with(pixels: Int, _ body: (ProbeSignals) -> Void) {
    let once = ContrastRow.pixelsAtOnce
    let stride = (pixels + once - 1) / once * once
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: (perPixel + 1) * stride) { signals in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: stride) { marks in
        guard let signals = signals.baseAddress, let marks = marks.baseAddress else {
          preconditionFailure("an allocation has an address")
        }
        // Compared beyond the last pixel as well.
        signals.initialize(repeating: 0, count: (perPixel + 1) * stride)
        body(ProbeSignals(middles: signals + perPixel * stride, marks: marks, probes: signals, stride: stride))
      }
    }
  }

  /// Keeps the signal of one of a pixel's probes.
  @inline(__always)
  func set(_ probe: Int, of pixel: Int, to signal: UInt32) { probes[probe &* stride &+ pixel] = signal }

  /// The signals of probe number `probe` of all pixels.
  func row(_ probe: Int) -> UnsafeMutablePointer<UInt32> { probes + probe * stride }

  /// Marks those of `count` pixels whose probes, and middles if they count, differ by `threshold` or more and not as on a slope.
  func mark(count: Int, threshold: UInt8, withMiddles: Bool, _ kernel: ColorKernel) {
    kernel.markProbed(
      probes, stride: stride, middles: withMiddles ? middles : nil, count: count, step: threshold, to: marks)
  }

  /// The largest difference of two signals in one of their four bytes.
  @inline(__always)
  static func difference(_ one: UInt32, _ other: UInt32) -> UInt8 {
    func difference(from shift: UInt32) -> UInt8 {
      let (a, b) = (UInt8(truncatingIfNeeded: one &>> shift), UInt8(truncatingIfNeeded: other &>> shift))
      return max(a, b) - min(a, b)
    }
    return max(difference(from: 0), difference(from: 8), difference(from: 16), difference(from: 24))
  }
}
