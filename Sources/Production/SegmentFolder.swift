import Foundation
import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The names of what stands in the folder of a film's segments.
package struct SegmentFolder: Hashable, Sendable {
  /// The folder.
  package let path: String

  private static let suffix = ".juliareel"
  private static let partLockPrefix = "lock-"
  private static let segmentPrefix = "segment-"
  private static let segmentSuffix = ".jrseg"
  private static let digits = 5
  /// The longest name of a file, in bytes, on the file systems in use.
  private static let longestName = 255

  /// The folder for the segments of `output`: beside it, with its name and a suffix, or a hash of its name where that would be too
  /// long.
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

  /// The list of the segments (`SegmentManifest`).
  package var manifest: String { path + "/manifest.jsonl" }
  /// The file that is locked (`OutputLock`).
  package var lock: String { path + "/lock" }
  /// The file that is locked by whoever makes `segments`.
  func lock(ofSegments segments: Range<Int>) -> String {
    "\(path)/\(Self.partLockPrefix)\(segments.lowerBound)-\(segments.upperBound - 1)"
  }

  /// The file of segment number `number`.
  package func file(ofSegment number: Int) -> String {
    let written = String(number)
    let padding = String(repeating: "0", count: max(0, Self.digits - written.count))
    return "\(path)/\(Self.segmentPrefix)\(padding)\(written)\(Self.segmentSuffix)"
  }

  /// The files that look like segments, each with its number if it is the one that such a segment has.
  package var segments: [(file: String, number: Int?)] {
    names.filter { $0.hasPrefix(Self.segmentPrefix) && $0.hasSuffix(Self.segmentSuffix) }.map { name in
      let file = path + "/" + name
      let number = Int(name.dropFirst(Self.segmentPrefix.count).dropLast(Self.segmentSuffix.count))
      return (file, number.flatMap { $0 >= 0 && self.file(ofSegment: $0) == file ? $0 : nil })
    }
  }

  /// Removes what processes have left that were ended while they wrote.
  func removePartialFiles() {
    for name in names where name.hasSuffix(PartialFiles.suffix) { unlink(path + "/" + name) }
  }

  /// Removes what is ours, and the folder where nothing else is in it.
  func remove() {
    removePartialFiles()
    for segment in segments { unlink(segment.file) }
    for name in names where name.hasPrefix(Self.partLockPrefix) { unlink(path + "/" + name) }
    unlink(manifest)
    // Last, so that whoever comes now makes a new one.
    unlink(lock)
    rmdir(path)
  }

  private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] }
}
