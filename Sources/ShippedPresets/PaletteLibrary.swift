/// The palettes that ship with the program, embedded in its binary like its presets.
package enum PaletteLibrary {
  /// All of them, in alphabetical order; a test compares the list with the folder `presets/palettes`.
  package static let entries = [
    PresetLibrary.Entry(name: "abyss", bytes: PackageResources.abyss_json),
    PresetLibrary.Entry(name: "aurora", bytes: PackageResources.aurora_json),
    PresetLibrary.Entry(name: "cherry", bytes: PackageResources.cherry_json),
    PresetLibrary.Entry(name: "copper", bytes: PackageResources.copper_json),
    PresetLibrary.Entry(name: "dawn", bytes: PackageResources.dawn_json),
    PresetLibrary.Entry(name: "ember", bytes: PackageResources.ember_json),
    PresetLibrary.Entry(name: "glacier", bytes: PackageResources.glacier_json),
    PresetLibrary.Entry(name: "harvest", bytes: PackageResources.harvest_json),
    PresetLibrary.Entry(name: "ink", bytes: PackageResources.ink_json),
    PresetLibrary.Entry(name: "lagoon", bytes: PackageResources.lagoon_json),
    PresetLibrary.Entry(name: "lapis", bytes: PackageResources.lapis_json),
    PresetLibrary.Entry(name: "malachite", bytes: PackageResources.malachite_json),
    PresetLibrary.Entry(name: "meadow", bytes: PackageResources.meadow_json),
    PresetLibrary.Entry(name: "moss", bytes: PackageResources.moss_json),
    PresetLibrary.Entry(name: "nacre", bytes: PackageResources.nacre_json),
    PresetLibrary.Entry(name: "neon", bytes: PackageResources.neon_json),
    PresetLibrary.Entry(name: "orchid", bytes: PackageResources.orchid_json),
    PresetLibrary.Entry(name: "peacock", bytes: PackageResources.peacock_json),
    PresetLibrary.Entry(name: "prism", bytes: PackageResources.prism_json),
    PresetLibrary.Entry(name: "reef", bytes: PackageResources.reef_json),
    PresetLibrary.Entry(name: "saffron", bytes: PackageResources.saffron_json),
    PresetLibrary.Entry(name: "sepia", bytes: PackageResources.sepia_json),
    PresetLibrary.Entry(name: "storm", bytes: PackageResources.storm_json),
    PresetLibrary.Entry(name: "twilight", bytes: PackageResources.twilight_json),
  ]

  /// The document of the palette called `name`.
  package static func bytes(named name: String) -> [UInt8]? {
    entries.first { $0.name == name }?.bytes
  }
}
