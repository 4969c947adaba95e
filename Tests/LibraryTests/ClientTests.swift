import Foundation
import JuliaReel
import TestSupport
import Testing
import VideoEncoding

@Suite("The client in Examples", .hangLimit)
struct ClientTests {
  /// The built client, which stands beside the tests' own program.
  private static let client = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("FirstFilm")

  @Test("it makes a picture and a film, which show what they should")
  func run() throws {
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = Self.client
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)

    let film = try Film(contentsOf: folder.file("first.mp4"))
    #expect((film.width, film.height, film.frameCount) == (320, 180, 120))
    let image = try film.image(ofFrame: 0)
    #expect(text.contains("the corner is \(image[0, 0])"))
    let file = try Data(contentsOf: URL(fileURLWithPath: folder.file("first.png")))
    let pixels = try PictureReader.pixels(of: Array(file), format: .png)
    #expect((pixels.width, pixels.height) == (image.width, image.height))
    let rgb = pixels.rgba.enumerated().filter { $0.offset % 4 != 3 }.map(\.element)
    #expect(rgb == image.bytes)
    // A picture, and not one colour.
    #expect(Set(image.bytes).count > 50)
  }

  @Test("the landing page of the documentation shows it word by word")
  func landingPage() throws {
    let source = try String(
      contentsOf: Repository.root.appendingPathComponent("Examples/Sources/FirstFilm/FirstFilm.swift"), encoding: .utf8)
    let page = try String(
      contentsOf: Repository.root.appendingPathComponent("Sources/Library/JuliaReel.docc/JuliaReel.md"), encoding: .utf8
    )
    #expect(page.contains("```swift\n\(source)```\n"))
  }
}
