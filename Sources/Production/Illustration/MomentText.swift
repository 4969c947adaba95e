/// Moments of a film as people read them.
enum MomentText {
  /// `0:07.5`, `12:00.0`: minutes, seconds and tenths, rounded; with hours where there are any, `1:00:00.0`.
  static func text(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10).rounded())
    let (minutes, rest) = (tenths / 600, tenths % 600)
    let padded = { (number: Int) in (number < 10 ? "0" : "") + String(number) }
    let head = minutes < 60 ? "\(minutes)" : "\(minutes / 60):\(padded(minutes % 60))"
    return "\(head):\(padded(rest / 10)).\(rest % 10)"
  }
}
