import Animation
import Foundation
import TestSupport
import Testing

@Suite struct ShippedPresetTests {
  static let names = Repository.files(below: "presets", suffix: ".json")
    .filter { $0.deletingLastPathComponent().lastPathComponent == "presets" }
    .map { $0.deletingPathExtension().lastPathComponent }

  private static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: Repository.root.appendingPathComponent("presets/\(name).json")))
  }

  @Test("a preset that ships loads, and its first, middle and last frames have finite parameters", arguments: names)
  func loads(name: String) throws {
    let preset = try Preset.load(bytes: Self.bytes(name), name: name)
    let timeline = Timeline(preset)
    for frame in [0, timeline.frameCount / 2, timeline.frameCount - 1] {
      let parameters = timeline.parameters(at: frame)
      #expect(parameters.juliaConstant.length <= JuliaPath.largestModulus)
      #expect(parameters.camera.center.isFinite && parameters.camera.width > 0)
      #expect(parameters.camera.rotationDegrees.isFinite && parameters.palettePhase.isFinite)
    }
  }

  @Test("canonical JSON loads as an equal preset and is its own canonical form", arguments: names)
  func canonical(name: String) throws {
    let preset = try Preset.load(bytes: Self.bytes(name), name: name)
    let canonical = preset.canonicalJSON
    let again = try Preset.load(bytes: Array(canonical.utf8), name: "canonical")
    #expect(again == preset)
    #expect(again.canonicalJSON == canonical)
  }

  @Test("the classic loop goes round the circle of radius 0.7885 in 600 frames")
  func classicLoop() throws {
    let timeline = Timeline(try Preset.load(bytes: Self.bytes("classic-loop"), name: "classic-loop"))
    #expect(timeline.frameCount == 600)
    // It starts at an angle of 60°, where the dust is dense, and a frame is 0.6°.
    #expect(timeline.parameters(at: 50).juliaConstant == .init(0, 0.7885))
    #expect(timeline.parameters(at: 200).juliaConstant == .init(-0.7885, 0))
    #expect(timeline.parameters(at: 350).juliaConstant == .init(0, -0.7885))
    #expect(timeline.parameters(at: 500).juliaConstant == .init(0.7885, 0))
  }

  @Test("the spirals beside the cusp stay for more than a second")
  func spiralsLinger() throws {
    let preset = try Preset.load(bytes: Self.bytes("famous-constants"), name: "famous-constants")
    let timeline = Timeline(preset)
    let frames = (0..<timeline.frameCount).filter {
      (timeline.parameters(at: $0).juliaConstant - .init(0.285, 0.01)).length < 1e-12
    }
    #expect(Double(frames.count) > timeline.frameRate.framesPerSecond)
  }

  @Test("the zoom ends on the repelling fixed point of its c")
  func zoomTarget() throws {
    let timeline = Timeline(try Preset.load(bytes: Self.bytes("spiral-descent"), name: "spiral-descent"))
    let last = timeline.parameters(at: timeline.frameCount - 1)
    let z = last.camera.center
    #expect((z * z + last.juliaConstant - z).length < 1e-15)
    #expect(z.length > 0.5)  // |f'(z)| = |2z| > 1: repelling, hence in the Julia set
  }

  @Test(
    "no damage to a preset's bytes crashes the reader, and every refusal says something",
    arguments: ["classic-loop", "famous-constants", "spiral-descent"])
  func mutations(name: String) throws {
    let original = try Self.bytes(name)
    var random = SeededGenerator(seed: 0xA11CE)
    for _ in 0..<1500 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: Array("-9e{}[],:\"\\u0".utf8).shuffled(using: &random).prefix(2), at: place)
        default: bytes[place] = UInt8(ascii: "0") + UInt8.random(in: 0...9, using: &random)
        }
      }
      do throws(PresetError) {
        let timeline = Timeline(try Preset.load(bytes: bytes, name: name))
        let parameters = timeline.parameters(at: timeline.frameCount - 1)
        #expect(parameters.juliaConstant.length <= JuliaPath.largestModulus && parameters.camera.width > 0)
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
  }
}
