import Animation
import FractalMath
import ShippedPresets

/// Palettes of other programs: read by all readers, and written as presets take them.
///
/// The first byte says how the file's name ends, or what format the user says that it is.
enum PaletteFuzzing {
  private static let endings = [
    "", ".ggr", ".map", ".txt", ".hex", ".gpl", ".pal", ".ugr", ".cpt", ".css", ".json", ".act",
  ]

  static func feed(_ bytes: [UInt8]) throws -> Bool {
    guard let first = bytes.first else { return false }
    let choice = Int(first) % (endings.count + PaletteFormat.allCases.count)
    let isNamed = choice < endings.count
    let reading = Result { () throws(PaletteFileError) in
      try PaletteFile.palette(
        bytes: Array(bytes.dropFirst()), name: "fuzzed" + (isNamed ? endings[choice] : ""),
        format: isNamed ? nil : PaletteFormat.allCases[choice - endings.count], choice: isNamed ? nil : "1")
    }
    switch reading {
    case .success(let reading):
      try verify(reading.palette)
      try FuzzFailure.unless(
        reading.notices.allSatisfy { $0.oneLine == $0 }, "not fit for a terminal: \(reading.notices.map(\.oneLine))")
    case .failure(let error):
      try FuzzFailure.unless("\(error)".oneLine == "\(error)", "not fit for a terminal: \("\(error)".oneLine)")
    }
    return true
  }

  /// A preset takes the palette that is printed, and it is the same palette.
  static func verify(_ palette: Palette) throws {
    let places = palette.stops.map(\.position)
    try FuzzFailure.unless(places.allSatisfy { (0...1).contains($0) }, "stops out of 0…1: \(places)")
    try FuzzFailure.unless(zip(places, places.dropFirst()).allSatisfy { $0 < $1 }, "stops not ascending: \(places)")
    let text = #"{"version":1,"title":"t","duration":1,"c":[0,0],"shading":{"palette":"# + palette.document + "}}"
    let preset = Result { () throws(PresetError) in try Preset.load(bytes: Array(text.utf8), name: "printed") }
    switch preset {
    case .success(let preset):
      try FuzzFailure.unless(
        preset.shading.palette == .constant(palette), "another palette when read again: \(palette.document)")
      try PresetFuzzing.verify(preset)
    case .failure(let error):
      throw FuzzFailure(description: "refused by presets: \(error)\n\(palette.document)")
    }
  }

  static var seeds: [[UInt8]] {
    files.map { file in
      [UInt8(endings.firstIndex(of: file.ending) ?? 0)] + Array(file.text.utf8)
    }
  }

  private static let gradient = """
    GIMP Gradient
    Name: seed
    3
    0.000000 0.100000 0.200000 0.0 0.1 0.2 1.0 0.3 0.4 0.5 1.0 0 0
    0.200000 0.500000 0.700000 0.3 0.4 0.5 1.0 0.9 0.1 0.5 1.0 1 1
    0.700000 0.900000 1.000000 0.9 0.1 0.5 1.0 0.9 0.1 0.5 1.0 4 2 0 0

    """

  private static let files: [(ending: String, text: String)] = [
    ("", "#0b1026 #2c7da0 #f6f1d5\n; a remark\n#c85\n"),
    ("", gradient),
    (".ggr", gradient),
    (".map", "0 0 0 a remark\n17 34 51\n255 128 0\n"),
    (".map", (0..<256).map { "\($0) \(255 - $0) \($0 * 7 % 256)\n" }.joined()),
    (".txt", "; paint.net Palette File\nFF0B1026\nFF2C7DA0\n"),
    (".txt", "10 20 30\n200 100 50\n"),
    (".hex", "0b1026,2c7da0\nf6f1d5"),
    (".gpl", "GIMP Palette\nName: seed\nColumns: 2\n# a remark\n 11  16  38\tdark\n200  85  61\tred\n"),
    (".pal", "JASC-PAL\r\n0100\r\n2\r\n11 16 38\r\n200 85 61\r\n"),
    (".ugr", "seed {\ngradient:\n  title=\"seed\" smooth=no\n  index=0 color=2494987\n  index=200 color=4019656\n}\n"),
    (".cpt", "# COLOR_MODEL = RGB\n0 11 16 38 0.5 200 85 61\n0.5 200 85 61 1 255 255 255\nB 0 0 0\nF 255 255 255\n"),
    (".css", "background: linear-gradient(90deg, #0b1026 0%, rgb(44, 125, 160) 40%, rgba(246, 241, 213, 0.5) 100%);\n"),
    (".json", "[\"#0b1026\", [44, 125, 160], {\"color\": \"#f6f1d5\", \"at\": 0.8}]\n"),
    ("", "https://coolors.co/palette/0b1026-2c7da0-f6f1d5"),
  ]

  static let words: Set<String> = [
    "GIMP Gradient", "GIMP Palette", "Name: ", "Columns: ", "JASC-PAL", "0100", "COLOR_MODEL = HSV", "gradient:",
    "index=",
    "color=", "title=", "linear-gradient(", "rgb(", "rgba(", "hsl(", "https://coolors.co/", "paint.net", "\u{FEFF}",
    "\u{1A}",
    "\r", "\r\n", "#", "256", "255", "0.5", "1e308", "nan", "inf", "-0", "%",
  ]
}
