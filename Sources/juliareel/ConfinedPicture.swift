import Animation
import ArgumentParser
import Foundation
import FractalMath
import HostSystem
import Production

/// The palette of an untrusted picture, decoded by a process that can do nothing else.
enum ConfinedPicture {
  /// More than the longest palette takes, as text.
  private static let mostBytesOfAnswer = 1 << 16

  /// Has the child decode `bytes` and verifies the palette that it answers, which is as untrusted as the picture.
  ///
  /// - Parameter name: the picture's name in errors.
  static func palette(bytes: [UInt8], name: String, colorCount: Int) throws -> Palette {
    let parts: [String]
    do throws(ConfinedChild.Failure) {
      let answer = try ConfinedChild.answer(
        [ReadPictureCommand.name, "\(colorCount)"], bytes: bytes, byteLimit: mostBytesOfAnswer)
      parts = ConfinedAnswer.parts(of: answer, mostParts: 2)
    } catch {
      throw Failure(.badPreset, "\(name): \(error)")
    }
    if parts.count == 1 { throw Failure(.badPreset, "\(name): \(ConfinedAnswer.reason(parts[0]))") }
    guard parts.count == 2,
      let reading = try? PaletteFile.palette(bytes: Array(parts[1].utf8), name: name, format: .json),
      reading.palette.stops.count <= colorCount
    else {
      throw Failure(.badPreset, "\(name): the confined process that reads it gave no answer")
    }
    return reading.palette
  }
}

/// The command that the child runs: it reads a picture from the standard input and writes the palette of its colours to the standard
/// output. Not for users, so no help screen shows it.
struct ReadPictureCommand: ParsableCommand {
  static let name = "read-picture"
  static let configuration = CommandConfiguration(
    commandName: name, abstract: "Reads the colours of a picture, confined.", shouldDisplay: false)

  @Argument var colorCount: Int

  func validate() throws {
    guard PicturePalette.colorCounts.contains(colorCount) else { throw ValidationError("not a number of colours") }
  }

  func run() throws {
    guard Sandbox.enter().contains(.calls) else {
      ConfinedAnswer.say(["this system has no seccomp, without which --untrusted cannot read pictures"])
    }
    guard let bytes = try? FileContents.readToEnd(of: STDIN_FILENO, byteLimit: PicturePalette.largestFileSize) else {
      ConfinedAnswer.say(["it cannot be read"])
    }
    do throws(PaletteFileError) {
      let palette = try PicturePalette.palette(bytes: bytes, name: "", colorCount: colorCount)
      ConfinedAnswer.say(["palette", palette.document])
    } catch {
      ConfinedAnswer.say([error.message])
    }
  }
}
