import ComplexModule
import FractalMath
import RealModule

/// The reference page of the preset format, `Docs/Presets.md`, made from the schemas that presets are decoded with.
package enum PresetReference {
  /// The whole page.
  package static var markdown: String {
    let page = [introduction, "```json\n\(example)\n```", tracks, "## Keys"] + sections
    return page.joined(separator: "\n\n") + "\n"
  }

  private static var sections: [String] {
    let keyframeValue = "what the key takes without keyframes"
    return [
      section(Preset.schema, "The whole document."),
      section(Scene.schema, "An element of `scenes`."),
      section(SceneTransition.schema, "`transition` of a scene: how it takes the place of the one before."),
      section(OutputSettings.schema, "`output`: the film file."),
      section(FractalSettings.schema, "`fractal`: the map, and when an orbit counts as escaped."),
      section(CirclePath.schema, "`c` as a path: c goes around a circle at constant speed."),
      section(BoundaryPath.schema(.cardioid), "`c` as a path: c goes along the border of the Mandelbrot set's heart."),
      section(BoundaryPath.schema(.bulb), "`c` as a path: c goes along the border of the disc of period 2."),
      section(LissajousPath.schema, "`c` as a path: c draws a Lissajous figure."),
      section(
        RayPath.schema, "`c` as a path: c approaches the Mandelbrot set along an external ray, or recedes from it."),
      section(EquipotentialPath.schema, "`c` as a path: c goes around the Mandelbrot set at a distance."),
      section(FollowPath.schema, "`c` as a path: c follows several paths, one after the other."),
      section(FollowPath.Part.schema, "An element of `c.parts`."),
      section(CameraTracks.schema, "`camera`: the part of the plane that is seen."),
      section(Keyframe<CameraTracks.View>.schema, "An element of `camera.zoomTo`."),
      section(CameraTarget.schema, "`camera.follow`: a point of the Julia set."),
      section(Shading.schema, "`shading`: palette position = density · value + phase."),
      section(OrbitTrap.schema, "`shading.trap`: a figure that orbits may come near."),
      section(
        InteriorPalette.schema,
        "`shading.interior` as an object: palette position = density · a property of the orbit, which never escapes."),
      section(LightTracks.schema, "`shading.light`: light on the slopes of the exterior."),
      section(Tempo.schema, "`tempo`: the beats by which keyframes may be placed, if they are steady."),
      section(Palette.schema, "`shading.palette`: the colours of the points that escape."),
      section(Palette.Stop.schema, "An element of `shading.palette.stops`."),
      section(AntialiasingSettings.schema, "`antialiasing`: how the colour of a pixel is averaged over its area."),
      section(ShutterSettings.schema, "`shutter`: how long each frame is exposed; light is averaged."),
      section(SoundSettings.schema, "`audio`: the song that is the film's sound."),
      section(FilmFade.schema, "`opening` and `ending`: fades at both ends of the film; light is mixed."),
      section(
        KeyframeList.schema(
          "Keyframes of numbers", value: .number(.init(0...1)), interpolation: ScalarInterpolation.monotoneCubic),
        "In place of a number that may change over time."),
      section(
        KeyframeList.schema(
          "Keyframes of points", value: .planePoint(largestModulus: 1), interpolation: PointInterpolation.catmullRom),
        "In place of a point that may change over time."),
      section(
        KeyframeList<ScalarInterpolation>.keyframeSchema(
          value: .number(.init(0...1)).describing(allowed: keyframeValue)),
        "An element of `keyframes`."),
      section(
        ScalarTrack.schema(
          base: .track(.number(.init(0...1)), interpolation: ScalarInterpolation.monotoneCubic)
            .describing(allowed: "what the key takes without a wave")),
        "In place of a number that may change over time: base + amplitude · shape."),
      section(
        ScalarTrack.followingSchema(
          base: .track(.number(.init(0...1)), interpolation: ScalarInterpolation.monotoneCubic)
            .describing(allowed: "what the key takes without a song")),
        "In place of a number that may change over time: base + what follows the song."),
      section(
        FollowingPoint.schema(
          base: .track(.planePoint(largestModulus: 1), interpolation: PointInterpolation.catmullRom)
            .describing(allowed: "what the key takes without a song")),
        "In place of `camera.center`: base + what follows the song."),
      section(
        ShiftedPath.schema(
          base: ValueCodec<JuliaPath>.juliaPath.describing(allowed: "what the key takes without a song")),
        "In place of `c`: base + what follows the song."),
      section(
        ColorTrack.schema(base: .colors.describing(allowed: "what the key takes without a song")),
        "In place of a plain `shading.interior`: another colour is mixed in as the song goes."),
      section(
        PaletteTrack.schema(base: .palettes.describing(allowed: "what the key takes without a song")),
        "In place of `shading.palette`: a colour or another palette is mixed in as the song goes."),
      section(SongFollower.schema, "`audio` beside the base of a number, or a wave: how a number follows the song."),
      section(PointFollower.schema, "`audio` beside the base of a point: how it follows the song."),
      section(
        MixtureFollower<ColorInterpolation>.schema, "`audio` beside the base of a colour: how it follows the song."),
      section(
        MixtureFollower<PaletteInterpolation>.schema, "`audio` beside the base of a palette: how it follows the song."),
      section(HeardSong.schema, "`heard`: written by juliareel into films and plans; nothing to write by hand."),
      section(HeardFeature.schema, "An element of `heard.features`."),
    ]
  }

  private static func section<Root>(_ schema: ObjectSchema<Root>, _ opening: String) -> String {
    section(schema.outline, defaults: schema.defaults, opening)
  }

  private static func section(_ outline: ObjectOutline, defaults: [String?], _ opening: String) -> String {
    let header = "| Key | Meaning | Unit | Allowed | Default |\n|---|---|---|---|---|"
    let rows = zip(outline.keys, defaults).map(row)
    return "### \(outline.title)\n\n\(opening)\n\n" + ([header] + rows).joined(separator: "\n")
  }

  private static func row(_ field: KeyFacts, default value: String?) -> String {
    let link = field.section.map { "[\($0)](#\($0.lowercased().split(separator: " ").joined(separator: "-")))" }
    let fallback =
      if field.isRequired {
        "required"
      } else if let link {
        "see \(link)"
      } else {
        value.map { "`\($0)`" } ?? "–"
      }
    let allowed = link.map { "\(field.allowed), see \($0)" } ?? field.allowed
    let cells = ["`\(field.key)`", field.meaning, field.unit.isEmpty ? "–" : field.unit, allowed, fallback]
    // A bar would end the cell, as in |z|.
    return "| "
      + cells.map { $0.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") }
      .joined(separator: " | ") + " |"
  }
}
