import Animation
import FractalMath
import VideoEncoding

/// Films of strangers: what they say about themselves, and the recipe in them.
enum FilmFuzzing {
  static func feed(_ bytes: [UInt8]) throws -> Bool {
    // Others do not get as far as libavformat.
    guard FilmRecipe.isFilm(beginning: bytes.prefix(12)) else { return false }
    try FuzzedFile.write(bytes)
    let film = Result { () throws(LibAVError) in try FilmRecipe.read(FuzzedFile.path, displayName: "fuzzed.mp4") }
    switch film {
    case .success(let film):
      try FuzzFailure.unless(film.frameCount >= 0 && film.durationSeconds.isFinite, "\(film)")
      if let preset = try? Preset.load(bytes: Array(film.comment.utf8), name: "recipe") {
        try PresetFuzzing.verify(preset)
      }
    case .failure(let error):
      try FuzzFailure.unless("\(error)".oneLine == "\(error)", "not fit for a terminal: \("\(error)".oneLine)")
    }
    return true
  }

  static var seeds: [[UInt8]] {
    get throws { try FilmSeeds.films }
  }

  /// Names of boxes in MP4 and MOV, and numbers of elements in Matroska.
  static let words: Set<String> = [
    "ftyp", "moov", "mvhd", "trak", "tkhd", "edts", "elst", "mdia", "mdhd", "hdlr", "minf", "stbl", "stsd", "avc1",
    "avcC",
    "hvc1", "hvcC", "av01", "av1C", "apcn", "stts", "stss", "ctts", "stsc", "stsz", "stco", "co64", "udta", "meta",
    "ilst",
    "keys", "mdta", "data", "free", "mdat", "moof", "sidx", "uuid", "dref", "url ", "cmov", "colr", "pasp", "mebx",
    "\u{A9}cmt", "\u{A9}nam", "COMMENT", "TITLE", "V_MPEG4/ISO/AVC", "V_FFV1", "V_AV1", "V_VP9",
  ]
}
