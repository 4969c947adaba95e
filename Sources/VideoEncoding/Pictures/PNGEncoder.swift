import CFFmpeg
import FilmFormat
import FractalMath

/// Converts pictures to PNG files, tagged sRGB.
///
/// Used by one thread at a time, not always the same.
package struct PNGEncoder: ~Copyable, Sendable {
  private var encoder: Encoder
  private let packet: PacketOwner

  /// The layouts of pictures that become PNG files.
  private static let layouts: [PixelLayout] = [.rgb24, .rgb48, .rgba32, .rgba64]

  /// An encoder for pictures of `size` in `layout`: R′G′B′ of 8 or 16 bits, with or without opacity.
  ///
  /// - Throws: if FFmpeg was built without PNG, or without memory.
  package init(size: FrameSize, layout: PixelLayout = .rgb24) throws(LibAVError) {
    precondition(Self.layouts.contains(layout), "no PNG is made of pictures in \(layout)")
    let encoder = try Encoder(name: "png", size: size, layout: layout, options: [:]) { context in
      // Stills have no time, but no encoder opens without a time base.
      context.time_base = AVRational(num: 1, den: 1)
      // With more threads the encoder would delay the first pictures.
      context.thread_count = 1
    }
    packet = try PacketOwner()
    self.encoder = encoder
  }

  /// The complete bytes of a PNG file that shows `picture`.
  ///
  /// - Parameter picture: of this encoder's size and layout.
  /// - Throws: if compression fails or without memory.
  /// - Complexity: 50 to 150 ms for 1920×1080 on one core, the more the richer the picture.
  package mutating func encode(_ picture: Picture) throws(LibAVError) -> [UInt8] {
    try encoder.send(picture, at: 0)
    guard case .packet = try encoder.receive(into: packet) else {
      throw .refused("encode a still image", because: "the encoder gave nothing back")
    }
    defer { av_packet_unref(packet.pointer) }
    return Array(UnsafeBufferPointer(start: packet.pointer.pointee.data, count: Int(packet.pointer.pointee.size)))
  }
}
