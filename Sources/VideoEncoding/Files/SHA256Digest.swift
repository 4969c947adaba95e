import CFFmpeg

/// SHA-256 (FIPS 180-4) by libavutil, which is linked anyway: bytes are added in parts, then the digest is read.
///
/// About 180 MB/s on one core. Any thread may compute, each a digest of its own.
package struct SHA256Digest: ~Copyable {
  /// Bytes of a digest.
  package static let byteCount = 32

  private let state: OpaquePointer

  /// Begins the digest of nothing.
  ///
  /// - Precondition: there is memory for the state, some hundred bytes.
  package init() {
    guard let state = av_sha_alloc() else { preconditionFailure("no memory for the state of SHA-256") }
    let bits: Int32 = 256
    precondition(av_sha_init(state, bits) >= 0, "libavutil computes SHA-256")
    self.state = state
  }

  /// Appends `bytes`. Takes time in proportion to their number.
  package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    av_sha_update(state, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count)
  }

  /// The digest of all that was added: `byteCount` bytes.
  package consuming func finish() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Self.byteCount) { digest, count in
      av_sha_final(state, digest.baseAddress)
      count = Self.byteCount
    }
  }

  deinit { av_free(UnsafeMutableRawPointer(state)) }
}
