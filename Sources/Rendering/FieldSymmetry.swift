import ComplexModule
import FractalMath
import RealModule

/// Which pixels of a frame have the same orbit but for signs, and therefore, bit for bit, the same count.
///
/// f(−z) = f(z), and f with constant c̄ of z̄ is the conjugate of f with c of z. The viewport puts opposite pixels at exactly
/// opposite points, and the steps of the kernels change signs exactly (Theory.md, "Symmetry").
struct FieldSymmetry: Hashable, Sendable {
  /// How the lower half of the frame follows from the upper one.
  enum Fold: Hashable, Sendable {
    /// By half a turn: the camera is on 0.
    case halfTurn
    /// By a mirror in the real axis: c is real, the camera is upright or upside down, and on the real axis.
    case mirror
  }

  /// How the lower half follows from the upper, if it does.
  let fold: Fold?
  /// Whether, in addition, the right half of each row is the left half mirrored.
  let mirrorsColumns: Bool

  /// No symmetry.
  static let none = FieldSymmetry(fold: nil, mirrorsColumns: false)

  /// The symmetry of the frame with the given parameters.
  init(parameters: FrameParameters, viewport: Viewport) {
    let isUpright = viewport.columnStep.imaginary == 0
    let mirrors = parameters.juliaConstant.imaginary == 0 && isUpright && viewport.center.imaginary == 0
    let turns = viewport.center.real == 0 && viewport.center.imaginary == 0
    self.init(fold: mirrors ? .mirror : turns ? .halfTurn : nil, mirrorsColumns: mirrors && turns)
  }

  private init(fold: Fold?, mirrorsColumns: Bool) {
    self.fold = fold
    self.mirrorsColumns = mirrorsColumns
  }

  /// Makes the counts of a band of rows those of the band opposite.
  func reflect(_ counts: UnsafeMutableBufferPointer<Float>, width: Int) {
    var counts = counts
    switch fold {
    case nil: return
    case .halfTurn: counts.reverse()
    case .mirror: reverseRows(counts, width: width)
    }
  }

  /// Fills the right half of each row from its left half.
  func completeColumns(_ counts: UnsafeMutableBufferPointer<Float>, width: Int) {
    for first in stride(from: 0, to: counts.count, by: width) {
      for column in 0..<width / 2 { counts[first + width - 1 - column] = counts[first + column] }
    }
  }

  private func reverseRows(_ counts: UnsafeMutableBufferPointer<Float>, width: Int) {
    let rows = counts.count / width
    for row in 0..<rows / 2 {
      for column in 0..<width { counts.swapAt(row * width + column, (rows - 1 - row) * width + column) }
    }
  }
}
