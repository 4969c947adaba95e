import Animation
import CStudioPage

/// A file of the page, embedded in the binary or made from what the program knows: these are all that the studio serves without the token.
struct PageFile: Sendable {
  let name: String
  let bytes: [UInt8]

  /// All files.
  static let all =
    (0..<studio_page_file_count()).map { index in
      let file = studio_page_file_at(index)
      return PageFile(
        name: String(cString: file.name), bytes: Array(UnsafeBufferPointer(start: file.bytes, count: file.byte_count)))
    } + [easings]

  /// The names of easings for the page, with the handles of those that are one curve.
  private static var easings: PageFile {
    let entries = Easing.named.map { name, easing in
      "  \(JSONText.string(name)): \(easing.handles.map { "\($0)" } ?? "null"),\n"
    }
    let text = "export const namedEasings = Object.freeze({\n\(entries.joined())});\n"
    return PageFile(name: "named-easings.js", bytes: Array(text.utf8))
  }

  private static let byPath: [String: PageFile] = {
    let files = Dictionary(uniqueKeysWithValues: all.map { ("/" + $0.name, $0) })
    return files.merging(files["/index.html"].map { ["/": $0] } ?? [:]) { $1 }
  }()

  /// The file at `path`.
  static func at(_ path: String) -> PageFile? { byPath[path] }

  /// The file's type, by its name.
  var contentType: String {
    switch name.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "json": "application/json; charset=utf-8"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "woff2": "font/woff2"
    default: "application/octet-stream"
    }
  }
}
