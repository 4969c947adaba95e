import Animation
import ArgumentParser
import FilmFormat
import Foundation
import ShippedPresets

/// What shells offer for the word that is being typed.
extension CompletionKind {
  /// The shipped presets, and the files and folders that may be presets.
  static var presets: CompletionKind {
    .custom { _, _, prefix in
      PresetLibrary.entries.map(\.name)
        + FileCompletion.names(beginning: prefix, extensions: ["json"] + FilmFile.extensions)
    }
  }

  /// The names of shipped presets.
  static var presetNames: CompletionKind { .list(PresetLibrary.entries.map(\.name)) }

  /// The names of shipped palettes.
  static var paletteNames: CompletionKind { .list(ShippedPalette.names) }

  /// `c.radius=`, and `shading.palette=twilight` once the path is there.
  static var settings: CompletionKind {
    .custom { _, _, prefix in
      guard let sign = prefix.firstIndex(of: "=") else { return SettingCompletion.paths }
      let path = String(prefix[..<sign])
      return SettingCompletion.values(of: path).map { path + "=" + $0 }
    }
  }

  /// The codecs.
  static var codecs: CompletionKind { .list(VideoCodec.allCases.map(\.rawValue)) }

  /// The words for an encoder's effort, then the encoders' own.
  static var encoderPresets: CompletionKind {
    let own = VideoCodec.allCases.flatMap(\.facts.presets)
    let words = EncodingEffort.allCases.map(\.rawValue) + own
    return .list(words.indices.filter { !words[..<$0].contains(words[$0]) }.map { words[$0] })
  }
}

/// Words for `--set`.
private enum SettingCompletion {
  static var paths: [String] { SettingPaths.entries.map { $0.path + "=" } }

  static func values(of path: String) -> [String] {
    let entry = SettingPaths.entries.first { $0.path == path }
    let palettes = path.split(separator: ".").last == "palette" ? ShippedPalette.names : []
    return (entry?.values ?? []) + palettes
  }
}

/// Files and folders by the beginning of their path.
enum FileCompletion {
  /// Those that begin with `prefix`; folders end in a slash.
  static func names(beginning prefix: String, extensions: [String]) -> [String] {
    let typed = prefix.split(separator: "/", omittingEmptySubsequences: false)
    let folder = typed.count > 1 ? typed.dropLast().joined(separator: "/") + "/" : ""
    let files = FileManager.default
    let names = (try? files.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    return names.sorted().compactMap { name in
      guard name.hasPrefix(typed.last ?? ""), !name.hasPrefix(".") else { return nil }
      var isFolder: ObjCBool = false
      _ = files.fileExists(atPath: folder + name, isDirectory: &isFolder)
      if isFolder.boolValue { return folder + name + "/" }
      let suffix = name.split(separator: ".").last?.lowercased() ?? ""
      return extensions.contains(suffix) ? folder + name : nil
    }
  }
}
