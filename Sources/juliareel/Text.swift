import Foundation
import Production

/// Numbers formatted for people.
enum Text {
  /// `12 s`, `0.5 s`, `0.04 s`.
  static func seconds(_ seconds: Double) -> String { seconds < 0.01 ? "under 0.01 s" : "\(decimal(seconds)) s" }

  /// Whether a rate measured over so short a time is meaningful.
  static func isMeasurable(seconds: Double) -> Bool { seconds >= 0.05 }

  /// `1 frame`, `2 frames`.
  static func count(_ number: Int, _ thing: String) -> String { "\(number) \(thing)\(number == 1 ? "" : "s")" }

  /// `4 423 680`, with narrow no-break spaces.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    let groups = stride(from: digits.count, to: 0, by: -3).map { String(digits[max(0, $0 - 3)..<$0]) }
    return (number < 0 ? "−" : "") + groups.reversed().joined(separator: "\u{202F}")
  }

  /// `1:05`, `1:02:03`.
  static func clock(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    let padded = { (number: Int) in (number < 10 ? "0" : "") + String(number) }
    let rest = "\(whole / 60 % 60):\(padded(whole % 60))"
    return whole < 3600 ? rest : "\(whole / 3600):\(padded(whole / 60 % 60)):\(padded(whole % 60))"
  }

  /// `7.93 MB`: what the file at `path` takes.
  static func size(ofFile path: String) throws -> String {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return ByteCount((attributes[.size] as? NSNumber)?.intValue ?? 0).description
  }

  /// At most two decimals.
  static func decimals(_ number: Double) -> String {
    number == number.rounded() ? String(Int(number)) : String((number * 100).rounded() / 100)
  }

  /// One decimal; below 1 two significant digits.
  static func decimal(_ number: Double) -> String {
    if abs(number) < 1 { return String(format: "%.2g", number) }
    let tenths = (number * 10).rounded() / 10
    return tenths == tenths.rounded() ? String(Int(tenths)) : String(tenths)
  }
}

extension ProductionReport {
  /// That the user has interrupted it, and what is kept.
  var interruption: String {
    "interrupted: of \(Text.count(requestedFrames, "frame")) \(finishedFrames) are finished and kept"
  }

  /// What was rendered, and how fast.
  var summary: String {
    let kept = keptFrames > 0 ? ", \(keptFrames) of them from before," : ""
    let film = "\(Text.count(finishedFrames, "frame")) of \(width)×\(height) at \(frameRate) fps\(kept)"
    let speed =
      Text.isMeasurable(seconds: elapsedSeconds) && finishedFrames > keptFrames
      ? ": \(Text.decimal(framesPerSecond)) frames per second with" : ","
    return "\(film) in \(Text.seconds(elapsedSeconds))\(speed) \(Text.count(workers.count, "worker"))"
  }
}
