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

  @Test(
    "the folders of the wider kernels link to each source of the baseline's, and have nothing else",
    arguments: ["AVX2", "AVX512"])
  func kernelFolders(name: String) throws {
    let files = FileManager.default
    let sources = Repository.root.appendingPathComponent("Sources")
    let baseline = try files.contentsOfDirectory(atPath: sources.appendingPathComponent("EscapeKernelsBaseline").path)
    let folder = sources.appendingPathComponent("EscapeKernels\(name)").path
    #expect(try Set(files.contentsOfDirectory(atPath: folder)) == Set(baseline))
    for file in baseline {
      let target = try? files.destinationOfSymbolicLink(atPath: "\(folder)/\(file)")
      #expect(target == "../EscapeKernelsBaseline/\(file)", "\(name)/\(file)")
    }
  }
}
