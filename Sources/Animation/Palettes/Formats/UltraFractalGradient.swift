import FractalMath

/// A gradient of Ultra Fractal (`.ugr`, also in parameters, `.upr`): colours at positions from 0 to 399 of a circle of
/// 400.
///
/// A colour is red + 256 · green + 65 536 · blue. With `smooth=yes` each component is a monotone cubic through its
/// values. `rotation` is not added: Ultra Fractal writes the positions after applying it.
struct UltraFractalGradient {
  /// Positions per circle.
  private static let circle = 400

  private var title: String?
  private var isSmooth = false
  private var isOpaque = true
  private var rotation = 0
  private var stops: [(place: Int, color: ColorCodes)] = []

  /// The gradients of a file with their names.
  static func all(in text: PaletteText) throws(PaletteFileError) -> [NamedPalette] {
    var parser = UltraFractalParser(text: text)
    let gradients = try parser.gradients()
    guard !gradients.isEmpty else {
      throw text.error(at: nil, "there is no gradient; expected NAME { gradient: index=… color=… }")
    }
    return gradients.map { name, gradient in
      NamedPalette(name: gradient.title ?? name) { () throws(PaletteFileError) in gradient.reading }
    }
  }

  /// Handles the value of a key of the section `gradient:`, or of `index` and its values.
  mutating func take(_ key: Substring, _ value: Substring) -> Bool {
    switch key {
    case "title": title = value.isEmpty ? nil : String(value)
    case "smooth": isSmooth = value == "yes"
    case "rotation":
      guard let number = Int(value) else { return false }
      rotation = number
    default: break
    }
    return true
  }

  /// Adds a colour at a position; `false` if one of them is invalid.
  mutating func take(color: Substring, at index: Int) -> Bool {
    guard let number = UInt32(color), stops.count < PiecewiseGradient.largestPieceCount else { return false }
    let place = (index % Self.circle + Self.circle) % Self.circle
    stops.append(
      (place, ColorCodes(Double(number & 0xFF), Double(number >> 8 & 0xFF), Double(number >> 16 & 0xFF))))
    return true
  }

  /// Handles an opacity.
  mutating func take(opacity: Substring) { isOpaque = isOpaque && opacity == "255" }

  /// Whether there are any colours.
  var hasColors: Bool { !stops.isEmpty }

  private var reading: PaletteFile.Reading {
    let sorted = stops.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
      .map(\.element)
    let pieces = isSmooth ? Self.smooth(sorted) : Self.straight(sorted)
    var reading = PiecewiseGradient(pieces: pieces, isCyclic: true).reading
    if rotation != 0 {
      reading.notices.append("rotation=\(rotation) is not added: the positions in the file include it")
    }
    if !isOpaque { reading.notices.append(AlphaNotice.text) }
    return reading
  }

  private static func straight(_ stops: [(place: Int, color: ColorCodes)]) -> [PiecewiseGradient.Piece] {
    stops.indices.map { index in
      let (stop, isLast) = (stops[index], index == stops.count - 1)
      let next = stops[isLast ? 0 : index + 1]
      return PiecewiseGradient.Piece(
        from: part(stop.place), stop.color, to: part(next.place + (isLast ? circle : 0)), next.color)
    }
  }

  private static func smooth(_ stops: [(place: Int, color: ColorCodes)]) -> [PiecewiseGradient.Piece] {
    // Of several colours at one position the last counts.
    let distinct = stops.enumerated().filter { index, stop in
      index == stops.count - 1 || stops[index + 1].place != stop.place
    }.map(\.element)
    let closed = distinct + [(distinct[0].place + circle, distinct[0].color)]
    let moments = closed.map { part($0.place) }
    let components = (0..<3).map { component in
      let knots = Knots(moments: moments, values: closed.map { $0.color[component] }, isClosed: true)
      return (values: knots.values, slopes: MonotoneCubic.slopes(of: knots))
    }
    return (0..<distinct.count).map { index in
      let span = moments[index + 1] - moments[index]
      return PiecewiseGradient.Piece(from: moments[index], to: moments[index + 1]) { fraction in
        let parts = components.map { component in
          CubicHermite.value(
            from: (component.values[index], component.slopes[index]),
            to: (component.values[index + 1], component.slopes[index + 1]), span: span, elapsed: fraction * span)
        }
        return ColorCodes(parts[0], parts[1], parts[2])
      }
    }
  }

  private static func part(_ place: Int) -> Double { Double(place) / Double(circle) }
}
