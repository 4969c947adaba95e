import Animation
import Foundation
import ShippedPresets

/// Where a preset comes from.
enum PresetSource {
  /// What stands for the standard input in the place of a file.
  static let standardInput = "-"

  /// The document behind what the user wrote: a file or pipe, `-`, or the name of a shipped preset; and how errors call it.
  static func read(_ preset: String) throws -> (bytes: [UInt8], name: String) {
    if preset == standardInput { return (try contents(of: STDIN_FILENO, name: "stdin"), "stdin") }
    let name = preset.oneLine
    let descriptor = open(preset, O_RDONLY | O_CLOEXEC)
    if descriptor >= 0 {
      defer { close(descriptor) }
      return (try contents(of: descriptor, name: name), name)
    }
    guard errno == ENOENT else { throw Failure(.noInput, "cannot read \(name): \(SystemText.ofLastError)") }
    if let bytes = PresetLibrary.bytes(named: preset) { return (bytes, name) }
    let shipped = PresetLibrary.entries.map(\.name).joined(separator: ", ")
    throw Failure(.noInput, "\(name): no such file, nor a preset that ships (\(shipped))")
  }

  /// The palette of another program behind what the user wrote, a file or `-`; and how errors call it.
  static func palette(_ palette: String) throws -> (bytes: [UInt8], name: String) {
    if palette == standardInput { return (try contents(of: STDIN_FILENO, name: "stdin", of: "palette"), "stdin") }
    let name = palette.oneLine
    let descriptor = open(palette, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(.noInput, "cannot read \(name): \(SystemText.ofLastError)") }
    defer { close(descriptor) }
    return (try contents(of: descriptor, name: name, of: "palette"), name)
  }

  /// Everything up to the end, which for a pipe may be long in coming.
  private static func contents(of descriptor: Int32, name: String, of thing: String = "preset") throws -> [UInt8] {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Foundation.read(descriptor, &part, part.count)
      if count == 0 { return bytes }
      if count > 0 {
        bytes += part[..<count]
      } else if errno == EISDIR {
        throw Failure(.noInput, "\(name): is a folder, not a \(thing)")
      } else if errno != EINTR {
        throw Failure(.noInput, "cannot read \(name): \(SystemText.ofLastError)")
      }
    }
  }
}
