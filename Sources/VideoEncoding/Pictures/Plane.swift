/// One plane of a picture's memory, lent to those who fill it.
///
/// Valid as long as its `Picture` lives.
///
/// Proof of Sendable: a plane is lent to renderers that write disjoint parts of it, and the
/// encoder reads it only after the frame is complete; whoever hands planes out keeps these two apart.
public struct Plane: @unchecked Sendable {
  /// The top left sample; 64-byte aligned.
  public let base: UnsafeMutablePointer<UInt8>
  /// Bytes from a row to the one below; a multiple of 64.
  public let rowStride: Int

  init(base: UnsafeMutablePointer<UInt8>, rowStride: Int) {
    self.base = base
    self.rowStride = rowStride
  }
}
