import Animation
import ArgumentParser
import Foundation
import VideoEncoding

/// `juliareel info`: the recipe and facts in a film.
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Prints the recipe that a film carries: the preset it was rendered from.",
    discussion: "The recipe has every key. 'juliareel render' also takes the film itself as a preset.")

  @Argument(help: "A film made by juliareel.", completion: .file(extensions: FilmFile.extensions))
  var film: String

  @Flag(help: "Print title, size, rate, frames and codec of the film instead.")
  var summary = false

  @OptionGroup(title: "Untrusted presets") var trust: UntrustedOptions

  func run() throws {
    try Failure.reporting {
      let recipe = try FilmFile.read(film, bounds: trust.bounds)
      try StandardOutput.print(summary ? Self.facts(of: recipe) : Self.preset(of: recipe, name: film.oneLine))
    }
  }

  private static func preset(of recipe: FilmRecipe, name: String) throws -> String {
    let bytes = try FilmFile.recipe(of: recipe, name: name)
    do throws(JSONSyntaxError) {
      return try IndentedJSON.text(utf8: bytes)
    } catch {
      throw Failure(.badPreset, "\(name): its comment is not a recipe: \(error)")
    }
  }

  private static func facts(of recipe: FilmRecipe) -> String {
    let rows = [
      ("title", recipe.title.isEmpty ? "–" : recipe.title.oneLine), ("size", "\(recipe.size)"),
      ("rate", recipe.frameRate.map { "\($0) fps" } ?? "–"), ("frames", "\(recipe.frameCount)"),
      ("duration", Text.seconds(recipe.durationSeconds)), ("codec", recipe.codec),
      ("sound", recipe.sound.isEmpty ? "–" : recipe.sound),
      ("recipe", recipe.carriesRecipe ? "yes" : "no"),
    ]
    return rows.map { $0.padding(toLength: 10, withPad: " ", startingAt: 0) + $1 }.joined(separator: "\n")
  }
}
