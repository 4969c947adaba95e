import Foundation
import TestSupport
import Testing

@Suite("Architecture")
struct ArrowTests {
  /// What each target may import: ours first, then others'. This list is Docs/Architecture.md's picture in words.
  private static let allowed: [String: Set<String>] = [
    "FractalMath": ["ComplexModule", "RealModule"],
    "FilmFormat": ["FractalMath"],
    "OrbitTypes": ["FractalMath"],
    "EscapeKernelsBaseline": ["CLanes", "FractalMath", "OrbitTypes"],
    "EscapeKernelsAVX2": ["CLanes", "FractalMath", "OrbitTypes"],
    "EscapeKernelsAVX512": ["CLanes", "FractalMath", "OrbitTypes"],
    "EscapeKernels": [
      "CPUFeatures", "FractalMath", "OrbitTypes", "EscapeKernelsBaseline", "EscapeKernelsAVX2", "EscapeKernelsAVX512",
    ],
    "Animation": ["FilmFormat", "FractalMath", "ShippedPresets", "ComplexModule", "RealModule"],
    "SongAnalysis": ["FractalMath", "ComplexModule", "RealModule"],
    "WorkStealing": ["HostSystem", "Dispatch", "Synchronization", "DequeModule"],
    "Rendering": [
      "FilmFormat", "FractalMath", "EscapeKernels", "OrbitTypes", "WorkStealing", "Synchronization", "ComplexModule",
      "RealModule", "Glibc", "Musl", "Darwin",
    ],
    "VideoEncoding": [
      "CFFmpeg", "FilmFormat", "FractalMath", "HostSystem", "Dispatch", "Synchronization", "Glibc", "Musl", "Darwin",
    ],
    "HostSystem": [
      "CHostSystem", "CSandbox", "Dispatch", "Foundation", "Synchronization", "Glibc", "Musl", "Darwin",
    ],
    "ShippedPresets": [],
    "Measuring": [
      "Animation", "FractalMath", "HostSystem", "Rendering", "WorkStealing", "Dispatch", "Foundation",
      "Synchronization",
    ],
    "Benchmarking": ["Animation", "HostSystem", "Measuring", "Rendering", "ArgumentParser", "Foundation"],
    "juliareel-bench": ["Animation", "Benchmarking", "Measuring", "ShippedPresets", "ArgumentParser", "Foundation"],
    "Production": [
      "Animation", "FilmFormat", "FractalMath", "HostSystem", "Rendering", "SongAnalysis", "VideoEncoding",
      "WorkStealing", "DequeModule",
      "Dispatch",
      "Foundation", "Synchronization", "SystemPackage", "Glibc", "Musl", "Darwin",
    ],
    "Library": [
      "Animation", "FilmFormat", "FractalMath", "HostSystem", "Production", "ShippedPresets", "VideoEncoding",
    ],
    "Studio": [
      "Animation", "CStudioPage", "FilmFormat", "FractalMath", "HostSystem", "Production", "ShippedPresets",
      "WorkStealing", "ComplexModule", "Dispatch", "Foundation", "Synchronization", "Glibc", "Musl", "Darwin",
    ],
    "juliareel": [
      "Production", "Studio", "Animation", "Benchmarking", "FilmFormat", "FractalMath", "HostSystem", "Measuring",
      "ShippedPresets", "SongAnalysis",
      "VideoEncoding",
      "ArgumentParser", "Dispatch", "Foundation", "Synchronization",
    ],
  ]

  private static func imports(of file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let keyword = words.firstIndex(of: "import"), keyword <= 1, keyword + 1 < words.count else { return nil }
      return String(words[words.count - 1].prefix { $0 != "." })
    }
  }

  @Test("a target imports only what its arrows allow", arguments: allowed.keys.sorted())
  func arrows(target: String) throws {
    let files = Repository.files(below: "Sources/\(target)", suffix: ".swift")
    #expect(!files.isEmpty)
    let permitted = Self.allowed[target] ?? []
    for file in files {
      for module in try Self.imports(of: file) {
        #expect(permitted.contains(module), "\(target)/\(file.lastPathComponent) imports \(module)")
      }
    }
  }

  @Test("every folder of Sources has its arrows stated")
  func noUnknownTarget() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Repository.root.appendingPathComponent("Sources").path)
    let inC: Set = ["CFFmpeg", "CHostSystem", "CLanes", "CPUFeatures", "CSandbox", "CStudioPage"]
    #expect(Set(folders).subtracting(inC) == Set(Self.allowed.keys))
  }

  @Test("no source file is longer than 400 lines")
  func fileLength() throws {
    for file in Repository.files(below: "Sources", suffix: ".swift") {
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 400, "\(file.lastPathComponent)")
    }
  }

  @Test("whoever imports the system's C library knows all three: Glibc, Musl and Darwin")
  func systemLibraries() throws {
    for folder in ["Sources", "Tests"] {
      for file in Repository.files(below: folder, suffix: ".swift") {
        let imports = try Self.imports(of: file)
        guard imports.contains("Glibc") || imports.contains("Darwin") else { continue }
        #expect(Set(["Glibc", "Musl", "Darwin"]).isSubset(of: imports), "\(folder): \(file.lastPathComponent)")
      }
    }
  }

  @Test("each waiver of the concurrency checks has its proof beside it")
  func waivers() throws {
    for file in Repository.files(below: "Sources", suffix: ".swift") {
      let text = try String(contentsOf: file, encoding: .utf8)
      let waivers = text.components(separatedBy: "@unchecked Sendable").count - 1
      let proofs = text.components(separatedBy: "Proof of Sendable:").count - 1
      #expect(waivers <= proofs, "\(file.lastPathComponent)")
      #expect(!text.contains("nonisolated(unsafe)"), "\(file.lastPathComponent)")
    }
  }

  @Test("no file is a drawer for everything")
  func names() {
    for file in Repository.files(below: "Sources", suffix: ".swift") {
      for word in ["Util", "Helper", "Common", "Manager", "Misc"] {
        #expect(!file.lastPathComponent.contains(word), "\(file.lastPathComponent)")
      }
    }
  }
}
