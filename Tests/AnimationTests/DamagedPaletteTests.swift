import Animation
import FractalMath
import TestSupport
import Testing

@Suite struct DamagedPaletteTests {
  private static let originals: [String] = [
    "GIMP Gradient\nName: T\n2\n0 0.2 0.5 1 0 0 1 0 0 1 1 0 1 0 3\n0.5 0.7 1 1 0 0 1 0 0 1 1 3 2\n",
    "0 0 255 x\n1 3 254\n256 6 253\n\u{1A}", "#000080, 0af\n// foam\nffffff\t#08c\r\n000080ff rgb(1 2 3)",
    "GIMP Palette\nName: four\nColumns: 4\n#\n  0   0 128\tnavy\n", "JASC-PAL\r\n0100\r\n2\r\n0 0 128\r\n0 160 255\r\n",
    "a {\ngradient:\n title=\"four\" smooth=yes rotation=0\n index=0 color=8388608 index=350 color=43775\n}\nb { gradient: index=1 color=2 }",
    "# COLOR_MODEL = HSV\n0 0 1 1 1 120 1 1 L\n1 120-1-1 2 - ;x\n2 red 3 50\nB 0 0 0\n",
    "a{b:repeating-linear-gradient(90deg in oklab, #000080 0% 5%, 30%, hsl(40 100% 50% / .5), red 100%)}",
    "{\"cyclic\": true, \"stops\": [{\"at\": 0, \"color\": \"#123\"}, {\"at\": 1e0, \"color\": [1, 2, 3]}]}",
    "[[0.5, \"red\"], [0.5, [0.1, 0.2, 0.3]]]", "https://coolors.co/000080-00a0ff", "; paint.net\nFF000080\n00FFFFFF",
  ]

  /// What numbers may be replaced by.
  private static let numbers = [
    "1e999", "nan", "-1", "0x1p3", "99999999999999999999", "-9223372036854775808", "1e-320", "inf", "1.5", "", ",",
    "(((((",
    "4097", "2147483648", "\u{301}", "١",
  ]

  private static func mutated(_ text: String, _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1:
        bytes.replaceSubrange(
          place..<min(place + 3, bytes.count), with: Array(numbers.randomElement(using: &random)?.utf8 ?? "".utf8))
      case 2: bytes.insert(contentsOf: bytes[place...].prefix(20), at: place)
      default: bytes.removeSubrange(place..<min(place + Int.random(in: 1...9, using: &random), bytes.count))
      }
      if bytes.isEmpty { bytes = [0x20] }
    }
    return bytes
  }

  private static func read(_ bytes: [UInt8], _ name: String, format: PaletteFormat?) {
    do throws(PaletteFileError) {
      let reading = try PaletteFile.palette(bytes: bytes, name: name, format: format)
      let stops = reading.palette.stops
      #expect(!stops.isEmpty && stops.allSatisfy { (0...1).contains($0.position) }, "\(bytes)")
      #expect(zip(stops, stops.dropFirst()).allSatisfy { $0.position < $1.position }, "\(bytes)")
    } catch {
      #expect(error.description.hasPrefix(name + ":") && !error.description.contains("\n"), "\(bytes)")
    }
  }

  @Test("no damage to a file crashes a reader, and what is read is a palette")
  func mutations() {
    var random = SeededGenerator(seed: 17)
    for _ in 0..<StressRuns.count(usual: 4_000) {
      guard let original = Self.originals.randomElement(using: &random) else { return }
      let bytes = Self.mutated(original, &random)
      let format = Bool.random(using: &random) ? nil : PaletteFormat.allCases.randomElement(using: &random)
      Self.read(bytes, ["x.txt", "x.map", "x.cpt"].randomElement(using: &random) ?? "x", format: format)
    }
  }

  @Test("a mebibyte of one thing or of noise ends soon, in every format")
  func largeFiles() {
    var random = SeededGenerator(seed: 3)
    let size = PaletteFile.largestTextSize
    let parts = [
      "(", "gradient(", "gradient(a", "linear-gradient(red,blue)", "[", "{\"a\":", "9", "9 ", "#", "#fff ",
      "a{gradient:", "0 0/0/0 1 ",
      "\"", "index=1 color=2 ", "/*", ";", "\r", "\u{301}", "e\u{301}", "1,", "{gradient:\nindex=0 color=1}", "@1@1",
      "ff",
    ]
    let texts = parts.map { Array(String(repeating: $0, count: size / $0.utf8.count).utf8) }
    let noise = (0..<size).map { _ in UInt8.random(in: 1...255, using: &random) }
    let headed = ["GIMP Gradient\n4096\n", "GIMP Palette\n", "JASC-PAL\n0100\n", "# COLOR_MODEL = HSV\n"].map {
      Array(($0 + String(repeating: "0 0 0 1\n", count: size / 9)).utf8)
    }
    for bytes in texts + headed + [noise] { Self.read(bytes, "x.txt", format: nil) }
    for format in PaletteFormat.allCases { Self.read(texts[0], "x.txt", format: format) }
    Self.read(Array(repeating: 65, count: size + 1), "x.txt", format: nil)
  }

  @Test("4096 segments of full turns are told with a bounded number of stops, and what is lost is told")
  func manyTurns() throws {
    let lines = (0..<4096).map { index in
      "\(Double(index) / 4096) \((Double(index) + 0.5) / 4096) \(Double(index + 1) / 4096) 1 0 0 1 1 0 0 1 0 1"
    }
    let text = "GIMP Gradient\n4096\n" + lines.joined(separator: "\n")
    let reading = try PaletteFile.palette(bytes: Array(text.utf8), name: "x.ggr")
    #expect(reading.palette.stops.count <= 8192 && reading.notices.count == 1)
  }
}
