import Animation
import FractalMath
import VideoEncoding

/// The palette of a picture's colours.
package enum PicturePalette {
  /// The most bytes of a picture's file.
  package static let largestFileSize = 1 << 28
  /// The allowed numbers of colours.
  package static let colorCounts = 1...64
  /// The default number of colours.
  package static let usualColorCount = 8

  /// Whether `bytes` begin like a supported picture.
  package static func isPicture(_ bytes: [UInt8]) -> Bool { PictureFormat(beginning: bytes) != nil }

  /// The palette of up to `colorCount` colours of the picture in `bytes`.
  ///
  /// - Parameter name: the file's name in errors.
  package static func palette(bytes: [UInt8], name: String, colorCount: Int) throws(PaletteFileError) -> Palette {
    guard let format = PictureFormat(beginning: bytes) else {
      throw PaletteFileError(document: name, line: nil, message: "not a supported picture")
    }
    let pixels: PictureReader.Pixels
    do throws(LibAVError) {
      pixels = try PictureReader.pixels(of: bytes, format: format)
    } catch {
      throw PaletteFileError(document: name, line: nil, message: error.description)
    }
    guard let palette = Palette.picture(rgba: pixels.rgba, colorCount: colorCount) else {
      throw PaletteFileError(document: name, line: nil, message: "the picture is fully transparent")
    }
    return palette
  }
}
