import JuliaReelCommand
import Testing

@Suite("ProgressBar")
struct ProgressBarTests {
  private let bar = ProgressBar(
    done: 150, total: 600, words: "frame 150 of 600, 12.5 fps, 0:36 left", stage: "(encoding limits)")

  @Test("no line fills the terminal, however narrow it is, and it gives up the least important first")
  func widths() {
    for columns in 0...200 {
      #expect(bar.line(columns: columns).count <= max(0, columns - 1))
    }
    #expect(
      bar.line(columns: 100)
        == "██████░░░░░░░░░░░░░░░░░░ frame 150 of 600, 12.5 fps, 0:36 left (encoding limits)")
    #expect(bar.line(columns: 66) == "██░░░░░░░ frame 150 of 600, 12.5 fps, 0:36 left (encoding limits)")
    #expect(bar.line(columns: 64) == "██████░░░░░░░░░░░░░░░░░░ frame 150 of 600, 12.5 fps, 0:36 left")
    #expect(bar.line(columns: 47) == "██░░░░░░ frame 150 of 600, 12.5 fps, 0:36 left")
    #expect(bar.line(columns: 46) == "frame 150 of 600, 12.5 fps, 0:36 left")
    #expect(bar.line(columns: 21) == "frame 150 of 600, 12")
  }

  @Test("the bar is empty at the start and full at the end")
  func ends() {
    #expect(ProgressBar(done: 0, total: 7, words: "w", stage: "s").line(columns: 40).hasPrefix("░░░"))
    #expect(!ProgressBar(done: 7, total: 7, words: "w", stage: "s").line(columns: 40).contains("░"))
  }
}
