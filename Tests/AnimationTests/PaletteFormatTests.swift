import Animation
import FractalMath
import Testing

@Suite struct PaletteFormatTests {
  private func read(
    _ text: String, _ name: String = "stdin", format: PaletteFormat? = nil, choice: String? = nil
  ) throws(PaletteFileError) -> PaletteFile.Reading {
    try PaletteFile.palette(bytes: Array(text.utf8), name: name, format: format, choice: choice)
  }

  /// Places and colours like `0 #000080, 0.25 #00a0ff`.
  private func words(_ palette: Palette) -> String {
    palette.stops.map { "\($0.position == 0 ? "0" : "\($0.position)") \($0.color)" }.joined(separator: ", ")
  }

  private func color(_ palette: Palette, at place: Double) -> [Int] {
    let light = LinearRGB(palette.color(at: place))
    return [light.red, light.green, light.blue].map { Int((255 * SRGBTransfer.encoded($0)).rounded()) }
  }

  private static let four = "0 #000080, 0.25 #00a0ff, 0.5 #ffffff, 0.75 #ffaa00"

  @Test(
    "lists of colours are read in every dress, whatever the file is called",
    arguments: [
      "000080\r00a0ff\rffffff\rffaa00\r", "\u{FEFF}000080\n00a0ff\nffffff\nffaa00",
      "https://coolors.co/000080-00a0ff-ffffff-ffaa00", "see coolors.co/palette/000080-00a0ff-ffffff-ffaa00?x=1",
      "\"#000080\",\"#00a0ff\",\"#ffffff\",\"#ffaa00\"", "['#000080', '#00a0ff', '#fff', '#fa0']",
      "#000080ff\n#00a0ffff\n#ffffffff\n#ffaa00ff", "navy; rgb(0, 160, 255); WHITE; hsl(40deg 100% 50%)",
      "; paint.net Palette File\nFF000080\nFF00A0FF\nFFFFFFFF\nFFFFAA00",
      "FF000080 FF00A0FF FFFFFFFF FFFFAA00", "0x000080 0x00A0FF 0xFFFFFF 0xFFAA00",
      "GIMP Palette\nName: four\nColumns: 4\n#\n  0   0 128\tnavy\n  0 160 255\tsky\n255 255 255\n255 170   0\tamber",
      "JASC-PAL\r\n0100\r\n4\r\n0 0 128\r\n0 160 255\r\n255 255 255\r\n255 170 0\r\n",
      "[\"#000080\", \"#00a0ff\", \"#ffffff\", \"#ffaa00\"]",
      "[[0, 0, 128], [0, 160, 255], [255, 255, 255], [255, 170, 0]]",
      "[[0.0, 0, 0.502], [0, 0.627, 1], [1, 1, 1], [1, 0.667, 0]]",
      "{\"colors\": [\"000080\", \"00a0ff\", \"ffffff\", \"ffaa00\"]}",
      "{\"Navy\": \"000080\", \"Sky\": \"00a0ff\", \"White\": \"ffffff\", \"Amber\": \"ffaa00\"}",
      "[{\"hex\": \"#000080\"}, {\"r\": 0, \"g\": 160, \"b\": 255}, {\"color\": [255, 255, 255]}, {\"color\": \"#ffaa00\"}]",
    ])
  func lists(text: String) throws {
    for name in ["stdin", "x.txt"] {
      let reading = try read(text, name)
      #expect(words(reading.palette) == Self.four && reading.palette.isCyclic)
      #expect(reading.notices.isEmpty)
    }
  }

  @Test("opacity is ignored with a notice")
  func opacity() throws {
    for text in [
      "#00008080 #ffffffff", "rgba(0,0,128,0.5) #fff", "[\"#00008000\", \"#fff\"]", "00000080\nFFFFFFFF\n; paint.net",
    ] {
      let reading = try read(text)
      #expect(reading.notices == ["opacity is ignored: colours count as opaque"], "\(text)")
    }
  }

