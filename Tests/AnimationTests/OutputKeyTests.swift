import Animation
import FilmFormat
import Testing

@Suite struct OutputKeyTests {
  private func output(_ json: String) throws -> OutputSettings {
    try FilmFixture.load(FilmFixture.document(output: json)).output
  }

  @Test("what is left out is what the codec has", arguments: VideoCodec.allCases)
  func defaults(codec: VideoCodec) throws {
    let output = try output("{\"codec\":\"\(codec.rawValue)\"}")
    #expect(output.bitDepth == (codec == .prores ? 10 : 8))
    #expect(output.chroma == (codec == .prores ? .yuv422 : .yuv420))
    #expect(output.encoderPreset == "balanced" && output.dither == .none)
  }

  @Test("bit depths and chroma samplings are allowed exactly where the codec has them")
  func formats() {
    for codec in VideoCodec.allCases {
      for depth in [8, 10] {
        for chroma in ChromaSampling.allCases {
          let json = "{\"codec\":\"\(codec.rawValue)\",\"bitDepth\":\(depth),\"chroma\":\"\(chroma.rawValue)\"}"
          let errors = FilmFixture.errors(in: FilmFixture.document(output: json))
          let wrong = (codec.facts.bitDepths.contains(depth) ? 0 : 1) + (codec.facts.chromas.contains(chroma) ? 0 : 1)
          #expect(errors.count == wrong, "\(json): \(errors)")
        }
      }
    }
  }

  @Test("every preset of every codec is allowed, and words are resolved to one of them")
  func encoderPresets() throws {
    for codec in VideoCodec.allCases {
      for name in codec.facts.presets {
        #expect(
          try output("{\"codec\":\"\(codec.rawValue)\",\"encoderPreset\":\"\(name)\"}").encoderPresetName == name)
      }
      for effort in EncodingEffort.allCases {
        let resolved = try output(
          "{\"codec\":\"\(codec.rawValue)\",\"encoderPreset\":\"\(effort.rawValue)\"}"
        ).encoderPresetName
        #expect(
          codec.facts.presets.contains(resolved) || codec == .h264 && resolved == effort.rawValue,
          "\(codec) \(effort)")
      }
    }
    #expect(try output(#"{"codec":"av1","encoderPreset":8}"#).encoderPreset == "8")
  }

  @Test(
    "each wrong value is named with what is allowed for the codec",
    arguments: [
      (
        #"{"codec":"prores","bitDepth":8}"#,
        "output.bitDepth: 8 does not go with the codec \"prores\"; allowed there: 10"
      ),
      (#"{"bitDepth":12}"#, "output.bitDepth: 12 is not offered; allowed: 8, 10"),
      (
        #"{"codec":"av1","chroma":"4:4:4"}"#,
        "output.chroma: \"4:4:4\" does not go with the codec \"av1\"; allowed there: \"4:2:0\""
      ),
      (
        #"{"codec":"prores","encoderPreset":"medium"}"#,
        "output.encoderPreset: “medium” does not go with the codec \"prores\"; allowed there: \"draft\", \"balanced\", "
          + "\"best\", \"auto\", \"proxy\", \"lt\", \"standard\", \"hq\", \"4444\", \"4444xq\""
      ),
      (
        #"{"encoderPreset":true}"#,
        "output.encoderPreset: found true; allowed: a name such as \"medium\", or a level such as 8"
      ),
      (#"{"codec":"hevc","crf":52}"#, "output.crf: 52 is out of range; allowed: a number from 0 to 51"),
      (#"{"codec":"av1","crf":64}"#, "output.crf: 64 is out of range; allowed: a number from 0 to 63"),
      (#"{"codec":"ffv1","crf":20}"#, "output.crf: the codec \"ffv1\" has no rate factor; allowed: quality"),
      (
        #"{"dither":"random"}"#, "output.dither: “random” is unknown; allowed: \"none\", \"ordered\", \"blue-noise\""
      ),
    ])
  func wrongValues(json: String, message: String) {
    let errors = FilmFixture.errors(in: FilmFixture.document(output: json))
    #expect(errors.count == 1)
    #expect(errors.first?.hasSuffix(": " + message) == true, "\(errors)")
  }

  @Test("canonical JSON loads as equal settings")
  func canonical() throws {
    for json in [
      #"{"codec":"av1","crf":60,"encoderPreset":4,"bitDepth":10,"dither":"blue-noise"}"#,
      #"{"codec":"prores","encoderPreset":"hq","chroma":"4:4:4"}"#, #"{"codec":"ffv1","encoderPreset":"best"}"#,
    ] {
      let preset = try FilmFixture.load(FilmFixture.document(output: json))
      #expect(try FilmFixture.load(preset.canonicalJSON) == preset)
    }
  }
}

@Suite struct AntialiasingKeyTests {
  private static let good = #"{"mode":"grid","samples":9,"threshold":0.25,"filter":"mitchell"}"#

  private func override(_ json: String) -> [Override] { [Override(path: "antialiasing", value: json, origin: "--set")] }

  @Test("settings reach the timeline, and come back from canonical JSON")
  func settings() throws {
    let preset = try FilmFixture.load(FilmFixture.document(), overrides: override(Self.good))
    let settings = Timeline(preset).antialiasing
    #expect(
      settings.mode == .grid && settings.samples == 9 && settings.threshold == 0.25 && settings.filter == .mitchell)
    #expect(try FilmFixture.load(preset.canonicalJSON) == preset)
  }

  @Test("left out, it is adaptive up to 16 samples")
  func defaults() throws {
    let settings = try FilmFixture.load(FilmFixture.document()).antialiasing
    #expect(settings.threshold == 0.1 && settings.filter == .box)
    #expect(settings.mode == .adaptive && settings.samples == 16)
  }

  @Test(
    "each wrong value is named with what is allowed",
    arguments: [
      (#"{"mode":"ssaa"}"#, "antialiasing.mode: “ssaa” is unknown; allowed: \"none\", \"grid\", \"adaptive\""),
      (#"{"samples":8}"#, "antialiasing.samples: 8 is not offered; allowed: 4, 9, 16, 25, 36, 64"),
      (
        #"{"samples":25}"#,
        "antialiasing.samples: 25 samples do not go with the mode \"adaptive\"; allowed there: 4, 16, 64"
      ),
      (
        #"{"filter":"mitchell"}"#,
        "antialiasing.filter: the filter \"mitchell\" does not go with the mode \"adaptive\"; allowed there: \"box\""
      ),
      (#"{"filter":"lanczos"}"#, "antialiasing.filter: “lanczos” is unknown; allowed: \"box\", \"mitchell\""),
      (#"{"threshold":1.5}"#, "antialiasing.threshold: 1.5 is out of range; allowed: a number from 0 to 1"),
    ])
  func wrongValues(json: String, message: String) {
    let errors = FilmFixture.errors(in: FilmFixture.document(), overrides: override(json))
    #expect(errors == ["--set: \(message)"])
  }
}
