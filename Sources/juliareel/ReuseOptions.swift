import ArgumentParser
import Production

/// What a film's frames may take from earlier ones.
struct ReuseOptions: ParsableArguments {
  @Flag(inversion: .prefixedNo, help: "Show equal frames again without rendering them; never changes a picture.")
  var repetition = true

  @Flag(
    inversion: .prefixedNo, help: "Take the mirror image of an earlier frame's field; never changes a picture.")
  var mirroredFrames = true

  @Flag(
    inversion: .prefixedNo,
    help: "Take an earlier frame's field where only the palette has moved; never changes a picture.")
  var equalFields = true

  @Option(
    help: ArgumentHelp("Memory for fields that later frames take; 0 stores none.", valueName: "MiB"))
  var reuseMemory = RenderingOptions.defaultFieldStoreBytes >> 20

  func validate() throws {
    guard (0...1 << 20).contains(reuseMemory) else {
      throw ValidationError("--reuse-memory is a number of MiB from 0 to 1048576, not \(reuseMemory).")
    }
  }

  /// Sets what Production calls them.
  func apply(to options: inout RenderingOptions) {
    options.reusesEqualFrames = repetition
    if !mirroredFrames { options.shortcuts.remove(.mirroredFrames) }
    if !equalFields { options.shortcuts.remove(.equalFields) }
    options.fieldStoreBytes = reuseMemory << 20
  }
}
