import FractalMath

/// A view whose orbits have to begin after the steps that they share, since doubles do not tell its pixels apart.
public struct NeededPrefix: Error, CustomStringConvertible {
  let width: ScaledDouble
  let size: FrameSize

  /// What is needed, and what is allowed without it.
  public var description: String {
    "at a width of \(PlaneLength.text(width)) frames of \(size) need the shared prefix; allowed: widths of at least "
      + JSONNumber.text(DeepView.leastPlainWidth(size: size))
  }

  /// - Throws: an error if a view of `width` needs the prefix.
  static func check(width: ScaledDouble, size: FrameSize) throws(NeededPrefix) {
    if width < ScaledDouble(DeepView.leastPlainWidth(size: size)) { throw NeededPrefix(width: width, size: size) }
  }
}

extension FrameParameters {
  /// The same frame with each orbit computed from its own pixel on, in double precision.
  public func withoutPrefix(size: FrameSize) throws(NeededPrefix) -> FrameParameters {
    if let deepView { try NeededPrefix.check(width: deepView.width, size: size) }
    var plain = self
    plain.deepView = nil
    return plain
  }
}
