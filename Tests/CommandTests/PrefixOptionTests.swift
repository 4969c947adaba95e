import Foundation
import TestSupport
import Testing

@Suite("Deep views without their shared steps")
struct PrefixOptionTests {
  private static let film = """
    { "version": 1, "title": "Deep", "duration": 1, "c": [-0.8, 0.156], "output": { "width": 64, "height": 36, "frameRate": 4 },
      "camera": { "follow": { "near": [-0.5, 0.1] },
        "width": { "keyframes": [{ "time": 0, "value": 1e-8 }, { "time": 1, "value": "1e-400" }] } } }
    """

  private static func run(_ command: String, in folder: TemporaryFolder) throws -> Command.Outcome {
    try film.write(toFile: folder.file("deep.json"), atomically: true, encoding: .utf8)
    return try Command.shell("exec \"$JULIAREEL\" \(command)", folder: folder.path)
  }

  private static let refusal =
    "frames of 64×36 need the shared prefix; allowed: widths of at least 6.4e-13\n"

  @Test("views that need the steps are refused with the widths that do not, and nothing is written")
  func refused() throws {
    let folder = try TemporaryFolder()
    for (command, width) in [
      ("render deep.json --no-prefix -o film.mp4", "1e-400"),
      ("still deep.json --no-prefix --time 1 -o x.png", "1e-400"),
      ("field deep.json --no-prefix --time 1 -o x.npy", "1e-400"),
    ] {
      let outcome = try Self.run(command, in: folder)
      #expect(outcome.status == 64, "\(command)")
      #expect(outcome.errors == "--no-prefix: at a width of \(width) \(Self.refusal)", "\(outcome.errors)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["deep.json"])
  }

  @Test("others are computed from each pixel on, and the report counts the steps that are shared otherwise")
  func plain() throws {
    let folder = try TemporaryFolder()
    let width = "--set 'camera.width=1e-11'"
    func shared(_ options: String) throws -> (shared: Int, computed: Int) {
      let outcome = try Self.run(
        "render deep.json \(width) \(options) --antialiasing none -o null --stats stats.json --progress none",
        in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let data = try Data(contentsOf: URL(fileURLWithPath: folder.file("stats.json")))
      let field = try #require(
        (try JSONSerialization.jsonObject(with: data) as? [String: Any])?["field"] as? [String: Any])
      return (try #require(field["sharedIterations"] as? Int), try #require(field["iterations"] as? Int))
    }
    let (deep, plain) = (try shared(""), try shared("--no-prefix"))
    #expect(deep.shared > 0 && plain.shared == 0)
    // Both take more steps than they need, until an orbit that has escaped is replaced.
    #expect(abs(Double(deep.shared + deep.computed) / Double(plain.computed) - 1) < 0.15)
    #expect(try Self.run("still deep.json --no-prefix --time 0 -o x.png", in: folder).status == 0)
  }

  @Test("an audit says how pictures agree with those without")
  func audit() throws {
    let folder = try TemporaryFolder()
    let outcome = try Self.run(
      "audit deep.json --set camera.width=1e-11 --frames 2 --progress none --json audit.json", in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.contains("Without the shared prefix "))
    let deeper = try Self.run("audit deep.json --frames 1 --set camera.width=1e-20 --progress none", in: folder)
    #expect(deeper.status == 0 && !deeper.text.contains("shared prefix"))
  }
}
