import Animation
import Foundation
import FractalMath
import Production
import TestSupport
import Testing
import VideoEncoding

/// A picture that is on record under Tests/Golden: a still of 160×90 pixels with baseline instructions, so that every machine makes
/// the same.
struct GoldenPicture: Sendable, CustomTestStringConvertible {
  /// The record's name.
  let name: String
  /// The preset, as a shipped one's name.
  let preset: String
  /// What is put over the preset: paths and values.
  var settings: [String: String] = [:]
  /// Seconds from the start.
  var seconds = 0.0

  var testDescription: String { name }

  private static let size = FrameSize(width: 160, height: 90)
  /// Library functions round differently between systems, so single colours of a palette may be one code off.
  private static let allowedDifference = 1
  /// The part of all samples that may.
  private static let allowedShare = 0.005

  private var record: String { Repository.root.appendingPathComponent("Tests/Golden/\(name).png").path }

  /// Renders the picture and compares it with its record. With JULIAREEL_RECORD set the record is written, and the test fails, so
  /// that nothing is ever recorded by accident.
  func expectAsRecorded(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let folder = try TemporaryFolder()
    let file = folder.file("still.png")
    try render(to: file)
    if ProcessInfo.processInfo.environment["JULIAREEL_RECORD"] != nil {
      try Data(contentsOf: URL(fileURLWithPath: file)).write(to: URL(fileURLWithPath: record))
      Issue.record(
        "recorded \(name); look at it, then run again without JULIAREEL_RECORD", sourceLocation: sourceLocation)
      return
    }
    let (found, expected) = (try Self.samples(of: file), try Self.samples(of: record))
    try #require(found.count == expected.count, "\(name) has another size")
    let differences = zip(found, expected).map { abs(Int($0) - Int($1)) }
    let largest = differences.max() ?? 0
    let share = Double(differences.count { $0 > 0 }) / Double(differences.count)
    guard largest > Self.allowedDifference || share > Self.allowedShare else { return }
    let picture = try Self.writeDifference(differences, name: name)
    Issue.record(
      "\(name) differs from its record by up to \(largest) codes, in \(share * 100) % of its samples: see \(picture); JULIAREEL_RECORD=1 records it anew",
      sourceLocation: sourceLocation)
  }

  private func render(to file: String) throws {
    let source = Repository.root.appendingPathComponent("presets/\(preset).json")
    let document = PresetDocument(bytes: Array(try Data(contentsOf: source)), name: preset)
    let size = ["output.width": "\(Self.size.width)", "output.height": "\(Self.size.height)"]
    let overrides = settings.merging(size) { _, size in size }.sorted { $0.key < $1.key }
      .map { Override(path: $0.key, value: $0.value, origin: "the test") }
    let preset = try LocatedPreset(document, overrides: overrides) { (_, _) throws(MissingDocument) in
      throw MissingDocument(reason: "none")
    }.preset
    let timeline = try FilmTimeline.measured(preset, workerCount: 2)
    let options = RenderingOptions(workerCount: 2, instructionSet: .baseline)
    try StillProduction(timeline: timeline, options: options)
      .writePNG(timeline.frame(atSeconds: seconds), to: file)
  }

  private static func samples(of file: String) throws -> [UInt8] {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
    return try PictureReader.pixels(of: bytes, format: .png).rgba
  }

  /// Writes where the samples differ, thirty times as bright, and returns the picture's path.
  private static func writeDifference(_ differences: [Int], name: String) throws -> String {
    var image = RasterImage(size: size, color: LinearRGB(red: 0, green: 0, blue: 0))
    for row in 0..<size.height {
      for column in 0..<size.width {
        let first = 4 * (row * size.width + column)
        let codes = (0..<3).map { UInt8(clamping: 30 * differences[first + $0]) }
        image[column, row] = SRGBColor(red: codes[0], green: codes[1], blue: codes[2])
      }
    }
    let folder = Repository.root.appendingPathComponent(".build/golden-differences")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appendingPathComponent("\(name).png")
    try Data(try image.png()).write(to: path)
    return path.path
  }
}
