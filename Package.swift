// swift-tools-version: 6.3
import PackageDescription

// The arrows between the targets are the design (Docs/Architecture.md); Tests/ArchitectureTests keeps them.

let complex = Target.Dependency.product(name: "ComplexModule", package: "swift-numerics")
let real = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

// The architecture that is built for. A manifest sees only that of the machine it is read on: for another one,
// JULIAREEL_TARGET_ARCH says which, as in `JULIAREEL_TARGET_ARCH=arm64 swift build --swift-sdk …`.
#if arch(x86_64)
  let hostArchitecture = "x86_64"
#else
  let hostArchitecture = "another"
#endif
let architecture = Context.environment["JULIAREEL_TARGET_ARCH"] ?? hostArchitecture

// One source of the orbit loops, compiled once for each instruction set: the folders of the wider ones link to the baseline's
// files; which one runs is decided at run time. The flags reach all code of these modules, also what the linker would merge with
// other modules' (functions that copy a value): so their types are plain numbers, of which no such function is emitted, and
// VectorCodeTests looks through the linked programs.
let wideKernels: [Target] =
  architecture != "x86_64"
  ? []
  : [("AVX2", "x86-64-v3"), ("AVX512", "x86-64-v4")].map { name, level in
    .target(
      name: "EscapeKernels\(name)", dependencies: ["CLanes", "FractalMath", "OrbitTypes"],
      swiftSettings: [.define("KERNEL_\(name)"), .unsafeFlags(["-Xcc", "-march=\(level)"])])
  }

// All addresses of other libraries are looked up at the start, so that the table of them can be made read-only before a file is read.
let boundAtStart: [LinkerSetting] = [.unsafeFlags(["-Xlinker", "-z", "-Xlinker", "now"], .when(platforms: [.linux]))]

// With JULIAREEL_STATIC, the program carries Swift's runtime and needs no toolchain where it runs. Unlike --static-swift-stdlib, which
// compiles everything anew, this changes only the link; so what the objects ask for by themselves is asked for again, in archives.
let runtimeInside: [LinkerSetting] =
  Context.environment["JULIAREEL_STATIC"] == nil
  ? []
  : [
    .unsafeFlags(
      ["-static-stdlib"]
        + [
          "--as-needed", "--start-group", "-lFoundation", "-lFoundationInternationalization", "-lFoundationEssentials",
          "-l_FoundationICU", "-l_FoundationCollections", "-l_FoundationCShims", "-lCoreFoundation", "-ldispatch",
          "-lBlocksRuntime", "--end-group", "-lstdc++",
        ].flatMap { ["-Xlinker", $0] }, .when(platforms: [.linux]))
  ]

// What `make fuzz` builds. Its main function is libFuzzer's, so it links with that alone, and nobody else sees it.
let fuzzing: [Target] =
  Context.environment["JULIAREEL_FUZZ"] == nil
  ? [] : [.executableTarget(name: "juliareel-fuzz", dependencies: ["Fuzzing"], path: "Tests/FuzzEntry")]

let kernels: [Target.Dependency] = ["EscapeKernelsBaseline"] + wideKernels.map { .init(stringLiteral: $0.name) }

