import FractalMath

/// A CSS gradient: `linear-gradient()`, `radial-gradient()` or `conic-gradient()`, also repeating; for a radial or
/// conic one the colours along its line.
///
/// Source: CSS Images Module Level 3, section 3.4, and Level 4, section 3.
struct CSSGradient {
  /// The space in which colours are mixed: signal values, linear light, or as in palettes.
  enum Space: String, CaseIterable {
    case srgb
    case linear = "srgb-linear"
    case oklab
  }

  let isRepeating: Bool
  let isConic: Bool
  let space: Space
  let stops: [CSSGradientStop]

  /// The gradients of a file. Those for a single browser are ignored if there are others.
  static func all(in text: PaletteText) throws(PaletteFileError) -> [NamedPalette] {
    let calls = try CSSGradientCall.all(in: text)
    let standard = calls.filter { !$0.function.hasPrefix("-") }
    let chosen = standard.isEmpty ? calls : standard
    guard !chosen.isEmpty else {
      throw text.error(at: nil, "there is no gradient; expected linear-gradient(…) with colours")
    }
    return chosen.enumerated().map { index, call in
      NamedPalette(name: call.name ?? String(index + 1)) { () throws(PaletteFileError) in
        try CSSGradient(call, in: text).reading
      }
    }
  }

  init(_ call: CSSGradientCall, in text: PaletteText) throws(PaletteFileError) {
    isRepeating = call.function.contains("repeating-")
    isConic = call.function.hasSuffix("conic-gradient")
    var arguments = call.arguments[...]
    var space = Space.srgb
    if let first = arguments.first, CSSGradientStop.isPrelude(first.text) {
      space = try Self.space(first, in: text)
      arguments.removeFirst()
    }
    self.space = space
    guard arguments.count <= PiecewiseGradient.largestPieceCount / 2 else {
      throw text.error(at: call.line, "a gradient has at most \(PiecewiseGradient.largestPieceCount / 2) colours")
    }
    var stops: [CSSGradientStop] = []
    for argument in arguments {
      guard let more = CSSGradientStop.read(argument.text, isConic: isConic) else {
        throw text.error(
          at: argument.line,
          "found \(argument.text.quoted); expected a colour, such as #rrggbb, rgb(), hsl() or a name, and its place in per cent"
        )
      }
      stops += more
    }
    guard stops.first?.color != nil, stops.last?.color != nil else {
      throw text.error(at: call.line, "the gradient does not begin and end with a colour")
    }
    self.stops = CSSGradientStop.placed(stops)
  }

  /// The space named by an argument like `to right in oklab`.
  private static func space(_ prelude: CSSGradientCall.Argument, in text: PaletteText) throws(PaletteFileError) -> Space
  {
    let words = prelude.text.lowercased()[...].parts { $0.isWhiteSpace }
    guard let mark = words.firstIndex(of: "in") else { return .srgb }
    guard mark + 1 < words.count, let space = Space(rawValue: String(words[mark + 1])) else {
      throw text.error(
        at: prelude.line,
        "found \(prelude.text.quoted); colours are mixed in \(Space.allCases.map(\.rawValue).joined(separator: ", ")) only"
      )
    }
    return space
  }

  /// The gradient as stops; cyclic if it repeats, is conic, or its first and last colours are equal.
  var reading: PaletteFile.Reading {
    let colors = stops.compactMap(\.color)
    var (first, length) = (0.0, 1.0)
    if isRepeating, let start = stops.first?.place, let end = stops.last?.place, end - start > 1e-6 {
      (first, length) = (start, end - start)
    }
    let pieces = CSSGradientPieces(stops: stops, space: space).pieces
      .compactMap { $0.moved(by: -first, scaledBy: 1 / length) }
    let isCyclic = isRepeating || isConic || colors.first?.codes.color == colors.last?.codes.color
    var reading = PiecewiseGradient(pieces: pieces, isCyclic: isCyclic).reading
    if colors.contains(where: { !$0.isOpaque }) { reading.notices.append(AlphaNotice.text) }
    return reading
  }
}

extension PiecewiseGradient.Piece {
  /// The part of the piece within 0…1 after moving and scaling it.
  fileprivate func moved(by distance: Double, scaledBy scale: Double) -> Self? {
    let (from, to) = ((start + distance) * scale, (end + distance) * scale)
    let (first, last) = (max(from, 0), min(to, 1))
    guard first < last else { return nil }
    if from == first && to == last { return Self(from: from, to: to, color: color) }
    return Self(from: first, to: last) { fraction in
      color(min(max((first + (last - first) * fraction - from) / (to - from), 0), 1))
    }
  }
}