  @Test("tables of decimal numbers are tables by their content, whole numbers or parts of one")
  func triples() throws {
    let rows = "100 200 150\n101 20 151\n"
    for name in ["stdin", "x.txt", "x.map", "x.csv"] {
      #expect(color(try read(rows, name).palette, at: 0.5) == [101, 20, 151])
    }
    #expect(color(try read("; a remark\n0.0,0.5,1\n1,0,0 ; red\n").palette, at: 0) == [0, 128, 255])
    #expect(color(try read("0 0 0\n100 200 150\n").palette, at: 0.5) == [100, 200, 150])
  }

  @Test(
    "ambiguous content is refused with a sentence that names the choices",
    arguments: [
      (
        "100 200 150",
        "stdin:1: the colours are ambiguous; use --format triples or --format map or --format hex"
      ),
      ("11223344 55667788", "stdin:1: the colours are ambiguous; use --format hex or --format paintnet"),
    ])
  func ambiguous(text: String, message: String) throws {
    let error = #expect(throws: PaletteFileError.self) { try read(text) }
    #expect(error?.description == message)
    #expect(words(try read("100 200 150", "a.hex").palette).hasPrefix("0 #110000, "))
    #expect(words(try read("100 200 150", format: .triples).palette) == "0 #64c896")
    #expect(words(try read("11223344 55667788", format: .hexAlphaFirst).palette) == "0 #223344, 0.5 #667788")
    #expect(words(try read("11223344 55667788", format: .hex).palette) == "0 #112233, 0.5 #556677")
    for ones in ["0 0 1\n1 0 0", "[[0, 0, 1], [1, 0, 0]]"] {
      #expect(throws: PaletteFileError.self) { try read(ones) }
    }
  }

  @Test("Fractint's own maps: 257 rows, remarks and Ctrl-Z behind them, 256 as a value, lone CRs, a byte order mark")
  func fractintMaps() throws {
    let rows = (0..<256).map { "\($0) \($0 * 3 % 256) \(255 - $0)" }
    let expected = try read(rows.joined(separator: "\n"), "a.map").palette
    #expect(expected.stops.count > 3)
    let lines = rows.joined(separator: "\n")
    let remarks: [String] = rows.map { "  " + $0 + " 7 caf\u{E9}" }
    let dressed: [String] = [
      rows.joined(separator: "\r"), rows.joined(separator: "\r\n"), "\u{FEFF}" + lines, lines + "\nMade by somebody\n",
      lines + "\n\u{1A}\0\0", "a title\n" + lines, remarks.joined(separator: "\n"),
    ]
    for text in dressed { #expect(try read(text, "a.map").palette == expected) }
    let long = try read((rows + ["9 9 9"]).joined(separator: "\n"), "a.map")
    #expect(long.palette == expected && long.notices == ["rows after the first 256 are left out, as in Fractint"])
    let modulo = try read("256 0 0\n0 511 0", "a.map")
    #expect(words(modulo.palette) == "0 #000000, 0.5 #00ff00")
    #expect(modulo.notices == ["values over 255 count modulo 256, as in Fractint"])
  }

  @Test("of several gradients of Ultra Fractal the first is taken, with a word, or the one that is asked for")
  func ultraFractal() throws {
    let text = """
      ; a remark
      one {
      gradient:
        title="The first" smooth=no rotation=7 index=-40 color=255
        index=100 color=16711680
      opacity:
        smooth=no index=0 opacity=255
      }
      two { gradient: smooth=yes index=0 color=0 index=200 color=16777215 }
      """
    let first = try read(text, "x.ugr")
    #expect(color(first.palette, at: 0.9) == [255, 0, 0] && color(first.palette, at: 0.25) == [0, 0, 255])
    #expect(abs(color(first.palette, at: 0.9 + 0.0875)[0] - 191) <= 2)
    #expect(first.notices.count == 2 && first.notices[0].contains("The first, two"))
    for choice in ["two", "2"] {
      let second = try read(text, "x.ugr", choice: choice)
      #expect(second.notices.isEmpty)
      // The cubic through black and white with flat ends: a quarter of the way is 5/32 of the difference.
      #expect(abs(color(second.palette, at: 0.125)[1] - 40) <= 2)
    }
    let error = #expect(throws: PaletteFileError.self) { try read(text, "x.ugr", choice: "three") }
    #expect(
      error?.description == "x.ugr: no palette is called “three”; there are The first, two, or a number from 1 to 2")
  }

