/// Texts about all codecs for help, the preset's schema and the documentation, derived from the codecs' facts.
public enum CodecSummary {
  /// The codecs, with their containers if `.mp4` is not one of them.
  public static var namesWithContainers: String {
    list(
      VideoCodec.allCases.map { $0.facts.containers.contains(.mp4) ? $0.rawValue : "\($0.rawValue) (\(files(of: $0)))" }
    )
  }

  /// The ranges of rate factors, each with the codecs that have it.
  public static var rateFactors: String {
    list(
      groups { $0.facts.rateFactors?.largest }.map { largest, codecs in
        "0 … \(Int(largest)) (\(codecs.map(\.rawValue).joined(separator: ", ")))"
      })
  }

  /// The largest rate factor of any codec.
  public static var largestRateFactor: Double {
    VideoCodec.allCases.compactMap { $0.facts.rateFactors?.largest }.max() ?? 0
  }

  /// The words for the effort, then the encoders' own presets, from the first to the last.
  public static var presets: String {
    let words = EncodingEffort.allCases.map(\.rawValue)
    let own = groups(\.facts.presets).map { presets, codecs in
      "\(ends(presets)) (\(codecs.map(\.rawValue).joined(separator: ", ")))"
    }
    return "\(list(words, "or")); or the encoder's own name or level: \(list(own))"
  }

  /// Bits that samples may have.
  public static var bitDepths: [Int] { Set(VideoCodec.allCases.flatMap(\.facts.bitDepths)).sorted() }

  /// The usual file of each codec that is not for `.mp4`, for the schema.
  public static var usualFiles: String {
    let others = VideoCodec.allCases.filter { $0.facts.containers.first != .mp4 }
    return list(others.map { "\(quoted($0)) is for .\($0.facts.containers.first?.fileExtension ?? "")" })
  }

  /// The limits of rate factors, for the schema.
  public static var rateFactorLimits: String {
    let limits = groups { $0.facts.rateFactors?.largest }.map { largest, codecs in
      "up to \(Int(largest)) with \(list(codecs.map(quoted), "and"))"
    }
    return list(limits) + ", none with the others"
  }

  /// The codecs with a single bit depth, for the schema.
  public static var fixedBitDepths: String {
    let fixed = VideoCodec.allCases.filter { $0.facts.bitDepths.count == 1 }
    return list(fixed.map { "always \($0.facts.bitDepths[0]) with \(quoted($0))" })
  }

  /// The chroma samplings of codecs that do not support all of them, for the schema.
  public static var chromas: String {
    let restricted = VideoCodec.allCases.filter { $0.facts.chromas.count < ChromaSampling.allCases.count }
    let parts = restricted.map { codec in
      let chromas = codec.facts.chromas.enumerated().map { index, chroma in
        "\"\(chroma.rawValue)\"" + (index == 0 && chroma != .yuv420 ? " (the default there)" : "")
      }
      return "\(list(chromas, "or")) with \(quoted(codec))"
    }
    return list(parts) + ", any with the others"
  }

  /// The table of codecs in Docs/Encoding.md.
  public static var table: String {
    let rows = VideoCodec.allCases.map { codec in
      let facts = codec.facts
      let pictures = list(facts.chromas.map(\.rawValue)) + " of \(list(facts.bitDepths.map(String.init), "or")) bits"
      let extent = facts.smallestExtent
      let least = extent > 1 ? ", at least \(extent)×\(extent)" : ""
      let presets = facts.presets.count > 7 ? ends(facts.presets, "`") : list(facts.presets.map { "`\($0)`" })
      return "| `\(codec.rawValue)` | \(facts.encoder) | \(pictures)\(least) | \(files(of: codec)) | \(presets) |\n"
    }
    return "| codec | encoder | pictures | in | presets, fastest first |\n| --- | --- | --- | --- | --- |\n"
      + rows.joined()
  }

  private static func files(of codec: VideoCodec) -> String {
    list(codec.facts.containers.map { "." + $0.fileExtension })
  }

  private static func quoted(_ codec: VideoCodec) -> String { "\"\(codec.rawValue)\"" }

  /// The first and the last of `presets`, or the only one.
  private static func ends(_ presets: [String], _ mark: String = "") -> String {
    list([presets.first, presets.count > 1 ? presets.last : nil].compactMap { $0.map { mark + $0 + mark } }, by: " … ")
  }

  /// The codecs grouped by `fact`, in the order of its first occurrence.
  private static func groups<Fact: Equatable>(_ fact: (VideoCodec) -> Fact?) -> [(Fact, [VideoCodec])] {
    var groups: [(Fact, [VideoCodec])] = []
    for codec in VideoCodec.allCases {
      guard let value = fact(codec) else { continue }
      if let index = groups.firstIndex(where: { $0.0 == value }) {
        groups[index].1.append(codec)
      } else {
        groups.append((value, [codec]))
      }
    }
    return groups
  }

  /// `parts` with commas between them, the last two with `word` where one is given.
  private static func list(_ parts: [String], _ word: String? = nil, by separator: String = ", ") -> String {
    guard let word, parts.count > 1, let last = parts.last else { return parts.joined(separator: separator) }
    return parts.dropLast().joined(separator: separator) + " \(word) \(last)"
  }
}
