import Foundation
import TestSupport
import Testing

/// Looks through the machine code of the linked programs: the linker merges functions that several modules share, such as those that
/// copy a value, and takes the first; were it that of a wide module, an old processor would stop at it.
@Suite("Vector code")
struct VectorCodeTests {
  #if arch(x86_64) && os(Linux) && !DEBUG
    private static let disassembler = ["/usr/bin", "/usr/local/bin"].map { $0 + "/objdump" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  #else
    private static let disassembler: String? = nil
  #endif
  /// In 64-bit code a byte C4, C5 or 62 where an instruction begins is the prefix VEX or EVEX, and nothing else; a segment's prefix may
  /// come first. Two more instructions of those modules have no such prefix.
  private static let program = #"""
    /^[0-9a-f]+ <.*>:$/ { name = $0; sub(/^[0-9a-f]+ </, "", name); sub(/>:$/, "", name); next }
    NF >= 3 && ($2 ~ /^((26|2e|36|3e|64|65|67) )?(c4|c5|62) / || $3 ~ /^(lzcnt|movbe) /) { print name }
    """#

  /// The functions of `program`, which stands beside the tests' own, that have instructions of AVX or later.
  private static func wideFunctions(of program: String) throws -> Set<String> {
    let file = URL(fileURLWithPath: Command.executable).deletingLastPathComponent().appendingPathComponent(program)
    let outcome = try Command.shell(
      "'\(try #require(disassembler))' -d '\(file.path)' | awk -F'\\t' '\(Self.program)' | sort -u")
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    return Set(outcome.text.split(separator: "\n").map(String.init))
  }

  @Test(
    "only the wide modules' own functions have instructions that not every processor has",
    .enabled(if: disassembler != nil, "needs objdump, and an optimised program for x86-64 on Linux"),
    arguments: ["juliareel", "juliareel-bench"])
  func wideModulesOnly(program: String) throws {
    let functions = try Self.wideFunctions(of: program)
    let strangers = functions.filter { !$0.contains("EscapeKernelsAVX2") && !$0.contains("EscapeKernelsAVX512") }
    #expect(strangers.isEmpty, "\(strangers.sorted().joined(separator: " "))")
    // The test sees what it looks for.
    #expect(functions.contains { $0.contains("EscapeKernelsAVX2") && $0.contains("advanceSix") })
    #expect(functions.contains { $0.contains("EscapeKernelsAVX512") && $0.contains("advanceEight") })
  }
}
