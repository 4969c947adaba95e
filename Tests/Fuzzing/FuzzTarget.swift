import Foundation

/// A reader of bytes that strangers may have written.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// Presets, with overrides and with what they extend.
  case presets
  /// Palettes of other programs.
  case palettes
  /// Pictures whose colours are wanted.
  case pictures
  /// Plans of films that are made in chunks, and jobs of them.
  case plans
  /// Files of segments, and films that are joined from them.
  case segments
  /// Films that carry a recipe.
  case films
  /// Songs.
  case songs

  /// Reads `bytes` as a user's file, and verifies what must hold of every file that is taken or refused. One thread at a time.
  ///
  /// - Returns: whether they got as far as the reader.
  /// - Throws: `FuzzFailure`.
  package func feed(_ bytes: [UInt8]) throws -> Bool {
    switch self {
    case .presets: try PresetFuzzing.feed(bytes)
    case .palettes: try PaletteFuzzing.feed(bytes)
    case .pictures: try PictureFuzzing.feed(bytes)
    case .plans: try PlanFuzzing.feed(bytes)
    case .segments: try SegmentFuzzing.feed(bytes)
    case .films: try FilmFuzzing.feed(bytes)
    case .songs: try SongFuzzing.feed(bytes)
    }
  }

  /// Inputs to begin with, all of them good.
  package var seeds: [[UInt8]] {
    get throws {
      switch self {
      case .presets: PresetFuzzing.seeds
      case .palettes: PaletteFuzzing.seeds
      case .pictures: PictureFuzzing.seeds
      case .plans: try PlanFuzzing.seeds
      case .segments: try SegmentFuzzing.seeds
      case .films: try FilmFuzzing.seeds
      case .songs: try SongFuzzing.seeds
      }
    }
  }

  /// Words that chance would hardly find.
  package var words: Set<String> {
    switch self {
    case .presets: PresetFuzzing.words
    case .palettes: PaletteFuzzing.words
    case .pictures: PictureFuzzing.words
    case .plans: PlanFuzzing.words
    case .segments: SegmentFuzzing.words
    case .films: FilmFuzzing.words
    case .songs: SongFuzzing.words
    }
  }

  /// Writes each seed to a file of its own in `folder`/seeds, and the words to `folder`/words as libFuzzer reads them.
  package func writeSeeds(to folder: String) throws {
    let folder = URL(fileURLWithPath: folder)
    let seedFolder = folder.appendingPathComponent("seeds")
    try FileManager.default.createDirectory(at: seedFolder, withIntermediateDirectories: true)
    for (index, seed) in try seeds.enumerated() {
      try Data(seed).write(to: seedFolder.appendingPathComponent("\(index)"))
    }
    let lines = words.sorted().map { word in
      let escaped = word.utf8.map { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
          ? String(UnicodeScalar(byte)) : (byte < 16 ? "\\x0" : "\\x") + String(byte, radix: 16)
      }
      return "\"\(escaped.joined())\"\n"
    }
    try lines.joined().write(to: folder.appendingPathComponent("words"), atomically: true, encoding: .utf8)
  }
}

/// Something that must not be, whatever the input is.
package struct FuzzFailure: Error, CustomStringConvertible {
  package let description: String

  /// Throws one with `failure` where `condition` does not hold.
  static func unless(_ condition: Bool, _ failure: @autoclosure () -> String) throws {
    if !condition { throw FuzzFailure(description: failure()) }
  }
}
