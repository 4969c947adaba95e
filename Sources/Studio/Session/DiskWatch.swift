import Dispatch
import HostSystem
import Synchronization

/// Checks four times a second whether the preset's file has changed, and notifies the pages.
///
/// A check is one `stat`, which works on every system and file system, and with editors that rename.
final class DiskWatch: Sendable {
  private let stop = DispatchSemaphore(value: 0)
  private static let interval = DispatchTimeInterval.milliseconds(250)

  /// Watches until `end` is called; blocks the calling thread.
  func run(_ session: StudioSession, telling events: EventHub) {
    var told: (name: String, stamp: PresetDisk.Stamp)?
    var seen: PresetDisk.Stamp?
    while stop.wait(timeout: .now() + Self.interval) == .timedOut {
      guard let name = session.document.name else { continue }
      let stamp = session.disk.stamp(name)
      // A file that has just changed may be half written.
      let isSettled = seen == stamp
      seen = stamp
      if !isSettled { continue }
      if let told, told.name == name, told.stamp == stamp { continue }
      let isFirst = told == nil
      told = (name, stamp)
      guard let contents = try? session.disk.read(name) else {
        if !isFirst { events.send("preset", .object([("diskText", .null), ("diskRevision", .null)])) }
        continue
      }
      guard session.noteOnDisk(contents) else { continue }
      events.send(
        "preset", .object([("diskText", .string(contents.text)), ("diskRevision", .string(contents.revision))]))
    }
  }

  /// Makes `run` return; any thread.
  func end() { stop.signal() }
}
