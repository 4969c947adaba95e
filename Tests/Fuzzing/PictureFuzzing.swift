import Animation
import Foundation
import Production

/// Pictures whose colours become a palette: decoded by libavcodec, brought to pixels, sorted into colours.
enum PictureFuzzing {
  static func feed(_ bytes: [UInt8]) throws -> Bool {
    guard PicturePalette.isPicture(bytes) else { return false }
    let palette = Result { () throws(PaletteFileError) in
      try PicturePalette.palette(bytes: bytes, name: "fuzzed.png", colorCount: PicturePalette.usualColorCount)
    }
    switch palette {
    case .success(let palette): try PaletteFuzzing.verify(palette)
    case .failure(let error):
      try FuzzFailure.unless("\(error)".oneLine == "\(error)", "not fit for a terminal: \("\(error)".oneLine)")
    }
    return true
  }

  /// Eight by eight pixels of each kind, as FFmpeg writes them; of GIF, one.
  static var seeds: [[UInt8]] {
    encodedSeeds.compactMap { Data(base64Encoded: $0) }.map(Array.init) + [bitmap]
  }

  /// A BMP of 2×2 pixels of 24 bits.
  private static var bitmap: [UInt8] {
    let rows: [UInt8] = [0, 0, 255, 0, 255, 0, 0, 0] + [255, 0, 0, 255, 255, 255, 0, 0]
    func words(_ numbers: UInt32...) -> [UInt8] {
      numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    }
    return Array("BM".utf8) + words(54 + 16, 0, 54, 40, 2, 2, 24 << 16 | 1, 0, 16, 2835, 2835, 0, 0) + rows
  }

  private static let encodedSeeds = [
    // GIF.
    "R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=",
    // JPEG.
    "/9j/4AAQSkZJRgABAgAAAQABAAD/2wBDAAgEBAQEBAUFBQUFBQYGBgYGBgYGBgYGBgYHBwcICAgHBwcGBgcHCAgICAkJCQgICAgJ"
      + "CQoKCgwMCwsODg4RERT/xABgAAEBAAAAAAAAAAAAAAAAAAAFBgEBAQEAAAAAAAAAAAAAAAAABgIEEAACAgMBAAAAAAAAAAAAAAAA"
      + "BgdCMiOBUREAAQQABwEAAAAAAAAAAAAAACMGBwVRQkEzoYEyQ//AABEIAAgACAMBEgACEgADEgD/2gAMAwEAAhEDEQA/AC1aL8NH"
      + "lS+VqcNlu7fSnIct8xMdvnZVw1Ckd/Ho/9k=",
    // PNG.
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAACXBIWXMAAAABAAAAAQBPJcTWAAAAbElEQVR4nA3JQQEAMAgDMZSg"
      + "pEqqhOepQAlKqmjLN1VFFypcTLHFFSmqmm7UuJlmm2vSP0QLCYsRK05EP0wbGZsxa87EP4YeNHiYYYcbMj+WXrR4mWWXW7I/jj50"
      + "+JhjjztyP0IHBYcJGy4kPLAsVIExyOP/AAAAAElFTkSuQmCC",
    // TIFF, packed by LZW.
    "SUkqALIAAACAAAAIAPQMeQMtQM8QNLQNaQNpQMAB6CRQeRQtRQ8RRLRRaRRpRQADyCSQeSQtSQ8SRLSRaSRpSQAFqCTQeTQtTQ8T"
      + "RLTRaTRpTQAHiCUQeUQtUQ8URLURaURpUQAJaCVQeVQtVQ8VRLVRaVRpVQALSCWQeWQtWQ8WRLWRaWRpWQANKCXQeXQtXQ8XRLXR"
      + "aXRpXSAgCAAIAAgASAAAAAEAAABIAAAAAQAAAA0A/gAEAAEAAAAAAAAAAAEEAAEAAAAIAAAAAQEEAAEAAAAIAAAAAgEDAAMAAACc"
      + "AAAAAwEDAAEAAAAFAAAABgEDAAEAAAACAAAAEQEEAAEAAAAIAAAAFQEDAAEAAAADAAAAFgEEAAEAAAAIAAAAFwEEAAEAAACUAAAA"
      + "GgEFAAEAAACiAAAAGwEFAAEAAACqAAAAKAEDAAEAAAACAAAAAAAAAA==",
    // WebP.
    "UklGRkgAAABXRUJQVlA4IDwAAADQAQCdASoIAAgAAgA0JbACdAD0Mev/KAD++giGVuiC4dkEWm6/yuy673L38v/9XNHf5SvvD/dv"
      + "/jKwAAA=",
  ]

  static let words: Set<String> = [
    "IHDR", "PLTE", "tRNS", "IDAT", "IEND", "gAMA", "iCCP", "eXIf", "acTL", "fcTL", "VP8 ", "VP8L", "VP8X", "ALPH",
    "ANIM", "ANMF",
    "EXIF", "JFIF", "Exif", "Adobe", "NETSCAPE2.0",
  ]
}
