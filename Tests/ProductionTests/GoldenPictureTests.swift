import Testing

/// Whole pictures on record: where one part tells another the wrong thing, the formulas of both may still be right.
@Suite("Pictures on record")
struct GoldenPictureTests {
  static let shipped = ShippedFilmTests.names.map { GoldenPicture(name: "preset-\($0)", preset: $0, seconds: 3) }

  private static let spiral = "[-0.79,0.156]"
  private static let dragon = "[-0.55,0.56]"

  private static func variant(_ name: String, c: String, _ settings: [String: String]) -> GoldenPicture {
    GoldenPicture(
      name: name, preset: "benchmarks/benchmark-loop", settings: settings.merging(["c": c]) { own, _ in own })
  }

  static let shadings =
    [("smooth", "0.02"), ("distance", "20"), ("stripe", "1"), ("triangle-inequality", "1"), ("angle", "1")]
    .map { algorithm, density in
      variant(
        "shading-\(algorithm)", c: spiral, ["shading.algorithm": algorithm, "shading.density": density])
    }
    + [variant("shading-histogram", c: spiral, ["shading.algorithm": "histogram", "shading.density": "1"])]
    + ["point", "line", "circle", "cross"].map { shape in
      variant(
        "trap-\(shape)", c: dragon,
        ["shading.algorithm": "trap", "shading.trap.shape": shape, "shading.density": "2"])
    } + [variant("scale-log", c: spiral, ["shading.scale": "log", "shading.density": "0.25"])]

  static let interiors = ["period", "convergence", "nearest"].map { number in
    variant(
      "interior-\(number)", c: "[-0.12,0.74]",
      ["shading.interior": "{\"by\":\"\(number)\",\"palette\":\"reef\",\"density\":0.3}"])
  }

  static let lights = [
    variant("light-low", c: "[-0.4,0.6]", ["shading.light": "{\"height\":20,\"ambient\":0.1}"]),
    variant("light-high", c: "[-0.4,0.6]", ["shading.light": "{\"height\":70,\"ambient\":0.6,\"direction\":20}"]),
    variant("light-depth", c: "[-0.4,0.6]", ["shading.light": "{\"height\":45,\"depth\":0.8}"]),
  ]

  static let samplings = [
    variant("antialiasing-none", c: spiral, ["antialiasing.mode": "none"]),
    variant("filter-box", c: spiral, ["antialiasing": "{\"mode\":\"grid\",\"samples\":9}"]),
    variant(
      "filter-mitchell", c: spiral, ["antialiasing": "{\"mode\":\"grid\",\"samples\":9,\"filter\":\"mitchell\"}"]),
    variant("dither-ordered", c: spiral, ["output.dither": "ordered"]),
    variant("dither-blue-noise", c: spiral, ["output.dither": "blue-noise"]),
    variant("camera-turned", c: spiral, ["camera.rotation": "30", "camera.center": "[0.1,0.2]"]),
  ]

  @Test("the presets that ship look as they did", arguments: shipped)
  func eachShippedPreset(picture: GoldenPicture) throws { try picture.expectAsRecorded() }

  @Test("each shading looks as it did", arguments: shadings)
  func eachShading(picture: GoldenPicture) throws { try picture.expectAsRecorded() }

  @Test("each kind of interior and light looks as it did", arguments: interiors + lights)
  func eachInteriorAndLight(picture: GoldenPicture) throws { try picture.expectAsRecorded() }

  @Test("each way of sampling and dithering, and a turned camera, look as they did", arguments: samplings)
  func eachSampling(picture: GoldenPicture) throws { try picture.expectAsRecorded() }
}
