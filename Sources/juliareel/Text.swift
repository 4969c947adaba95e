import Production

/// Numbers as people read them.
enum Text {
  /// `12 s` or `0.5 s`; at most one decimal.
  static func seconds(_ seconds: Double) -> String { "\(decimal(seconds)) s" }

  /// `1:05`, `1:02:03`.
  static func clock(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    let padded = { (number: Int) in (number < 10 ? "0" : "") + String(number) }
    let rest = "\(whole / 60 % 60):\(padded(whole % 60))"
    return whole < 3600 ? rest : "\(whole / 3600):\(padded(whole / 60 % 60)):\(padded(whole % 60))"
  }

  /// One decimal where it says something.
  static func decimal(_ number: Double) -> String {
    let tenths = (number * 10).rounded() / 10
    return tenths == tenths.rounded() ? String(Int(tenths)) : String(tenths)
  }
}

extension ProductionReport {
  /// What was made, and how fast.
  var summary: String {
    "\(finishedFrames) frames of \(width)×\(height) at \(frameRate) fps in \(Text.seconds(elapsedSeconds)): "
      + "\(Text.decimal(framesPerSecond)) frames per second with \(workers.count) \(workers.count == 1 ? "worker" : "workers")"
  }
}
