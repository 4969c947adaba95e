import Animation
import ArgumentParser
import Foundation
import Production

/// The size of a film's file.
struct SizeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Makes the file so large or a little smaller, sound and index included, in two passes: \(ByteCount.forms).",
      valueName: "size"))
  var targetSize: ByteCountOption?

  /// Refuses what would choose the size as well.
  func check(encoder: EncoderOptions, settings: [Override]) throws {
    guard targetSize != nil else { return }
    var others = settings.filter { ["output.quality", "output.crf"].contains($0.path) }.map(\.origin)
    if encoder.quality != nil { others.append("--quality") }
    if encoder.crf != nil { others.append("--crf") }
    guard let other = others.first else { return }
    throw Failure(.usage, "--target-size and \(other) exclude each other: each chooses the size of the file")
  }
}

/// `8MB`.
struct ByteCountOption: ExpressibleByArgument {
  let count: ByteCount

  init?(argument: String) {
    guard let count = ByteCount(argument) else { return nil }
    self.count = count
  }
}

/// Says why a farm makes no film of a given size.
struct NoSizeOptions: ParsableArguments {
  @Option(help: .hidden)
  var targetSize: String?

  func validate() throws {
    guard targetSize != nil else { return }
    throw ValidationError(
      "--target-size: the size is known only when a whole film has been measured, and the chunks of a farm do not wait for one another; allowed: --quality or --crf. 'juliareel render' makes a film of a size."
    )
  }
}

extension FilmProduction.SizePass {
  /// What is being done, in words.
  var title: String {
    switch self {
    case .measuring: "measuring"
    case .making: "making"
    }
  }
}
