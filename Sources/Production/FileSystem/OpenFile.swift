import SystemPackage

/// Owns the descriptor of an open file: what is done with it is done to this file, whatever its name means by then.
struct OpenFile: ~Copyable, Sendable {
  /// Lent to whoever writes or reads while the owner lives.
  let descriptor: Int32

  /// Takes over `descriptor`.
  init(owning descriptor: Int32) { self.descriptor = descriptor }

  deinit { SystemCalls.close(descriptor) }

  /// Another owner of the same opening.
  func duplicate() throws(Errno) -> OpenFile { OpenFile(owning: try SystemCalls.duplicate(descriptor)) }

  func status() throws(Errno) -> FileStatus { try SystemCalls.status(of: descriptor) }

  /// Writes all of `bytes` behind what was written before.
  func write(_ bytes: some Collection<UInt8>) throws(Errno) { try SystemCalls.write(bytes, to: descriptor) }

  /// Returns when its contents are on the disk.
  func synchronize() throws(Errno) { try SystemCalls.synchronize(descriptor) }
}
