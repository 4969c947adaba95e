import Animation
import Foundation
import FractalMath
import Production
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Contact sheets")
struct ContactSheetTests {
  @Test("a loop is cut into equal parts, and any other film is shown to its last frame")
  func moments() throws {
    let loop = try FilmFixture.preset(frames: 12)
    #expect(try ContactSheet(of: loop, count: 4, columns: 4).frames == [0, 3, 6, 9])
    let open = try Preset.load(
      bytes: Array(
        "{ \"version\": 1, \"title\": \"T\", \"duration\": 1, \"output\": { \"frameRate\": 11 }, \"c\": [0, 1] }".utf8),
      name: "open.json")
    #expect(try ContactSheet(of: open, count: 3, columns: 4).frames == [0, 5, 10])
    #expect(try ContactSheet(of: open, count: 1, columns: 1).frames == [0])
    #expect(try ContactSheet(of: open, count: 500, columns: 4).frames == Array(0..<11))
  }

  @Test("cells are about 480×270 pixels in the film's shape unless told otherwise")
  func cells() throws {
    let wide = try ContactSheet(of: FilmFixture.preset(width: 1920, height: 1080), count: 1, columns: 1)
    #expect(wide.cell == FrameSize(width: 480, height: 270))
    let tall = try ContactSheet(of: FilmFixture.preset(width: 1080, height: 1920), count: 1, columns: 1)
    #expect(tall.cell == FrameSize(width: 270, height: 480))
    #expect(throws: ProductionError.self) {
      _ = try ContactSheet(
        of: FilmFixture.preset(frames: 200), count: 200, columns: 200, cell: FrameSize(width: 480, height: 270))
    }
  }

  @Test("a cell shows its frame, gutters are dark, and below each cell something is written")
  func pixels() throws {
    // All of the picture lies in the set, so that each pixel has the interior's colour.
    let preset = try Preset.load(
      bytes: Array(
        """
        { "version": 1, "title": "", "duration": 1, "output": { "frameRate": 4 }, "c": [0, 0],
          "camera": { "width": 0.5 }, "shading": { "interior": "#3a6ea5" } }
        """.replacingOccurrences(of: "\"title\": \"\"", with: "\"title\": \"X\"").utf8), name: "flat.json")
    let sheet = try ContactSheet(of: preset, count: 4, columns: 2, cell: FrameSize(width: 40, height: 20))
    let image = try SheetProduction(preset: preset, options: RenderingOptions(workerCount: 2)).draw(sheet)
    let interior = try #require(SRGBColor(hex: "#3a6ea5"))
    let paper = image[0, 0]
    var shown = 0
    for row in 0..<sheet.size.height {
      for column in 0..<sheet.size.width where image[column, row] == interior { shown += 1 }
    }
    #expect(shown == 4 * 40 * 20)
    #expect(paper.red < 30 && paper.green < 30 && paper.blue < 30)
    // The rows from the last cell's lower edge down.
    let lastShown = (0..<sheet.size.height).last { row in (0..<sheet.size.width).contains { image[$0, row] == interior }
    }
    let below = try #require(lastShown) + 1
    let written = (below..<sheet.size.height).reduce(0) { count, row in
      count + (0..<sheet.size.width).count { image[$0, row] != paper }
    }
    #expect(written > 20)
  }

  @Test("a sheet has the same pixels for any number of workers")
  func workers() throws {
    let preset = try FilmFixture.preset()
    let sheet = try ContactSheet(of: preset, count: 6, columns: 3, cell: FrameSize(width: 48, height: 27))
    let files = try [1, 3].map { workers in
      try SheetProduction(preset: preset, options: RenderingOptions(workerCount: workers)).draw(sheet).png()
    }
    #expect(files[0] == files[1])
  }
}

@Suite("The path of c as a drawing")
struct PathDrawingTests {
  private static func preset(_ c: String, title: String = "Path", loop: String = "none") throws -> Preset {
    try Preset.load(
      bytes: Array(
        "{ \"version\": 1, \"title\": \"\(title)\", \"duration\": 75, \"loop\": \"\(loop)\", \"c\": \(c) }".utf8),
      name: "path.json")
  }

  private static let route = """
    { "keyframes": [{ "time": 0, "value": [0, 1] }, { "time": 70.5, "value": [-1, 0] }, { "time": 75, "value": [0.3, 0] }] }
    """

  @Test("a c that stands still is a mark amid the set round it")
  func constant() throws {
    let image = try PathProduction(preset: Self.preset("[0, 0]"), workerCount: 2)
      .draw(size: FrameSize(width: 400, height: 400))
    // The plot is 378×332 pixels from (11, 29).
    let (mark, middle, border) = (image[200, 195], image[225, 195], image[60, 80])
    #expect(mark.red > 200 && mark.red > mark.blue + 60)
    // All of the view is inside, darkest where the cycle attracts most.
    #expect(middle.red < border.red && border.red < 40 && border.blue < 50)
  }

