import Foundation
import TestSupport
import Testing

@Suite("The manifest")
struct ManifestTests {
  private static let swift = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { $0 + "/swift" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  private struct Description: Decodable {
    struct Target: Decodable { let name: String }
    let targets: [Target]
  }

  /// The targets of the package as it is built for `architecture`.
  private static func targets(for architecture: String) throws -> Set<String> {
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(swift))
    process.currentDirectoryURL = Repository.root
    process.arguments = ["package", "--scratch-path", folder.file("scratch"), "dump-package"]
    process.environment = ProcessInfo.processInfo.environment.merging(["JULIAREEL_TARGET_ARCH": architecture]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return Set(try JSONDecoder().decode(Description.self, from: text).targets.map(\.name))
  }

  @Test(
    "the kernels of AVX are built for x86-64, whatever machine reads the manifest, and for nothing else",
    .enabled(if: swift != nil, "needs the swift command"))
  func architectures() throws {
    let wide: Set = ["EscapeKernelsAVX2", "EscapeKernelsAVX512"]
    let x86 = try Self.targets(for: "x86_64")
    #expect(x86.isSuperset(of: wide))
    #expect(try Self.targets(for: "arm64") == x86.subtracting(wide))
  }
}