let package = Package(
  name: "juliareel",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "juliareel", targets: ["JuliaReelCommand"]),
    // For programs that make films or frames themselves (Examples/).
    .library(name: "JuliaReel", targets: ["JuliaReel"]),
    // The render-only part of the benchmark, which needs no FFmpeg.
    .executable(name: "juliareel-bench", targets: ["juliareel-bench"]),
    // The part that renders without FFmpeg; Benchmarks builds on it.
    .library(name: "RenderingKit", targets: ["Animation", "FractalMath", "Rendering", "WorkStealing"]),
  ],
  // Each in one version, so that every machine builds the same program; Benchmarks has the same ones.
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CFFmpeg",
      pkgConfig: "libavformat libavcodec libswresample libswscale libavutil",
      providers: [
        .apt(["pkg-config", "libavcodec-dev", "libavformat-dev", "libswresample-dev", "libswscale-dev"]),
        .brew(["pkg-config", "ffmpeg"]),
      ]),
    .target(name: "FractalMath", dependencies: [complex, real]),
    .target(name: "FilmFormat", dependencies: ["FractalMath"]),
    .target(name: "CPUFeatures"),
    .target(name: "CLanes"),
    .target(name: "OrbitTypes", dependencies: ["FractalMath"]),
    .target(name: "EscapeKernelsBaseline", dependencies: ["CLanes", "FractalMath", "OrbitTypes"]),
    .target(
      name: "EscapeKernels", dependencies: ["CPUFeatures", "FractalMath", "OrbitTypes"] + kernels,
      swiftSettings: wideKernels.isEmpty ? [] : [.define("WIDE_KERNELS")]),
    .target(name: "Animation", dependencies: ["FilmFormat", "FractalMath", "ShippedPresets", complex, real]),
    .target(name: "SongAnalysis", dependencies: ["FractalMath", complex, real]),
    .target(name: "WorkStealing", dependencies: ["HostSystem", deque]),
    .target(
      name: "Rendering",
      dependencies: ["FilmFormat", "FractalMath", "EscapeKernels", "OrbitTypes", "WorkStealing", complex, real]),
    .target(name: "VideoEncoding", dependencies: ["CFFmpeg", "FilmFormat", "FractalMath", "HostSystem"]),
    .target(name: "CSandbox"),
    .target(name: "CHostSystem"),
    .target(name: "HostSystem", dependencies: ["CHostSystem", "CSandbox"]),
    .target(name: "ShippedPresets", resources: [.embedInCode("Presets")]),
    .target(
      name: "Production",
      dependencies: [
        "Animation", "FilmFormat", "FractalMath", "HostSystem", "Rendering", "SongAnalysis", "VideoEncoding",
        "WorkStealing", deque, system,
      ]),
    .target(name: "CStudioPage"),
    .target(
      name: "Studio",
      dependencies: [
        "Animation", "CStudioPage", "FilmFormat", "FractalMath", "HostSystem", "Production", "ShippedPresets",
        "WorkStealing", complex,
      ],
      exclude: ["Page"]),
    .target(name: "Measuring", dependencies: ["Animation", "FractalMath", "HostSystem", "Rendering", "WorkStealing"]),
    .target(name: "Benchmarking", dependencies: ["Animation", "HostSystem", "Measuring", "Rendering", argumentParser]),
    // Modules and folders whose names differ in the case of letters alone are one and the same on some file systems.
    .target(
      name: "JuliaReel",
      dependencies: [
        "Animation", "FilmFormat", "FractalMath", "HostSystem", "Production", "ShippedPresets", "VideoEncoding",
      ], path: "Sources/Library"),
    .executableTarget(
      name: "JuliaReelCommand",
      dependencies: [
        "Animation", "Benchmarking", "FilmFormat", "HostSystem", "Measuring", "Production", "ShippedPresets",
        "SongAnalysis", "Studio", argumentParser,
      ], path: "Sources/juliareel", linkerSettings: boundAtStart + runtimeInside),
    .executableTarget(
      name: "juliareel-bench",
      dependencies: ["Animation", "Benchmarking", "Measuring", "ShippedPresets", argumentParser],
      linkerSettings: boundAtStart),

    .target(name: "TestSupport", dependencies: ["HostSystem"], path: "Tests/TestSupport"),
    .target(name: "AllocationCounting", path: "Tests/AllocationCounting"),
    .testTarget(name: "FractalMathTests", dependencies: ["FractalMath", "TestSupport", complex, real]),
    .testTarget(
      name: "EscapeKernelsTests",
      dependencies: ["EscapeKernels", "FractalMath", "OrbitTypes", "TestSupport", complex, real]),
    .testTarget(name: "AnimationTests", dependencies: ["Animation", "FilmFormat", "TestSupport", complex]),
    .testTarget(name: "SongAnalysisTests", dependencies: ["SongAnalysis", "TestSupport"]),
    .testTarget(name: "WorkStealingTests", dependencies: ["HostSystem", "WorkStealing", "TestSupport"]),
    .testTarget(
      name: "RenderingTests",
      dependencies: [
        "Rendering", "FilmFormat", "FractalMath", "WorkStealing", "CFFmpeg", "AllocationCounting", "TestSupport",
        complex, real,
      ]),
    .testTarget(name: "VideoEncodingTests", dependencies: ["VideoEncoding", "CFFmpeg", "FilmFormat", "TestSupport"]),
    .testTarget(name: "HostSystemTests", dependencies: ["HostSystem", "TestSupport"]),
    .testTarget(
      name: "MeasuringTests",
      dependencies: [
        "Animation", "Benchmarking", "HostSystem", "Measuring", "ShippedPresets", "juliareel-bench", "TestSupport",
      ]),
    .testTarget(name: "ProductionTests", dependencies: ["Production", "FilmFormat", "TestSupport"]),
    .testTarget(
      name: "CommandTests",
      dependencies: ["Animation", "JuliaReelCommand", "juliareel-bench", "Measuring", "Production", "TestSupport"]),
    .testTarget(
      name: "StudioTests", dependencies: ["Animation", "JuliaReelCommand", "Production", "Studio", "TestSupport"]),
    // What Examples shows, built here so that the tests can run it.
    .executableTarget(name: "FirstFilm", dependencies: ["JuliaReel"], path: "Examples/Sources/FirstFilm"),
    .testTarget(
      name: "LibraryTests", dependencies: ["FirstFilm", "JuliaReel", "TestSupport", "VideoEncoding"]),
    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
    .target(
      name: "Fuzzing",
      dependencies: ["Animation", "EscapeKernels", "FractalMath", "Production", "ShippedPresets", "VideoEncoding"],
      path: "Tests/Fuzzing"),
    .testTarget(name: "FuzzingTests", dependencies: ["Fuzzing", "TestSupport"]),
  ] + wideKernels + fuzzing,
  swiftLanguageModes: [.v6]
)
