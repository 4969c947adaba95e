import EscapeKernelsBaseline
import OrbitTypes

#if arch(x86_64)
  import EscapeKernelsAVX2
  import EscapeKernelsAVX512
#endif

/// Smooth iteration counts of the pixels of a frame, by the loops of one instruction set.
///
/// An orbit's field value is ν = n + 1 − log₂(ln|zₙ| / ln R) for any n with |zₙ| large enough, because the potential
/// ln|zₙ|/2ⁿ then no longer changes (Härkönen, "On Smooth Fractal Coloring Techniques", 2007; Theory.md, "Smooth
/// count"). So the loops step in blocks without any test, look at |z| only between blocks, and take ν from a block's end.
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

  /// Writes ν of every pixel in `columns` of `rows` to `counts`, rows `rowStride` values apart; −1 for orbits that do not escape.
  ///
  /// - Returns: what was done.
  /// - Complexity: O(pixels × iterations); one allocation.
  @discardableResult
  public func fill(
    columns: Range<Int>, rows: Range<Int>, into counts: UnsafeMutableBufferPointer<Float>, rowStride: Int
  ) -> OrbitTally {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= problem.height, "rows \(rows) of \(problem.height)")
    precondition(
      columns.lowerBound >= 0 && columns.upperBound <= problem.width, "columns \(columns) of \(problem.width)")
    precondition(
      rowStride >= columns.count && counts.count >= max(rows.count - 1, 0) * rowStride + columns.count,
      "\(counts.count) values for \(rows.count) rows of \(columns.count), \(rowStride) apart")
    guard let first = counts.baseAddress else { return OrbitTally() }
    #if arch(x86_64)
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
}
