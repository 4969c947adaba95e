import Foundation

/// Numbers as people read them in tables.
package enum Figure {
  /// Three significant digits below 100, whole numbers above: `0.0123`, `1.23`, `12.3`, `123`, `1234`.
  package static func text(_ number: Double) -> String {
    guard number.isFinite else { return "–" }
    if abs(number) >= 99.95 { return String(format: "%.0f", number) }
    if abs(number) >= 9.995 { return String(format: "%.1f", number) }
    if abs(number) >= 0.9995 { return String(format: "%.2f", number) }
    return number == 0 ? "0" : String(format: "%.3g", number)
  }

  /// With a prefix for the power of a thousand: `2.31 G`.
  package static func scaled(_ number: Double) -> String {
    for (power, prefix) in [(1e12, " T"), (1e9, " G"), (1e6, " M"), (1e3, " k")] where abs(number) >= power {
      return text(number / power) + prefix
    }
    return text(number)
  }
}
