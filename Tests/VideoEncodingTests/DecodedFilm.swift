import CFFmpeg

/// What a reader that shares no code with the writer finds in a file.
struct DecodedFilm {
  /// One decoded frame.
  struct Frame {
    var timestamp: Int64
    var isKeyframe: Bool
    /// Samples of each plane without gaps between rows.
    var planes: [[UInt8]]

    /// The sample at (`x`, `y`) of `plane`, whose rows have `width` samples of two bytes where `isDeep`, of one otherwise.
    func sample(plane: Int, x: Int, y: Int, width: Int, isDeep: Bool) -> Int {
      let index = y * width + x
      let bytes = planes[plane]
      return isDeep ? Int(bytes[2 * index]) | Int(bytes[2 * index + 1]) << 8 : Int(bytes[index])
    }
  }

  var frames: [Frame] = []
  var width = 0
  var height = 0
  var pixelFormat = AV_PIX_FMT_NONE
  var profile: Int32 = 0
  var primaries = AVCOL_PRI_UNSPECIFIED
  var transfer = AVCOL_TRC_UNSPECIFIED
  var matrix = AVCOL_SPC_UNSPECIFIED
  var range = AVCOL_RANGE_UNSPECIFIED
  var chromaLocation = AVCHROMA_LOC_UNSPECIFIED
  var timeBase = Fraction(0, 1)
  var averageFrameRate = Fraction(0, 1)
  var realFrameRate = Fraction(0, 1)
  /// In units of `timeBase`; `nil` where the container does not say.
  var startTimestamp: Int64?
  /// In units of `timeBase`; `nil` where the container does not say.
  var streamDuration: Int64?
  /// The whole file's duration in microseconds.
  var durationMicroseconds: Int64 = 0
  var metadata: [String: String] = [:]
  var streamHeader: [UInt8] = []
}

/// A fraction that compares by value.
struct Fraction: Equatable, CustomStringConvertible {
  let numerator: Int64
  let denominator: Int64

  init(_ numerator: Int64, _ denominator: Int64) {
    self.numerator = numerator
    self.denominator = denominator
  }

  init(_ rational: AVRational) { self.init(Int64(rational.num), Int64(rational.den)) }

  static func == (left: Fraction, right: Fraction) -> Bool {
    left.numerator * right.denominator == right.numerator * left.denominator
  }

  static func * (factor: Int64, fraction: Fraction) -> Fraction {
    Fraction(factor * fraction.numerator, fraction.denominator)
  }

  var value: Double { Double(numerator) / Double(denominator) }
  var description: String { "\(numerator)/\(denominator)" }
}
