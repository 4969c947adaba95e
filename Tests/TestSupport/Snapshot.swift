import Foundation
import Testing

/// Texts on record, under Tests/Snapshots.
public enum Snapshot {
  /// Compares `text` with the record `name`. With JULIAREEL_RECORD set the record is written, and the test fails, so that
  /// nothing is ever recorded by accident.
  public static func expect(
    _ text: String, matches name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = Repository.root.appendingPathComponent("Tests/Snapshots/\(name)")
    if ProcessInfo.processInfo.environment["JULIAREEL_RECORD"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record(
        "recorded \(name); look at it, then run again without JULIAREEL_RECORD", sourceLocation: sourceLocation)
      return
    }
    let expected = try? String(contentsOf: file, encoding: .utf8)
    #expect(text == expected, "\(name) differs; JULIAREEL_RECORD=1 records it anew", sourceLocation: sourceLocation)
  }
}
