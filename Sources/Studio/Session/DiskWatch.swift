import Dispatch
import HostSystem
import Synchronization

/// Checks four times a second whether the preset's file or its song's has changed, and notifies the pages.
///
/// A check is one `stat` of each, which works on every system and file system, and with editors that rename.
final class DiskWatch: Sendable {
  private let stop = DispatchSemaphore(value: 0)
  private static let interval = DispatchTimeInterval.milliseconds(250)

  /// Watches until `end` is called; blocks the calling thread.
  func run(_ session: StudioSession, telling events: EventHub) {
    var (preset, song) = (WatchedFile(), WatchedFile())
    while stop.wait(timeout: .now() + Self.interval) == .timedOut {
      if let name = session.document.name, let change = preset.change(of: session.disk.path(name)) {
        tell(change, of: name, in: session, events)
      }
      if let heard = session.song, song.change(of: heard.path, since: heard.stamp) == .again {
        session.songHasChanged()
        events.send("song", .object([]))
      }
    }
  }

  private func tell(_ change: WatchedFile.Change, of name: String, in session: StudioSession, _ events: EventHub) {
    guard let contents = try? session.disk.read(name) else {
      if change == .again { events.send("preset", .object([("diskText", .null), ("diskRevision", .null)])) }
      return
    }
    guard session.noteOnDisk(contents) else { return }
    events.send(
      "preset", .object([("diskText", .string(contents.text)), ("diskRevision", .string(contents.revision))]))
  }

  /// Makes `run` return; any thread.
  func end() { stop.signal() }
}

/// A song as it was when a text was read with it.
struct WatchedSong: Sendable {
  let path: String
  let stamp: PresetDisk.Stamp

  /// The song that is at `path` now.
  init(path: String) { (self.path, stamp) = (path, PresetDisk.Stamp(path: path)) }
}

/// What is known of a file that is looked at again and again.
private struct WatchedFile {
  enum Change {
    /// It is looked at for the first time.
    case first
    /// It is another file than the last time, or has gone or come.
    case again
  }

  private var path: String?
  private var told: PresetDisk.Stamp?
  private var seen: PresetDisk.Stamp?

  /// What has changed in the file at `path` since the last answer, and for another path since it had `stamp`; `nil` for nothing, and
  /// while it changes: it may be half written.
  mutating func change(of path: String, since stamp: PresetDisk.Stamp? = nil) -> Change? {
    if self.path != path { (self.path, told, seen) = (path, stamp, nil) }
    let stamp = PresetDisk.Stamp(path: path)
    defer { seen = stamp }
    guard seen == stamp, told != stamp else { return nil }
    defer { told = stamp }
    return told == nil ? .first : .again
  }
}
