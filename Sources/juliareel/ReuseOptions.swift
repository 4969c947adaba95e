import ArgumentParser
import Production

/// What a film's frames may reuse from earlier ones.
struct ReuseOptions: ParsableArguments {
  @Flag(inversion: .prefixedNo, help: "Show equal frames again without rendering them; never changes a picture.")
  var repetition = true

  @Flag(
    inversion: .prefixedNo, help: "Reuse the mirror image of an earlier frame's field; never changes a picture.")
  var mirroredFrames = true

  @Flag(
    inversion: .prefixedNo,
    help: "Reuse an earlier frame's field if only the palette has moved; never changes a picture.")
  var equalFields = true

  @Option(
    help: ArgumentHelp("Memory for fields and pictures that later frames reuse; 0 stores none.", valueName: "MiB"))
  var reuseMemory = RenderingOptions.defaultFieldStoreBytes >> 20

  func validate() throws {
    guard (0...1 << 20).contains(reuseMemory) else {
      throw ValidationError("--reuse-memory is a number of MiB from 0 to 1048576, not \(reuseMemory).")
    }
  }

  /// Copies them to Production's settings.
  func apply(to options: inout RenderingOptions) {
    options.reusesEqualFrames = repetition
    if !mirroredFrames { options.shortcuts.remove(.mirroredFrames) }
    if !equalFields { options.shortcuts.remove(.equalFields) }
    options.fieldStoreBytes = reuseMemory << 20
  }
}
