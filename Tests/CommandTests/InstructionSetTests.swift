import Foundation
import TestSupport
import Testing

@Suite("--isa")
struct InstructionSetTests {
  private static let emulator = ["/usr/bin/qemu-x86_64", "/usr/bin/qemu-x86_64-static"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test("shortcuts on or off, and wide instruction sets among themselves, give the same numbers")
  func sameField() throws {
    let folder = try TemporaryFolder()
    func field(_ options: String) throws -> Data {
      let outcome = try Command.shell(
        "exec \"$JULIAREEL\" field famous-constants --time 4 --size 161x91 \(options) -o f.npy", folder: folder.path)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return try Data(contentsOf: URL(fileURLWithPath: folder.file("f.npy")))
    }
    let bruteForce = "--no-symmetry --no-traps --no-certificates --no-cycles"
    #expect(try field(bruteForce) == field(""))
    #expect(try field("--isa baseline \(bruteForce)") == field("--isa baseline"))
  }

  @Test("an unknown instruction set is a usage error")
  func unknown() throws {
    let outcome = try Command.run("field", "classic-loop", "--isa", "sse9", "-o", "x.npy")
    #expect(outcome.status == 64 && outcome.errors.contains("baseline"))
  }

  @Test("a processor without AVX runs the baseline, with the same numbers", .enabled(if: emulator != nil))
  func oldProcessor() throws {
    let emulator = try #require(Self.emulator)
    let folder = try TemporaryFolder()
    let frame = "famous-constants --time 4 --size 96x54"
    let emulated = try Command.shell(
      "exec \(emulator) -cpu Nehalem \"$JULIAREEL\" field \(frame) -o old.npy", folder: folder.path)
    #expect(emulated.status == 0, "\(emulated.errors)")
    let native = try Command.shell(
      "exec \"$JULIAREEL\" field \(frame) --isa baseline -o native.npy", folder: folder.path)
    #expect(native.status == 0, "\(native.errors)")
    #expect(FileManager.default.contentsEqual(atPath: folder.file("old.npy"), andPath: folder.file("native.npy")))
    let film = try Command.shell(
      "exec \(emulator) -cpu Nehalem \"$JULIAREEL\" render famous-constants --frames '0..<2' --size 96x54 -o f.mp4",
      folder: folder.path)
    #expect(film.status == 0, "\(film.errors)")
    let wide = try Command.shell(
      "exec \(emulator) -cpu Nehalem \"$JULIAREEL\" field \(frame) --isa avx2 -o no.npy", folder: folder.path)
    #expect(wide.status == 64 && wide.errors.contains("avx2"))
  }
}
