import FractalMath

extension Palette {
  /// The palette as JSON to be read by people, a stop a line, without a newline at its end: what `shading.palette` takes.
  package var document: String {
    let stops = stops.map {
      "    { \"at\": \(JSONText.number($0.position)), \"color\": \(JSONText.string($0.color.description)) }"
    }
    return """
      {
        "space": "oklab",
        "cyclic": \(JSONText.boolean(isCyclic)),
        "stops": [
      \(stops.joined(separator: ",\n"))
        ]
      }
      """
  }
}
