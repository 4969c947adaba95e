/// An SVG file under construction (W3C, Scalable Vector Graphics 1.1).
struct SVGDocument {
  private let size: (width: Int, height: Int)
  private var body = ""
  private var openGroups = 0

  /// An empty drawing of `width` by `height` pixels with the given title; `description` is for people who cannot see
  /// it.
  init(width: Int, height: Int, title: String, description: String) {
    size = (width, height)
    add("title", [:], text: title)
    add("desc", [:], text: description)
  }

  /// Adds an element with the given attributes and text content.
  mutating func add(_ name: String, _ attributes: KeyValuePairs<String, String>, text: String? = nil) {
    let end = text.map { ">\(Self.escaped($0))</\(name)>" } ?? "/>"
    body += indent + "<\(name)\(Self.text(of: attributes))\(end)\n"
  }

  /// Adds an element with the content that `contents` adds.
  mutating func add(
    _ name: String, _ attributes: KeyValuePairs<String, String>, contents: (inout SVGDocument) -> Void
  ) {
    body += indent + "<\(name)\(Self.text(of: attributes))>\n"
    openGroups += 1
    contents(&self)
    openGroups -= 1
    body += indent + "</\(name)>\n"
  }

  /// The whole file.
  var text: String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <svg xmlns="http://www.w3.org/2000/svg" width="\(size.width)" height="\(size.height)" \
    viewBox="0 0 \(size.width) \(size.height)">
    \(body)</svg>

    """
  }

  /// The whole file of `documents`, at least one and all as large, one below the other.
  static func text(stacking documents: [SVGDocument]) -> String {
    guard documents.count > 1, let (width, height) = documents.first?.size else { return documents.first?.text ?? "" }
    var whole = SVGDocument(
      width: width, height: height * documents.count, title: "\(documents.count) scenes",
      description: "The scenes' drawings, one below the other")
    for (index, document) in documents.enumerated() {
      whole.add("svg", ["y": "\(index * height)", "width": "\(width)", "height": "\(height)"]) {
        $0.body += document.body
      }
    }
    return whole.text
  }

  /// `value` with at most two decimals: a hundredth of a pixel is invisible.
  static func number(_ value: Double) -> String {
    let rounded = (value * 100).rounded() / 100
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int(rounded)) : String(rounded)
  }

  /// The path data of straight lines through `points`.
  static func line(through points: some Sequence<DrawingPoint>, isClosed: Bool = false) -> String {
    let steps = points.map { number($0.x) + " " + number($0.y) }.joined(separator: "L")
    return "M" + steps + (isClosed ? "Z" : "")
  }

  private var indent: String { String(repeating: "  ", count: openGroups + 1) }

  private static func text(of attributes: KeyValuePairs<String, String>) -> String {
    attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
  }

  /// `text` with XML's special characters escaped and forbidden ones replaced by spaces.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { escaped, scalar in
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: escaped += " "
      default: escaped.unicodeScalars.append(scalar)
      }
    }
  }
}
