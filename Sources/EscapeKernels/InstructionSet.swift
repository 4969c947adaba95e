import CPUFeatures

/// The vector instructions for which the orbit loops are compiled.
///
/// With each, the counts are the same on every run and machine; between them they may differ in the last bits of an
/// orbit and so, near the Julia set, in the count (Theory.md, "Instruction sets").
public enum InstructionSet: String, CaseIterable, Sendable {
  /// Available on every processor of its kind: SSE2 on x86-64, NEON on ARM; two orbits per vector.
  case baseline
  /// AVX2 with fused multiply-add; four orbits per vector.
  case avx2
  /// AVX-512 (F, BW, CD, DQ, VL); eight orbits per vector.
  case avx512

  /// Whether this processor and its system support it, and the program was built with it.
  public var isAvailable: Bool {
    #if WIDE_KERNELS
      let level = Int(cpu_features_x86_64_level())
    #else
      let level = 0
    #endif
    return switch self {
    case .baseline: true
    case .avx2: level >= 3
    case .avx512: level >= 4
    }
  }

  /// The widest available one.
  public static var best: InstructionSet {
    allCases.last { $0.isAvailable } ?? .baseline
  }
}
