import Animation
import FilmFormat

extension FilmOutput {
  /// Refuses a film that is seen through, if this output's pictures always cover what lies behind them.
  func requireOpacity(of preset: Preset) throws(ProductionError) {
    guard preset.isTranslucent else { return }
    let codec = preset.output.codec
    switch self {
    case .images, .animatedImage(_, format: .webp), .discarded: return
    case .animatedImage(let path, format: .gif): throw Self.opaque("\(path.oneLine): a GIF has")
    case .standardOutput: throw Self.opaque("Y4M on the standard output has")
    case .video(let path, _):
      if codec.facts.translucentLayouts.isEmpty { throw Self.opaque("\(path.oneLine): \(codec.title) has") }
    }
  }

  private static func opaque(_ output: String) -> ProductionError {
    let codecs = VideoCodec.allCases.filter { !$0.facts.translucentLayouts.isEmpty }.map { codec in
      let files = codec.facts.containers.map { "." + $0.fileExtension }.joined(separator: " or ")
      return "\"codec\": \"\(codec.rawValue)\" in \(files)"
    }
    return .unusableFormat(
      "\(output) no opacity, which colours of this film have; allowed: .png, .webp, \(codecs.joined(separator: ", "))",
      keys: ["codec"])
  }
}
