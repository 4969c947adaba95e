extension ShutterSettings {
  /// The keys of `shutter`.
  static let schema = ObjectSchema(
    "Shutter",
    prototype: ShutterSettings(),
    fields: [
      .optional(
        "angle", \.angleDegrees, .number(.positive(upTo: 360)), unit: "degrees",
        "The part of a frame's time in which the shutter is open: 360 is all of it, 180 half, around the frame's own moment"
      ),
      .optional(
        "samples", \.samples, .integer(sampleCounts),
        "Moments at which the samples of a pixel are taken, at most one for each sample of the anti-aliasing; without "
          + "anti-aliasing the samples of a pixel"),
    ])
}
