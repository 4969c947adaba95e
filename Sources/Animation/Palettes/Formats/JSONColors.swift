import FractalMath

/// Colours in JSON: an array of `"#rrggbb"` or other CSS colours, of `[red, green, blue]` from 0 to 255 or from 0 to 1,
/// of `[position, colour]`, or of objects with a colour and a position; such an array as the value of a key such as
/// `stops` or `colors`; or an object whose values are colours. An array of arrays of colours is several palettes.
struct JSONColors {
  private static let listKeys = ["stops", "colors", "colours", "palette", "gradient"]
  private static let expectation =
    "expected an array of colours “#rrggbb” or [red, green, blue], or of objects with a color and a position"

  private let elements: [JSONColor]
  private let isCyclic: Bool?

  /// The palettes of a file; several are named by their numbers.
  static func all(in text: PaletteText) throws(PaletteFileError) -> [NamedPalette] {
    let root: JSONNode
    do throws(JSONSyntaxError) {
      root = try JSONParser.parse(utf8: text.utf8)
    } catch {
      throw text.error(at: error.position.line, error.message)
    }
    let lists = isSeveral(root) ? root.elements : [root]
    return lists.enumerated().map { index, list in
      NamedPalette(name: String(index + 1)) { () throws(PaletteFileError) in
        try JSONColors(list, in: text).reading(in: text)
      }
    }
  }

  /// Whether each element is a list of words, and so a separate palette.
  private static func isSeveral(_ root: JSONNode) -> Bool {
    !root.elements.isEmpty
      && root.elements.allSatisfy { list in
        !list.elements.isEmpty && list.elements.allSatisfy { if case .string = $0.value { true } else { false } }
      }
  }

  private init(_ root: JSONNode, in text: PaletteText) throws(PaletteFileError) {
    let list = Self.listKeys.compactMap { root[$0] }.first ?? root
    let nodes: [JSONNode]
    switch list.value {
    case .array(let elements): nodes = elements
    case .object(let members): nodes = members.map(\.node)
    default: throw text.error(at: list.line, "found \(list.summary); \(Self.expectation)")
    }
    guard (1...PaletteFile.largestColorCount).contains(nodes.count) else {
      throw text.error(
        at: list.line,
        nodes.isEmpty
          ? "there is no colour; \(Self.expectation)" : "a list has at most \(PaletteFile.largestColorCount) colours")
    }
    var elements: [JSONColor] = []
    for node in nodes {
      guard let element = JSONColor(node) else {
        throw text.error(at: node.line, "found \(node.summary); \(Self.expectation)")
      }
      elements.append(element)
    }
    self.elements = elements
    if case .boolean(let flag) = root["cyclic"]?.value {
      isCyclic = flag
    } else {
      // Presets' palettes are cyclic by default.
      isCyclic = root["stops"] != nil && nodes[0]["at"] != nil ? true : nil
    }
  }

  private func reading(in text: PaletteText) throws(PaletteFileError) -> PaletteFile.Reading {
    let whole = try JSONColor.whole(of: elements, in: text)
    let places = elements.compactMap(\.place)
    var reading: PaletteFile.Reading
    if places.isEmpty {
      reading = PaletteFile.Reading(palette: ColorList.palette(elements.map { $0.color(whole: whole) }))
    } else {
      let stops = try stops(places, whole: whole, in: text)
      let isClosed = stops.count > 1 && stops[0].color == stops[stops.count - 1].color
      reading = PaletteFile.Reading(palette: Palette(stops: stops, isCyclic: isCyclic ?? isClosed))
    }
    if elements.contains(where: { !$0.isOpaque }) { reading.notices.append(AlphaNotice.text) }
    return reading
  }

  /// The colours at their positions, which all must have; in per cent if one exceeds 1. Two at one position are a jump.
  private func stops(
    _ places: [Double], whole: Double, in text: PaletteText
  ) throws(PaletteFileError) -> [Palette.Stop] {
    let length = (places.max() ?? 0) > 1 ? 100.0 : 1
    var stops: [Palette.Stop] = []
    for element in elements {
      guard let place = element.place.map({ PiecewiseGradient.rounded($0 / length) }), (0...1).contains(place) else {
        throw text.error(
          at: element.line, "expected a place from 0 to 1, or from 0 to 100, with each colour or with none")
      }
      if let last = stops.last, place <= last.position {
        guard place > last.position - 1e-6 else {
          throw text.error(at: element.line, "\(place) does not come after the place before, \(last.position)")
        }
        let moved = PiecewiseGradient.rounded(place - 1e-6)
        stops.removeLast()
        if moved >= 0 && moved > (stops.last?.position ?? -1) {
          stops.append(Palette.Stop(position: moved, color: last.color))
        }
      }
      stops.append(Palette.Stop(position: place, color: element.color(whole: whole)))
    }
    return stops
  }
}

extension JSONNode {
  /// The elements of an array; none for anything else.
  var elements: [JSONNode] { if case .array(let elements) = value { elements } else { [] } }

  /// The first line of the value.
  var line: Int { if case .text(let position) = origin { position.line } else { 1 } }
}
