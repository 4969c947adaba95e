import Foundation

/// The one file of this process that targets write and read, in the folder for temporary files.
enum FuzzedFile {
  static let path = FileManager.default.temporaryDirectory.appendingPathComponent("juliareel-fuzz-\(getpid())").path

  /// Makes `bytes` all that is in it.
  static func write(_ bytes: [UInt8]) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    defer { close(descriptor) }
    let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
    try FuzzFailure.unless(written == bytes.count, "cannot write \(path)")
  }
}
