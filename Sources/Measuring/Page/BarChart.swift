/// Horizontal bars with whiskers from the smallest to the largest value, as an inline drawing.
struct BarChart {
  /// One bar.
  struct Bar {
    /// Its name, left of it.
    let name: String
    /// The length, with the whisker's ends.
    let value: Spread
    /// The words right of it.
    let note: String
  }

  /// What is drawn, for those who do not see it.
  let title: String
  /// The bars, from top to bottom.
  let bars: [Bar]

  private static let (rowHeight, barHeight) = (26.0, 16.0)
  private static let (left, width, right) = (120.0, 420.0, 220.0)

  /// The drawing.
  var svg: String {
    let largest = bars.map(\.value.maximum).filter(\.isFinite).max() ?? 0
    let scale = largest > 0 ? Self.width / largest : 0
    let height = Self.rowHeight * Double(bars.count) + 4
    let total = Self.left + Self.width + Self.right
    let rows = bars.enumerated().map { row($1, top: Self.rowHeight * Double($0) + 4, scale: scale) }
    return "<svg viewBox=\"0 0 \(Markup.number(total)) \(Markup.number(height))\" role=\"img\" "
      + "aria-label=\"\(Markup.escaped(title))\">\n\(rows.joined(separator: "\n"))\n</svg>"
  }

  private func row(_ bar: Bar, top: Double, scale: Double) -> String {
    let middle = top + Self.barHeight / 2
    let ends = (Self.left + scale * bar.value.minimum, Self.left + scale * bar.value.maximum)
    func n(_ value: Double) -> String { Markup.number(value) }
    return """
      <text class="name" x="\(n(Self.left - 8))" y="\(n(middle + 4))">\(Markup.escaped(bar.name))</text>
      <rect class="bar" x="\(n(Self.left))" y="\(n(top))" width="\(n(scale * bar.value.median))" height="\(n(Self.barHeight))"/>
      <path class="whisker" d="M\(n(ends.0)) \(n(middle))H\(n(ends.1))M\(n(ends.0)) \(n(middle - 4))v8M\(n(ends.1)) \(n(middle - 4))v8"/>
      <text x="\(n(max(ends.1, Self.left) + 8))" y="\(n(middle + 4))">\(Markup.escaped(bar.note))</text>
      """
  }
}
