import SystemPackage

/// The names in the folder of a film's segments.
package struct SegmentFolder: Hashable, Sendable {
  /// The folder.
  package let path: String

  private static let suffix = ".juliareel"
  private static let partLockPrefix = "lock-"
  private static let segmentPrefix = "segment-"
  private static let segmentSuffix = ".jrseg"
  private static let digits = 5
  /// The longest file name, in bytes, on common file systems.
  private static let longestName = 255

  /// The list of the segments (`SegmentManifest`).
  static let manifest = "manifest.jsonl"
  /// What is known of the film's sizes (`SizeMeasurement`).
  static let sizes = "sizes.json"
  /// The file that is locked (`OutputLock`).
  static let lock = "lock"

  /// The folder for the segments of `output`: beside it, with its name and a suffix, or a hash of its name if that
  /// would be too long.
  package init(ofOutput output: String) {
    let place = FilePath(output)
    let name = place.lastComponent?.string ?? output
    if name.utf8.count + Self.suffix.utf8.count <= Self.longestName {
      path = output + Self.suffix
    } else {
      let short = ContentHash(of: Array(name.utf8)).hexadecimal.prefix(32) + Self.suffix
      path = place.removingLastComponent().appending(String(short)).string
    }
  }

  /// Its name in its parent folder.
  var name: String { FilePath(path).lastComponent?.string ?? path }

  /// The path of the file of segment number `number`.
  package func file(ofSegment number: Int) -> String { file(Self.name(ofSegment: number)) }

  /// The path of the file `name` in the folder.
  func file(_ name: String) -> String { path + "/" + name }

  /// The name of the file of segment number `number`.
  static func name(ofSegment number: Int) -> String {
    let written = String(number)
    let padding = String(repeating: "0", count: max(0, digits - written.count))
    return "\(segmentPrefix)\(padding)\(written)\(segmentSuffix)"
  }

  /// The number of the segment whose file is called `name`; `nil` for any other file.
  static func segment(ofName name: String) -> Int? {
    guard name.hasPrefix(segmentPrefix), name.hasSuffix(segmentSuffix),
      let number = Int(name.dropFirst(segmentPrefix.count).dropLast(segmentSuffix.count)), number >= 0
    else { return nil }
    return Self.name(ofSegment: number) == name ? number : nil
  }

  /// The name of the lock file of whoever makes `segments`.
  static func lock(ofSegments segments: Range<Int>) -> String {
    "\(partLockPrefix)\(segments.lowerBound)-\(segments.upperBound - 1)"
  }

  /// Whether `name` is that of a lock file for some of the segments.
  static func isPartLock(_ name: String) -> Bool {
    guard name.hasPrefix(partLockPrefix) else { return false }
    let ends = name.dropFirst(partLockPrefix.count).split(separator: "-", omittingEmptySubsequences: false)
    return ends.count == 2 && ends.allSatisfy(\.isDecimal)
  }
}
