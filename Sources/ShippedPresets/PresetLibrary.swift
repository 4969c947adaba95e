/// The presets that ship with the program, embedded in its binary, so that they are available wherever it is copied.
package enum PresetLibrary {
  /// A shipped preset's name and document.
  package struct Entry {
    /// The file's name without its extension.
    package let name: String
    /// The document, JSON in UTF-8.
    package let bytes: [UInt8]
  }

  /// All of them, in alphabetical order; a test compares the list with the folder `presets`.
  package static let entries = [
    Entry(name: "carousel", bytes: PackageResources.carousel_json),
    Entry(name: "celtic-knots", bytes: PackageResources.celtic_knots_json),
    Entry(name: "classic-loop", bytes: PackageResources.classic_loop_json),
    Entry(name: "clover", bytes: PackageResources.clover_json),
    Entry(name: "coral-reef", bytes: PackageResources.coral_reef_json),
    Entry(name: "daisy-chain", bytes: PackageResources.daisy_chain_json),
    Entry(name: "day-and-night", bytes: PackageResources.day_and_night_json),
    Entry(name: "doilies", bytes: PackageResources.doilies_json),
    Entry(name: "endless-rings", bytes: PackageResources.endless_rings_json),
    Entry(name: "even-twilight", bytes: PackageResources.even_twilight_json),
    Entry(name: "famous-constants", bytes: PackageResources.famous_constants_json),
    Entry(name: "four-seasons", bytes: PackageResources.four_seasons_json),
    Entry(name: "ghost-ship", bytes: PackageResources.ghost_ship_json),
    Entry(name: "glass-marbles", bytes: PackageResources.glass_marbles_json),
    Entry(name: "hammered-copper", bytes: PackageResources.hammered_copper_json),
    Entry(name: "heart-walk", bytes: PackageResources.heart_walk_json),
    Entry(name: "heartbeat", bytes: PackageResources.heartbeat_json),
    Entry(name: "ink-veins", bytes: PackageResources.ink_veins_json),
    Entry(name: "into-the-eye", bytes: PackageResources.into_the_eye_json),
    Entry(name: "lightning", bytes: PackageResources.lightning_json),
    Entry(name: "metronome", bytes: PackageResources.metronome_json),
    Entry(name: "moth-wings", bytes: PackageResources.moth_wings_json),
    Entry(name: "mother-of-pearl", bytes: PackageResources.mother_of_pearl_json),
    Entry(name: "necklace", bytes: PackageResources.necklace_json),
    Entry(name: "neon-night", bytes: PackageResources.neon_night_json),
    Entry(name: "peacock-feathers", bytes: PackageResources.peacock_feathers_json),
    Entry(name: "pearl-stalks", bytes: PackageResources.pearl_stalks_json),
    Entry(name: "seahorse-dance", bytes: PackageResources.seahorse_dance_json),
    Entry(name: "siegel-pond", bytes: PackageResources.siegel_pond_json),
    Entry(name: "silk-ribbons", bytes: PackageResources.silk_ribbons_json),
    Entry(name: "slow-whirl", bytes: PackageResources.slow_whirl_json),
    Entry(name: "snow-crystal", bytes: PackageResources.snow_crystal_json),
    Entry(name: "spiral-descent", bytes: PackageResources.spiral_descent_json),
    Entry(name: "stained-glass", bytes: PackageResources.stained_glass_json),
    Entry(name: "starfish", bytes: PackageResources.starfish_json),
    Entry(name: "thistles", bytes: PackageResources.thistles_json),
    Entry(name: "three-arms", bytes: PackageResources.three_arms_json),
    Entry(name: "three-corners", bytes: PackageResources.three_corners_json),
    Entry(name: "three-winds", bytes: PackageResources.three_winds_json),
    Entry(name: "two-turns", bytes: PackageResources.two_turns_json),
    Entry(name: "woven-basket", bytes: PackageResources.woven_basket_json),
  ]

  /// Films that are measured and not shown, in no list: they never change, so that figures of different revisions can be compared.
  package static let benchmarks = [
    Entry(name: "benchmark-constants", bytes: PackageResources.benchmark_constants_json),
    Entry(name: "benchmark-loop", bytes: PackageResources.benchmark_loop_json),
    Entry(name: "benchmark-pond", bytes: PackageResources.benchmark_pond_json),
  ]

  /// The document of the preset called `name`.
  package static func bytes(named name: String) -> [UInt8]? {
    (entries + benchmarks).first { $0.name == name }?.bytes
  }
}
