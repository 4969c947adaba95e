import FractalMath

extension Preset {
  static let longestDuration = 86_400.0
  /// The allowed times of keyframes, in seconds.
  static let momentRange = NumberRange(0...longestDuration)

  /// The keys of a preset.
  static let schema = ObjectSchema(
    "Preset",
    prototype: .blank,
    fields: [
      .ignored("$schema", .text, "Tells editors where to find the schema of presets; ignored"),
      .ignored(
        PresetInheritance.key, .nonEmptyText,
        "The preset that supplies everything this one leaves out: a path relative to this file's folder, or the name of a shipped preset"
      ),
      .fixed(
        "version", formatVersion, .integer(formatVersion...formatVersion), isRequired: true, "Version of the format"),
      .required("title", \.title, .nonEmptyText, "Name of the film").unseen,
      .optional("description", \.description, .text, "What the film shows").unseen,
      .optional("author", \.author, .text, "Who made it").unseen,
      .required(
        "duration", \.durationSeconds, .filmLength(.positive(upTo: longestDuration)), unit: "s",
        "Length of the film; \"audio\" is the rest of the song from its start"
      ).varying.absent(where: hasScenes),
      .optional(
        "loop", \.loop, .choice,
        "How the end meets the beginning: \"wrap\" closes all curves, so that the film repeats without a seam; \"pingpong\" "
          + "runs forwards, then backwards, with the motion in the first half"
      ).varying.absent(where: hasScenes),
      .alternative(
        "tempo", \.tempo, .tempo, "Beats, by which keyframes may be placed; \"detect\" finds those of the song"
      ).unseen,
      .optional("output", \.output, .object(OutputSettings.schema), "The film file"),
      .optional("fractal", \.fractal, .object(FractalSettings.schema), "The map, and when an orbit counts as escaped")
        .absent(where: hasScenes),
      .required("c", \.juliaConstant, .juliaPath, unit: "plane", "The constant c of the map, z ↦ z² + c by default")
        .varying.absent(where: hasScenes),
      .optional(
        "timing", \.timing, .choice,
        "Whether c moves as written, or is retimed on its path so that the picture changes evenly"
      ).absent(where: hasScenes),
      .optional("camera", \.camera, .object(CameraTracks.schema), "The part of the plane that is seen").varying
        .absent(where: hasScenes),
      .optional("shading", \.shading, .object(Shading.schema), "How orbits become colours").absent(where: hasScenes),
      .optional(
        "antialiasing", \.antialiasing, .object(AntialiasingSettings.schema),
        "How the colour of a pixel is averaged over its area; beside scenes, in all of them"
      ).absent(where: hasScenes),
      .nullable(
        "shutter", \.shutter, .object(ShutterSettings.schema),
        "How long each frame is exposed: what moves meanwhile is blurred; an instant if left out, or null; beside scenes, in all of them"
      ).absent(where: hasScenes),
      .nullable(
        "audio", \.audio, .object(SoundSettings.schema),
        "The film's sound; null for none, whatever an extended preset has"
      ).unseen,
      .alternative(
        "heard", \.heard, .object(HeardSong.schema),
        "What values of the film follow of the song; films and plans carry it, so that their frames need no song"
      ).varying,
      .nullable(
        "opening", \.opening, .object(FilmFade.schema),
        "A fade from a colour at the film's start; none if left out, or null"
      ).varying,
      .nullable(
        "ending", \.ending, .object(FilmFade.schema),
        "A fade to a colour at the film's end; none if left out, or null"
      ).varying,
      .alternative(
        "scenes", \.writtenScenes, .nonEmptyArray(.object(Scene.schema), of: "scene"),
        "Films that are seen one after another; beside them only title, description, author, output, audio, antialiasing, shutter, opening and ending"
      ),
    ],
    substitutes: [Exclusion(key: "scenes", other: "duration"), Exclusion(key: "scenes", other: "c")])

  private static func hasScenes(_ preset: Preset) -> Bool { !preset.scenes.isEmpty }
}
