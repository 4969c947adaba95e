import Measuring
import Testing

@Suite("ReportPage")
struct ReportPageTests {
  private static func page(threads: [Int], name: String = "t") throws -> String {
    let render = threads.map { ReportFixture.measurement(.render, threads: $0, seconds: [4 / Double($0)]) }
    let film = ReportFixture.measurement(.filmAntialiased, seconds: [1, 2, 4])
    return ReportPage(ReportFixture.report([try ReportFixture.film(render + [film], name: name)])).html
  }

  @Test("bars are as long as their figures, with whiskers to the slowest and the fastest run")
  func bars() throws {
    let page = try Self.page(threads: [2])
    // film+aa at 5 frames a second, 2.5 to 10; render at 5: half of the longest.
    #expect(page.contains("<rect class=\"bar\" x=\"120\" y=\"4\" width=\"210\" height=\"16\"/>"))
    #expect(page.contains("M225 38H540"))
    #expect(page.contains(">5.00 (2.50–10.0)</text>"))
  }

  @Test("the scaling curve is there only where workers were varied")
  func scaling() throws {
    #expect(try !Self.page(threads: [2]).contains("speed-up over workers"))
    let page = try Self.page(threads: [1, 2, 4])
    #expect(page.contains("speed-up over workers") && page.contains("<title>render, 4 threads: 4.00×</title>"))
  }

  @Test("names with signs of HTML stay text")
  func escaping() throws {
    let page = try Self.page(threads: [2], name: "<b>&\"'")
    #expect(page.contains("<h2>&lt;b&gt;&amp;&quot;&#39;, "))
    #expect(!page.contains("<b>&"))
  }
}
