import Foundation
import TestSupport
import Testing

/// Looks at what the compiler makes of the lanes' C for processors other than this one.
@Suite("Fused steps")
struct FusedStepTests {
  private static let compiler = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { $0 + "/clang" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  /// Functions that multiply and add, some of them many times.
  private static let source = """
    #include "CLanes.h"
    lanes sum(lanes a, lanes b, lanes c) { return lanes_multiply_add(a, b, c); }
    lanes difference(lanes a, lanes b, lanes c) { return lanes_multiply_subtract(a, b, c); }
    lanes logarithm(lanes x) { return lanes_log2(x); }
    float_lanes counts(lanes a, lanes b, float_lanes n) { return float_lanes_smooth_counts(a, b, n, 1); }

    """

  /// The assembly of `source`; `nil` where the compiler knows nothing of such processors.
  private static func assembly(for target: String, _ options: String...) throws -> String? {
    let folder = try TemporaryFolder()
    let file = folder.file("lanes.c")
    try source.write(toFile: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(compiler))
    let include = Repository.root.appendingPathComponent("Sources/CLanes/include").path
    process.arguments =
      ["--target=\(target)", "-ffreestanding", "-O2", "-S", "-I", include, "-o", folder.file("lanes.s"), file] + options
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    if said.contains("unable to create target") || said.contains("unknown target") { return nil }
    #expect(process.terminationStatus == 0, "\(said)")
    return try String(contentsOfFile: folder.file("lanes.s"), encoding: .utf8)
  }

  /// How many fused steps on vectors `assembly` has.
  private static func fusedSteps(in assembly: String) -> Int {
    assembly.split(separator: "\n").count { line in
      let operation = line.split { $0 == " " || $0 == "\t" }.first ?? ""
      return ["fmla", "fmls", "vfmadd", "vfnmadd", "vfmsub"].contains { operation.hasPrefix($0) }
    }
  }

  @Test(
    "64-bit ARM has them", .enabled(if: compiler != nil, "needs clang"),
    arguments: ["aarch64-linux-gnu", "arm64-apple-macosx15"])
  func arm(target: String) throws {
    guard let assembly = try Self.assembly(for: target) else { return }
    #expect(Self.fusedSteps(in: assembly) >= 20)
    let calls = ["fma", "fmaf", "_fma", "_fmaf"].filter { assembly.contains("\t\($0)\n") }
    #expect(calls.isEmpty, "calls of libm")
  }

  @Test(
    "x86-64 has them from AVX2 on, and the baseline rounds twice", .enabled(if: compiler != nil, "needs clang"))
  func x86() throws {
    guard let baseline = try Self.assembly(for: "x86_64-linux-gnu"),
      let wide = try Self.assembly(for: "x86_64-linux-gnu", "-march=x86-64-v3")
    else { return }
    let calls = baseline.contains("fma")
    #expect(Self.fusedSteps(in: baseline) == 0 && !calls)
    #expect(Self.fusedSteps(in: wide) >= 20)
  }
}
