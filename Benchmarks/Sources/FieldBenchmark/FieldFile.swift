import Foundation

/// A file of fields: their float32 values and nothing else.
struct FieldFile {
  private let handle: FileHandle

  /// Creates the file, or empties it.
  init(path: String) throws {
    let url = URL(filePath: path)
    try Data().write(to: url)
    handle = try FileHandle(forWritingTo: url)
  }

  /// Writes one field behind the others.
  func append(_ counts: UnsafeMutableBufferPointer<Float>) throws {
    try handle.write(contentsOf: Data(buffer: counts))
  }
}
