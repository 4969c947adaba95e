import EscapeKernelsBaseline
import FractalMath
import OrbitTypes

#if WIDE_KERNELS
  import EscapeKernelsAVX2
  import EscapeKernelsAVX512
#endif

/// The values of a frame's pixels, computed by the loops of one instruction set: smooth iteration counts, or whatever
/// the problem's channels request.
///
/// The smooth count of an orbit is ν = n + 1 − log₂(ln|zₙ| / ln R) for any n with |zₙ| large enough, because the
/// potential ln|zₙ|/2ⁿ then no longer changes (Härkönen, "On Smooth Fractal Coloring Techniques", 2007; Theory.md,
/// "Smooth count"). So its loops step in blocks without any test, examine |z| only between blocks, and compute ν from
/// the end of a block. Other values come from a loop that examines every step.
///
/// A value type without references; any number of threads may use copies of it at once.
public struct EscapeKernel: Sendable {
  /// Value of a pixel whose orbit does not escape within the iteration limit; all other values are 0 or more.
  public static let interior: Float = -1

  private let problem: OrbitProblem
  private let instructionSet: InstructionSet

  /// A kernel for the given frame; `instructionSet` must be available.
  public init(_ problem: OrbitProblem, instructionSet: InstructionSet) {
    precondition(instructionSet.isAvailable, "this processor does not offer \(instructionSet.rawValue)")
    self.problem = problem
    self.instructionSet = instructionSet
  }

  /// Writes the values of every pixel in `columns` of `rows` to `values`, with rows `rowStride` values apart; for plain
  /// smooth counts ν, or −1 for orbits that do not escape.
  ///
  /// `slopes` receives the slopes in the same order, if the channels have them: the direction in the plane and the steepness, as `PixelSlope` packs them,
  /// 0..<1, in which the potential rises, 0 for orbits that do not escape.
  ///
  /// - Returns: the work done.
  /// - Complexity: O(pixels × iterations); one allocation for plain smooth counts, up to five otherwise.
  @discardableResult
  public func fill(
    columns: Range<Int>, rows: Range<Int>, into values: UnsafeMutableBufferPointer<Float>,
    slopes: UnsafeMutableBufferPointer<Float>? = nil, rowStride: Int
  ) -> OrbitTally {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= problem.height, "rows \(rows) of \(problem.height)")
    precondition(
      columns.lowerBound >= 0 && columns.upperBound <= problem.width, "columns \(columns) of \(problem.width)")
    let needed = max(rows.count - 1, 0) * rowStride + columns.count
    precondition(
      rowStride >= columns.count && values.count >= needed && (slopes?.count ?? needed) >= needed,
      "\(values.count) values for \(rows.count) rows of \(columns.count), \(rowStride) apart")
    guard let first = values.baseAddress else { return OrbitTally() }
    if hasPlainCounts {
      return fillCounts(columns: columns, rows: rows, into: first, rowStride: rowStride)
    }
    return PixelSamples(problem, columns: columns, rows: rows).fill(into: values, slopes: slopes, rowStride: rowStride)
    {
      guard let rights = $0.baseAddress, let ups = $1.baseAddress, let values = $2.baseAddress else {
        return OrbitTally()
      }
      return fill(rights: rights, ups: ups, count: $0.count, into: values, slopes: $3?.baseAddress)
    }
  }

  /// Whether values come from the loops that step in blocks: smooth counts of orbits without a memory.
  private var hasPlainCounts: Bool { problem.channels == FieldChannels() && problem.formula.hasNoMemory }

  private func fillCounts(
    columns: Range<Int>, rows: Range<Int>, into first: UnsafeMutablePointer<Float>, rowStride: Int
  ) -> OrbitTally {
    #if WIDE_KERNELS
      switch instructionSet {
      case .baseline:
        return EscapeKernelsBaseline.fillEscapeField(
          problem, columns: columns, rows: rows, into: first, rowStride: rowStride)
      case .avx2:
        return EscapeKernelsAVX2.fillEscapeField(
          problem, columns: columns, rows: rows, into: first, rowStride: rowStride)
      case .avx512:
        return EscapeKernelsAVX512.fillEscapeField(
          problem, columns: columns, rows: rows, into: first, rowStride: rowStride)
      }
    #else
      return EscapeKernelsBaseline.fillEscapeField(
        problem, columns: columns, rows: rows, into: first, rowStride: rowStride)
    #endif
  }

  /// Writes the values of the points `rights[k]` columns to the right of the frame's middle and `ups[k]` rows above it
  /// to `values[k]`, k < `count`.
  ///
  /// The points must lie within the frame. The middle of column i and row j is at i + ½ − width/2, height/2 − j − ½,
  /// and has the same value as the pixel. `slopes` receives slopes as for pixels.
  ///
  /// - Returns: the work done.
  /// - Complexity: O(`count` × iterations); one allocation.
  @discardableResult
  public func fill(
    rights: UnsafePointer<Double>, ups: UnsafePointer<Double>, count: Int, into values: UnsafeMutablePointer<Float>,
    slopes: UnsafeMutablePointer<Float>? = nil
  ) -> OrbitTally {
    guard count > 0 else { return OrbitTally() }
    return hasPlainCounts
      ? fillCounts(rights: rights, ups: ups, count: count, into: values)
      : fillChannels(
        rights: rights, ups: ups, count: count, into: values, slopes: problem.channels.hasSlope ? slopes : nil)
  }

  private func fillCounts(
    rights: UnsafePointer<Double>, ups: UnsafePointer<Double>, count: Int, into counts: UnsafeMutablePointer<Float>
  ) -> OrbitTally {
    #if WIDE_KERNELS
      switch instructionSet {
      case .baseline:
        return EscapeKernelsBaseline.fillEscapeSamples(problem, rights: rights, ups: ups, count: count, into: counts)
      case .avx2:
        return EscapeKernelsAVX2.fillEscapeSamples(problem, rights: rights, ups: ups, count: count, into: counts)
      case .avx512:
        return EscapeKernelsAVX512.fillEscapeSamples(problem, rights: rights, ups: ups, count: count, into: counts)
      }
    #else
      return EscapeKernelsBaseline.fillEscapeSamples(problem, rights: rights, ups: ups, count: count, into: counts)
    #endif
  }

  private func fillChannels(
    rights: UnsafePointer<Double>, ups: UnsafePointer<Double>, count: Int, into values: UnsafeMutablePointer<Float>,
    slopes: UnsafeMutablePointer<Float>?
  ) -> OrbitTally {
    #if WIDE_KERNELS
      switch instructionSet {
      case .baseline:
        return EscapeKernelsBaseline.fillChannels(
          problem, rights: rights, ups: ups, count: count, into: values, slopes: slopes)
      case .avx2:
        return EscapeKernelsAVX2.fillChannels(
          problem, rights: rights, ups: ups, count: count, into: values, slopes: slopes)
      case .avx512:
        return EscapeKernelsAVX512.fillChannels(
          problem, rights: rights, ups: ups, count: count, into: values, slopes: slopes)
      }
    #else
      return EscapeKernelsBaseline.fillChannels(
        problem, rights: rights, ups: ups, count: count, into: values, slopes: slopes)
    #endif
  }
}
