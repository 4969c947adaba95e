import Foundation
import TestSupport
import Testing

@Suite("The films among the examples")
struct ExampleFilmTests {
  static let names = Repository.files(below: "Examples", suffix: ".json").map {
    String($0.path.dropFirst(Repository.root.appendingPathComponent("Examples").path.count + 1))
  }.sorted()

  private static let folder = Repository.root.appendingPathComponent("Examples").path

  @Test("are valid without a warning, with their songs and scenes", arguments: names)
  func valid(name: String) throws {
    let outcome = try Command.run(["validate", name], folder: Self.folder)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
  }

  @Test(
    "made of scenes end at the moment of the scene with which they began",
    arguments: names.filter { $0.hasPrefix("Scenes/") })
  func loops(name: String) throws {
    let file = URL(fileURLWithPath: Self.folder).appendingPathComponent(name)
    let scenes = try JSONDecoder().decode(Film.self, from: Data(contentsOf: file)).scenes
    let (first, last) = try (#require(scenes.first), #require(scenes.last))
    #expect(first.preset == last.preset)
    #expect(first.start ?? 0 == (last.start ?? 0) + last.duration)
  }

  /// What the test reads of a film.
  private struct Film: Decodable {
    struct Scene: Decodable {
      let preset: String
      let start: Double?
      let duration: Double
    }
    let scenes: [Scene]
  }
}
