import ComplexModule
import FractalMath
import RealModule

/// Which pixels of a frame have the same orbit up to signs, and therefore, bit for bit, the same value.
///
/// `FractalFormula` states the symmetries of f. The viewport puts opposite pixels at exactly opposite points, and the steps
/// of the kernels change signs exactly (Theory.md, "Symmetry").
struct FieldSymmetry: Hashable, Sendable {
  /// How the lower half of the frame follows from the upper one, if it does: by half a turn if the camera is at 0; by a
  /// mirror in the real axis if the camera is upright or upside down, and on the real axis, and c is real, or the formula folds there.
  let fold: Reflection?
  /// Whether, in addition, the right half of each row is the left half mirrored.
  let mirrorsColumns: Bool

  /// No symmetry.
  static let none = FieldSymmetry(fold: nil, mirrorsColumns: false)

  /// The symmetry of the frame with the given parameters that `settings` allow to use: half a turn for all values, the
  /// mirror only for values that do not distinguish the sides of the real axis, none with slopes or in deep views.
  init(parameters: FrameParameters, viewport: Viewport, settings: FieldSettings) {
    guard settings.soundShortcuts.contains(.symmetry), parameters.deepView == nil else {
      self = .none
      return
    }
    let isUpright = viewport.columnStep.imaginary == 0
    let formula = parameters.formula
    let hasConjugates =
      formula.foldsAcrossRealAxis
      || parameters.juliaConstant.imaginary == 0 && formula.conjugate == formula
        && settings.channels.areConjugationInvariant
    let mirrors = hasConjugates && isUpright && viewport.center.imaginary == 0
    let turns = formula.isEven && viewport.center.real == 0 && viewport.center.imaginary == 0
    self.init(fold: mirrors ? .rows : turns ? .halfTurn : nil, mirrorsColumns: mirrors && turns)
  }

  private init(fold: Reflection?, mirrorsColumns: Bool) {
    self.fold = fold
    self.mirrorsColumns = mirrorsColumns
  }

  /// Fills the right half of each row from its left half.
  func completeColumns<Value>(_ values: UnsafeMutableBufferPointer<Value>, width: Int) {
    for first in stride(from: 0, to: values.count, by: width) {
      for column in 0..<width / 2 { values[first + width - 1 - column] = values[first + column] }
    }
  }
}

/// A way of mirroring a band of rows; the composition of two is their symmetric difference.
struct Reflection: OptionSet, Hashable, Sendable {
  /// One bit per axis.
  let rawValue: Int

  /// Reverses the order of the rows.
  static let rows = Reflection(rawValue: 1 << 0)
  /// Reverses each row.
  static let columns = Reflection(rawValue: 1 << 1)
  /// Both: turns the band by half a turn.
  static let halfTurn: Reflection = [.rows, .columns]

  /// Writes the mirror image of `values`, rows of `width`, to `image`, memory of the same size that does not overlap.
  func write<Value: BitwiseCopyable>(
    _ values: UnsafeBufferPointer<Value>, to image: UnsafeMutableBufferPointer<Value>, width: Int
  ) {
    precondition(image.count == values.count, "\(values.count) values, and room for \(image.count)")
    guard let source = values.baseAddress, let target = image.baseAddress else { return }
    let rows = values.count / width
    for row in 0..<rows {
      let from = source + row * width
      let to = target + (contains(.rows) ? rows - 1 - row : row) * width
      if contains(.columns) {
        for column in 0..<width { to[width &- 1 &- column] = from[column] }
      } else {
        to.update(from: from, count: width)
      }
    }
  }

  /// The mirror image of `values`: `values` itself if nothing changes, otherwise written to `image`.
  func of<Value: BitwiseCopyable>(
    _ values: UnsafeBufferPointer<Value>, to image: UnsafeMutableBufferPointer<Value>, width: Int
  ) -> UnsafeBufferPointer<Value> {
    if isEmpty { return values }
    write(values, to: image, width: width)
    return UnsafeBufferPointer(image)
  }
}