  @Test("tables of GMT: numbers, slashes, greys, names, hues, jumps, categories")
  func colorPaletteTables() throws {
    let plain = "# COLOR_MODEL = RGB\n0 0 0 128 1 0 160 255\n1 0 160 255 4 255 255 255 U\nB 0 0 0\nF 9 9 9\nN 128\n"
    let spelled = "#COLOR_MODEL=+RGB\n-2 0/0/128 -1 #00a0ff ; sea\n-1 0/160/255 2 white\n"
    for text in [plain, spelled] {
      let palette = try read(text, "x.txt").palette
      #expect(!palette.isCyclic)
      #expect(color(palette, at: 0.25) == [0, 160, 255] && color(palette, at: 1) == [255, 255, 255])
      #expect(zip(color(palette, at: 0.125), [0, 80, 192]).allSatisfy { abs($0 - $1) <= 2 })
    }
    let hues = try read("# COLOR_MODEL = +HSV\n0 0 1 1 1 240 1 1\n", "x.cpt").palette
    #expect(zip(color(hues, at: 0.5), [0, 255, 0]).allSatisfy { abs($0 - $1) <= 2 })
    #expect(color(try read("0 120-1-1 1 -\n1 0/100/100/0 2 50 U").palette, at: 0.25) == [0, 255, 0])
    let jump = try read("0 red 1 blue\n1 gray50 2 255/255/255@0", "x.cpt").palette
    #expect(color(jump, at: 0.4999)[2] >= 254 && color(jump, at: 0.5001) == [127, 127, 127])
    let categories = try read("0 red ;one\n1 lime\n2 0/0/255", "x.cpt").palette
    #expect(categories.stops.count == 6 && color(categories, at: 0.5) == [0, 255, 0])
    for far in ["-1e308 red 0 blue\n0 blue 1e308 red", "0 red 1e-320 blue\n1e-320 blue 1 red"] {
      #expect(((try? read(far, "x.cpt"))?.palette.stops.count ?? 1) >= 1)
    }
    let gap = #expect(throws: PaletteFileError.self) { try read("0 0/0/0 1 9/9/9\n2 0/0/0 3 9/9/9", "x.cpt") }
    #expect(gap?.description == "x.cpt:2: the slice does not begin where the one before ends, at 1.0")
  }