  @Test("the set's surroundings are the brighter the closer they are")
  func surroundings() throws {
    // All of the set is in view, and its tip at −2 the leftmost of it.
    let image = try PathProduction(preset: Self.preset(Self.route), workerCount: 2)
      .draw(size: FrameSize(width: 400, height: 340))
    let lightness = { (x: Int) in Oklab(LinearRGB(image[x, 165])).lightness }
    let row = (15..<385).map(lightness)
    #expect(row.max() ?? 0 > 0.4)
    #expect(lightness(15) < 0.32)
  }

  @Test("the drawing is the same for any number of workers")
  func workers() throws {
    let files = try [1, 3].map { workers in
      try PathProduction(preset: Self.preset(Self.route), workerCount: workers)
        .draw(size: FrameSize(width: 300, height: 260)).png()
    }
    #expect(files[0] == files[1])
  }

  /// What an SVG file says, element by element.
  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [String: Int] = [:]
    var texts = ""

    func parser(
      _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) { elements[element, default: 0] += 1 }

    func parser(_ parser: XMLParser, foundCharacters string: String) { texts += string }
  }

  @Test("the SVG is well-formed and has the times of all keyframes, whatever the title holds")
  func svg() throws {
    let folder = try TemporaryFolder()
    let preset = try Self.preset(Self.route, title: "a < b & \\\"c\\\" > d")
    try PathProduction(preset: preset, workerCount: 2)
      .write(.svg, size: FrameSize(width: 600, height: 500), to: folder.file("p.svg"))
    let reader = Reader()
    let parser = XMLParser(data: try Data(contentsOf: URL(fileURLWithPath: folder.file("p.svg"))))
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    for text in ["start 0:00.0", "1:10.5", "end 1:15.0", "a < b & \"c\" > d", "0:30.0"] {
      #expect(reader.texts.contains(text), "\(text)")
    }
    // Contours, line and its pieces; the disc and the discs of three marks.
    #expect(reader.elements["path", default: 0] > 200)
    #expect(reader.elements["circle", default: 0] == 1 + 3 + 3 + 2)
    #expect(reader.elements["svg"] == 1)
  }

  @Test("dots at equal times show where c is slow, and the words of the drawing say so; a c that stands still has none")
  func steps() throws {
    let folder = try TemporaryFolder()
    func drawing(_ c: String) throws -> String {
      try PathProduction(preset: Self.preset(c), workerCount: 2).write(.svg, to: folder.file("p.svg"))
      return try String(contentsOfFile: folder.file("p.svg"), encoding: .utf8)
    }
    let moving = try drawing(Self.route)
    // 75 seconds, a dot every 2, drawn twice: a dark rim and a light middle.
    let dots = moving.split(separator: "\n").filter { $0.contains("h0M") }
    #expect(dots.count == 2 && dots.allSatisfy { $0.split(separator: "M").count == 1 + 38 })
    #expect(moving.contains("a dot every 2 s. Where the dots are close together, c is slow.</desc>"))
    let still = try drawing("[0, 0]")
    #expect(!still.contains("h0") && still.contains("<desc>") && !still.contains("a dot every"))
  }

  @Test("a c that stands still has one label, and a place that is passed often a short one")
  func fewLabels() throws {
    let folder = try TemporaryFolder()
    func drawing(_ c: String) throws -> String {
      try PathProduction(preset: Self.preset(c), workerCount: 1).write(.svg, to: folder.file("p.svg"))
      return try String(contentsOfFile: folder.file("p.svg"), encoding: .utf8)
    }
    // Labels have a halo; other words of the drawing have none.
    let still = try drawing("[0, 0]").split(separator: "\n").filter {
      $0.contains("<text") && !$0.contains("stroke-width=\"0\"")
    }
    #expect(still.count == 1 && still[0].contains(">the whole film<"), "\(still)")
    let there = (0..<8).map { "{ \"time\": \($0), \"value\": [\($0 % 2), 0] }" }.joined(separator: ",")
    let text = try drawing("{ \"keyframes\": [\(there)] }")
    #expect(text.contains(">start 0:00.0, 0:02.0, 0:04.0 … 0:06.0<"))
  }

  @Test("a path without keyframes has evenly spaced moments")
  func moments() throws {
    let folder = try TemporaryFolder()
    let preset = try Self.preset("{ \"path\": \"circle\" }", loop: "wrap")
    try PathProduction(preset: preset, workerCount: 1).write(.svg, to: folder.file("p.svg"))
    let text = try String(contentsOfFile: folder.file("p.svg"), encoding: .utf8)
    for moment in ["start 0:00.0", ">0:10.0<", ">0:20.0<", ">1:10.0<", "a loop"] {
      #expect(text.contains(moment), "\(moment)")
    }
  }
}
