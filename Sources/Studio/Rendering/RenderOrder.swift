import Animation

/// An order of a film: its text, its file, and options.
struct RenderOrder: Sendable {
  /// The preset's text at the time of the order.
  let text: String
  /// The file's name in the preset's folder.
  let output: String
  /// Options of `juliareel render`.
  let options: [String]

  private static let extensions = ["mp4", "mkv", "mov", "webm", "gif", "webp"]
  private static let codecs = ["h264", "hevc", "av1", "prores", "ffv1", "vp9"]

  /// The order in `body`, for the film of `text`.
  init(_ body: RequestBody, text: String) throws(HTTPFault) {
    self.text = text
    output = try StudioFileName(body.required("output").string, extensions: Self.extensions, key: "output").text
    var options: [String] = []
    if let size = body["size"] {
      let sides = try size.string.split(separator: "x", omittingEmptySubsequences: false).map { Self.number($0) }
      guard sides.count == 2, let width = sides[0], let height = sides[1] else {
        throw size.refusal("a size such as \"1920x1080\"")
      }
      options.append("--size=\(width)x\(height)")
    }
    if let frames = body["frames"] {
      let ends = try frames.string.split(separator: "-", omittingEmptySubsequences: false).map { Self.number($0) }
      guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1] else {
        throw frames.refusal("a range such as \"0-29\"")
      }
      options.append("--frames=\(first)-\(last)")
    }
    if let codec = body["codec"] {
      let name = try codec.string
      guard Self.codecs.contains(name) else { throw codec.refusal(Self.codecs.joined(separator: ", ")) }
      options.append("--codec=\(name)")
    }
    if let quality = body["quality"] { options.append("--quality=\(try quality.integer(in: 0...100))") }
    self.options = options
  }

  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 9, text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    return Int(text)
  }
}
