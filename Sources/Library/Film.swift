import Animation
import FractalMath
import HostSystem
import Production
import ShippedPresets

/// A film of Julia sets: a preset that has been checked and resolved in time, ready to be rendered.
///
/// A film is a plain value. It may be copied, kept, and used on any thread; each call that renders starts its own
/// workers and returns after they have ended.
public struct Film: Sendable {
  /// Threads that render; by default as many as the processors that this process may use.
  public var workerCount: Int {
    didSet { precondition(workerCount >= 1, "a film is rendered by at least one worker, not \(workerCount)") }
  }

  let preset: Preset
  let timeline: FilmTimeline
  /// Its song; `nil` without sound.
  let sound: FilmSound?

  /// Loads a preset that ships with the library.
  ///
  /// - Parameters:
  ///   - name: one of ``shippedNames``.
  ///   - settings: values that replace the preset's own, by key, such as `["output.width": 640, "loop": "pingpong"]`.
  /// - Throws: ``FilmError`` if there is no such preset, or the settings do not suit it.
  public init(named name: String, settings: [String: PresetValue] = [:]) throws(FilmError) {
    let document: PresetDocument
    do throws(MissingDocument) {
      document = try PresetFiles.shipped(name)
    } catch {
      throw FilmError(.unreadable, error.reason)
    }
    try self.init(document, settings: settings)
  }

  /// Loads a preset from its text.
  ///
  /// - Parameters:
  ///   - text: JSON. It may extend shipped presets, and no others.
  ///   - settings: values that replace the preset's own, by key.
  /// - Throws: ``FilmError``, which lists everything that is wrong with the preset, each with its line and column.
  public init(preset text: String, settings: [String: PresetValue] = [:]) throws(FilmError) {
    try self.init(PresetFiles.document(ofText: text), settings: settings)
  }

  /// Loads a preset from a file.
  ///
  /// - Parameters:
  ///   - path: a preset, or a film with an embedded recipe. A preset may extend others: files, relative to its own
  ///     folder, or shipped presets.
  ///   - settings: values that replace the preset's own, by key.
  /// - Throws: ``FilmError`` if the file cannot be read or is not a preset.
  public init(contentsOf path: String, settings: [String: PresetValue] = [:]) throws(FilmError) {
    try self.init(PresetFiles.document(path), settings: settings)
  }

  private init(_ document: PresetDocument, settings: [String: PresetValue]) throws(FilmError) {
    // In the order of their keys, so that `c` comes before `c.radius`.
    let overrides = settings.sorted { $0.key < $1.key }.map {
      Override(path: $0.key, value: $0.value.text, origin: "setting \($0.key)")
    }
    let workerCount = MemoryRoom.workers(upTo: AvailableProcessors.count)
    (preset, timeline, sound) = try FilmError.wrapping {
      let located = try LocatedPreset(
        document, overrides: overrides, find: PresetFiles.base, measure: SongMeter().measure)
      let sound = located.preset.audio == nil ? nil : located.song.map { FilmSound($0) }
      return (located.preset, try FilmTimeline.measured(located.preset, workerCount: workerCount), sound)
    }
    self.workerCount = workerCount
  }

  /// The names of the shipped presets, in alphabetical order.
  public static var shippedNames: [String] { PresetLibrary.entries.map(\.name) }

  /// The film's name.
  public var title: String { preset.title }
  /// Width of a frame in pixels.
  public var width: Int { timeline.size.width }
  /// Height of a frame in pixels.
  public var height: Int { timeline.size.height }
  /// The number of frames, at least 1. They are numbered from 0.
  public var frameCount: Int { timeline.frameCount }
  /// Frames per second.
  public var framesPerSecond: Double { timeline.frameRate.framesPerSecond }
  /// Length in seconds.
  public var durationSeconds: Double { preset.durationSeconds }
  /// The preset as compact JSON with every key and every default, as films embed it. Equal presets have equal texts.
  public var presetText: String { preset.canonicalJSON }

  /// How frames are rendered.
  var options: RenderingOptions { RenderingOptions(workerCount: workerCount) }
}
