#if os(Linux)
  import Foundation
  import Testing

  /// What the linker was told to do against who finds a way to write into the program's memory.
  @Suite("The program's file")
  struct ProgramFileTests {
    private static let isReadable = (try? Command.shell("readelf --version").status) == 0
    private static let folder = URL(fileURLWithPath: Command.executable).deletingLastPathComponent()

    private static func headers(of program: String) throws -> String {
      let outcome = try Command.shell("LC_ALL=C exec readelf -hldW '\(folder.appendingPathComponent(program).path)'")
      try #require(outcome.status == 0, "\(outcome.errors)")
      return outcome.text
    }

    @Test(
      "a program's table of addresses is complete at the start and read-only from then on",
      .enabled(if: isReadable, "needs readelf"), arguments: ["juliareel", "juliareel-bench"])
    func addresses(program: String) throws {
      let headers = try Self.headers(of: program)
      #expect(headers.contains("GNU_RELRO"))
      #expect(headers.contains("BIND_NOW") || headers.contains("Flags: NOW"))
    }

    @Test(
      "a program can be loaded anywhere, and nothing in it is both written and run",
      .enabled(if: isReadable, "needs readelf"), arguments: ["juliareel", "juliareel-bench"])
    func memory(program: String) throws {
      let headers = try Self.headers(of: program)
      #expect(headers.contains(/Type: +DYN/))
      #expect(!headers.contains("TEXTREL"))
      let segments = headers.split(separator: "\n").filter { $0.contains("0x0") }
      let stack = try #require(segments.first { $0.contains("GNU_STACK") })
      #expect(!stack.contains("RWE") && !segments.contains { $0.contains("LOAD") && $0.contains("RWE") })
    }
  }
#endif
