import Animation
import FilmFormat
import FractalMath
import HostSystem
import Rendering
import VideoEncoding
import WorkStealing

/// Makes single frames: as a picture, or as a field.
package struct StillProduction: Sendable {
  private let timeline: FilmTimeline
  private let options: RenderingOptions

  /// The production of stills of `timeline` with `options`.
  package init(timeline: FilmTimeline, options: RenderingOptions) {
    self.timeline = timeline
    self.options = options
  }

  /// Writes `frame` as an sRGB PNG. Sixteen-bit samples are not dithered. `partialFiles`
  /// lists the file until it is complete.
  ///
  /// - Throws: `ProductionError`, before rendering if the destination cannot be written; `LibAVError`.
  package func writePNG(
    _ frame: FilmFrame, to path: String, bitDepth: ImageBitDepth = .eight,
    partialFiles: PartialFiles = PartialFiles()
  ) throws {
    let layout = PixelLayout(bitDepth, isTranslucent: timeline.isTranslucent)
    try requireRoom(for: layout)
    let file = try PendingFile(path: path, among: partialFiles)
    try file.commit(png(frame, layout))
  }

  /// The same as bytes.
  package func png(_ frame: FilmFrame, bitDepth: ImageBitDepth = .eight) throws -> [UInt8] {
    let layout = PixelLayout(bitDepth, isTranslucent: timeline.isTranslucent)
    try requireRoom(for: layout)
    return try png(frame, layout)
  }

  private func png(_ frame: FilmFrame, _ layout: PixelLayout) throws -> [UInt8] {
    var encoder = try PNGEncoder(size: timeline.size, layout: layout)
    return try encoder.encode(FilmRenderer(timeline, options: options, layout: layout).picture(frame))
  }

  private func requireRoom(for layout: PixelLayout) throws {
    try timeline.size.requireFit(in: layout)
    try requireMemory(bytesPerPixel: 4 * 3 * layout.bytesPerSample)
  }

  /// `frame` as sRGB of 8 bits.
  ///
  /// - Throws: `ProductionError` if pictures cannot have its size; `LibAVError` without memory.
  package func picture(_ frame: FilmFrame) throws -> Picture {
    try timeline.size.requireFit(in: .rgb24)
    try requireMemory(bytesPerPixel: 2 * 3)
    return try FilmRenderer(timeline, options: options, layout: .rgb24).picture(frame)
  }

  /// Writes the smooth iteration counts of `frame`, in a transition those of the later scene, as a NumPy array of float32, of
  /// shape (height, width), row 0 at the top, −1 where the orbit does not escape. `partialFiles` lists the file until it is complete.
  ///
  /// - Throws: `ProductionError`, before computing if the destination cannot be written.
  package func writeField(
    _ frame: FilmFrame, to path: String, partialFiles: PartialFiles = PartialFiles()
  ) throws {
    try requireMemory(bytesPerPixel: 3 * MemoryLayout<Float>.size)
    let file = try PendingFile(path: path, among: partialFiles)
    let counts = UnsafeMutableBufferPointer<Float>.allocate(capacity: timeline.size.pixelCount)
    defer { counts.deallocate() }
    let job = FieldJob(
      parameters: frame.parameters, size: timeline.size,
      settings: options.fieldSettings(timeline.scenes[frame.scene]), counts: counts)
    try WorkStealingPool.run(workerCount: options.workerCount) { workers in workers.submit(job).wait() }
    try file.commit(
      NumPyArray.file(of: UnsafeBufferPointer(counts), rows: timeline.size.height, columns: timeline.size.width))
  }

  /// Throws if there is no memory for workers and some copies of the frame.
  private func requireMemory(bytesPerPixel: Int) throws {
    try MemoryRoom.require(
      timeline.size.pixelCount * bytesPerPixel + options.workerCount * ThreadGroup.stackByteCount,
      for: "a frame of \(timeline.size)")
  }
}

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
