import ArgumentParser
import Foundation
import FractalMath
import HostSystem
import VideoEncoding

/// The facts of an untrusted film, read by a process that can do nothing else.
enum ConfinedFilm {
  /// The parts of an answer, in their order.
  private static let partCount = 10
  /// Room for all parts of an answer except its texts.
  private static let bytesOfNumbers = 1024

  /// Has the child read `file` and verifies the answer, which is as untrusted as the film.
  static func read(
    _ file: borrowing RegularFile, name: String, bounds: UntrustedBounds
  ) throws(Failure) -> FilmRecipe {
    let parts: [String]
    do throws(ConfinedChild.Failure) {
      let answer = try ConfinedChild.answer(
        [ReadRecipeCommand.name], input: file.descriptor, byteLimit: 2 * bounds.mostBytes + bytesOfNumbers)
      parts = ConfinedAnswer.parts(of: answer, mostParts: partCount)
    } catch {
      throw Failure(.noInput, "cannot read the film \(name): \(error)")
    }
    if parts.count == 1 { throw Failure(.noInput, "cannot read the film \(name): \(ConfinedAnswer.reason(parts[0]))") }
    guard let recipe = recipe(of: parts) else {
      throw Failure(.noInput, "cannot read the film \(name): the confined process that reads it gave no answer")
    }
    let byteCount = recipe.comment.utf8.count
    guard byteCount <= bounds.mostBytes else {
      throw Failure(
        .badPreset,
        "\(name): its recipe has \(byteCount) bytes; allowed with --untrusted: at most \(bounds.mostBytes) (--max-bytes)"
      )
    }
    return recipe
  }

  /// The parts that tell a film's facts. An answer of one part says why there are none.
  static func parts(telling recipe: FilmRecipe) -> [String] {
    [
      recipe.title, recipe.comment, "\(recipe.size.width)", "\(recipe.size.height)",
      "\(recipe.frameRate?.numerator ?? 0)", "\(recipe.frameRate?.denominator ?? 0)", "\(recipe.frameCount)",
      "\(recipe.durationSeconds.bitPattern)", recipe.codec, recipe.sound,
    ]
  }

  private static func recipe(of parts: [String]) -> FilmRecipe? {
    guard parts.count == partCount else { return nil }
    let numbers = parts[2...6].compactMap { Int($0) }
    guard numbers.count == 5, let bits = UInt64(parts[7]) else { return nil }
    let (width, height, frameCount) = (numbers[0], numbers[1], numbers[4])
    let seconds = Double(bitPattern: bits)
    guard (1...1 << 20).contains(width), (1...1 << 20).contains(height), (0...1 << 40).contains(frameCount),
      (0...1e12).contains(seconds), parts[8].utf8.count <= 64, parts[9].utf8.count <= 64
    else { return nil }
    return FilmRecipe(
      title: parts[0], comment: parts[1], size: FrameSize(width: width, height: height),
      frameRate: FrameRate(numerator: numbers[2], denominator: numbers[3]), frameCount: frameCount,
      durationSeconds: seconds, codec: parts[8].oneLine, sound: parts[9].oneLine)
  }
}

/// The command that the child runs: it reads a film from the standard input, which is a file, and writes its facts to
/// the standard output. Not for users, so no help screen shows it.
struct ReadRecipeCommand: ParsableCommand {
  static let name = "read-recipe"
  static let configuration = CommandConfiguration(
    commandName: name, abstract: "Reads the recipe of a film, confined.", shouldDisplay: false)

  func run() throws {
    guard Sandbox.enter().contains(.calls) else {
      ConfinedAnswer.say(["this system has no seccomp, without which --untrusted cannot read films"])
    }
    do throws(LibAVError) {
      ConfinedAnswer.say(ConfinedFilm.parts(telling: try FilmRecipe.read(STDIN_FILENO, displayName: "")))
    } catch {
      ConfinedAnswer.say([error.reason])
    }
  }
}