  @Test("gradients of CSS: places, hints, spaces, repetition, names")
  func css() throws {
    let text = """
      /* linear-gradient(not this) */
      .dawn { background: -webkit-linear-gradient(left, #000, #fff);
        background: linear-gradient(90deg, #000080 0%, #00a0ff 40%, #ffffff 60%, #ffaa00 100%); }
      :root { --dusk: radial-gradient(circle at 10% 10%, rgb(0 0 0) 20% 30%, rgba(255, 255, 255, 1)); }
      """
    let dawn = try read(text, "x.css")
    #expect(dawn.notices.count == 1 && dawn.notices[0].contains("(.dawn, --dusk)"))
    #expect(color(dawn.palette, at: 0.4) == [0, 160, 255] && color(dawn.palette, at: 0.6) == [255, 255, 255])
    #expect(zip(color(dawn.palette, at: 0.2), [0, 80, 192]).allSatisfy { abs($0 - $1) <= 2 })
    let dusk = try read(text, "x.css", choice: "--dusk").palette
    #expect(color(dusk, at: 0.29) == [0, 0, 0] && abs(color(dusk, at: 0.65)[0] - 128) <= 2)
    let hint = try read("linear-gradient(#000, 20%, #fff)").palette
    #expect(abs(color(hint, at: 0.2)[0] - 128) <= 2)
    let jump = try read("linear-gradient(red 50%, blue 50%)").palette
    #expect(jump.stops.count == 4 && color(jump, at: 0.4999) == [255, 0, 0] && color(jump, at: 0.5001) == [0, 0, 255])
    #expect(try read("linear-gradient(to right in oklab, #000, #fff)").palette.stops.count == 2)
    let stripes = try read("repeating-linear-gradient(45deg, red 0 10%, lime 20%)").palette
    #expect(stripes.isCyclic && color(stripes, at: 0.49) == [255, 0, 0])
    let wheel = try read("conic-gradient(from 0.25turn, red, lime 90deg, red)").palette
    #expect(wheel.isCyclic && color(wheel, at: 0.25) == [0, 255, 0])
    for (wrong, message) in [
      ("a {\n background: linear-gradient(red,\n 5px blue) }", "x.css:3: found “5px blue”; expected a colour"),
      ("linear-gradient(red, blue", "x.css:1: the gradient's parenthesis is not closed"),
      (
        "linear-gradient(in hsl, red, blue)",
        "x.css:1: found “in hsl”; colours are mixed in srgb, srgb-linear, oklab only"
      ),
      ("a { color: red }", "x.css:1: there is no gradient"),
    ] {
      let error = #expect(throws: PaletteFileError.self) { try read(wrong, "x.css") }
      #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }
  }

  @Test("JSON with places is a gradient; presets' own palettes come back as they are")
  func jsonPlaces() throws {
    let own =
      "{\"space\": \"oklab\", \"cyclic\": false, \"stops\": [{\"at\": 0.1, \"color\": \"#000080\"}, {\"at\": 0.7, \"color\": \"#fff\"}]}"
    let palette = try read(own).palette
    #expect(words(palette) == "0.1 #000080, 0.7 #ffffff" && !palette.isCyclic)
    #expect(words(try read(palette.document).palette) == "0.1 #000080, 0.7 #ffffff")
    let plotly = try read("[[0, \"rgb(0,0,128)\"], [0.5, \"red\"], [0.5, \"lime\"], [1, \"#fff\"]]").palette
    #expect(words(plotly) == "0 #000080, 0.499999 #ff0000, 0.5 #00ff00, 1.0 #ffffff" && !plotly.isCyclic)
    #expect(
      words(try read("[{\"pos\": 0, \"color\": \"red\"}, {\"pos\": 50, \"color\": \"lime\"}]").palette)
        == "0 #ff0000, 0.5 #00ff00")
    let several = try read("[[\"#000080\", \"#fff\"], [\"#f00\", \"#0f0\", \"#00f\"]]", choice: "2")
    #expect(several.palette.stops.count == 3)
    for wrong in [
      "[1, 2]", "{}", "[]", "[[0, \"red\"], \"lime\"]", "[[1, \"red\"], [0, \"lime\"]]", "[{\"color\": 5}]",
      "{\"a\": 1}",
    ] {
      #expect(throws: PaletteFileError.self, "\(wrong)") { try read(wrong) }
    }
  }

  @Test("a RIFF palette is read, and other files that are no text are refused by name")
  func binary() throws {
    let chunk: [UInt8] = Array("data".utf8) + [12, 0, 0, 0, 0, 3, 2, 0, 0, 0, 128, 0, 255, 170, 0, 0]
    let riff = Array("RIFF".utf8) + [24, 0, 0, 0] + Array("PAL ".utf8) + chunk
    #expect(words(try PaletteFile.palette(bytes: riff, name: "x.pal").palette) == "0 #000080, 0.5 #ffaa00")
    let utf16 = "\u{FEFF}0 0 255\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for (bytes, words) in [
      (utf16, "UTF-16; save it as UTF-8"), (Array(utf16.dropFirst(2)), "UTF-16; save it as UTF-8"),
      (Array(riff.dropLast(3)), "damaged"), ([0xFF, 0xFE, 0, 0, 9, 0, 0, 0], "UTF-32"),
      ([1, 2, 0, 0, 0, 5], "neither text nor"),
      (Array("ASEF".utf8) + [0, 1], "Adobe"),
    ] {
      let error = #expect(throws: PaletteFileError.self) { try PaletteFile.palette(bytes: bytes, name: "x.pal") }
      #expect(error?.description.hasPrefix("x.pal: ") == true && error?.message.contains(words) == true)
    }
  }
}
