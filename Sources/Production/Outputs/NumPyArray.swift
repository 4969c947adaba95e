/// The file format of NumPy's arrays, version 1.0 (the NumPy manual, "numpy.lib.format").
package enum NumPyArray {
  /// The bytes of a `.npy` file that holds `values`, row by row, as little-endian float32.
  package static func file(of values: UnsafeBufferPointer<Float>, rows: Int, columns: Int) -> [UInt8] {
    precondition(values.count == rows * columns, "\(values.count) values for \(rows) rows of \(columns)")
    let dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows), \(columns)), }"
    // Magic, version and length take 10 bytes; the header ends with a newline on a multiple of 64.
    let padding = 63 - (10 + dictionary.utf8.count) % 64
    let header = dictionary + String(repeating: " ", count: padding) + "\n"
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    bytes.reserveCapacity(10 + header.utf8.count + 4 * values.count)
    bytes += [UInt8(header.utf8.count & 0xFF), UInt8(header.utf8.count >> 8)]
    bytes += header.utf8
    for value in values {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
    }
    return bytes
  }
}
