// swift-tools-version: 6.2
import PackageDescription

// The arrows between the targets are the design (Docs/Architecture.md); Tests/ArchitectureTests keeps them.

let complex = Target.Dependency.product(name: "ComplexModule", package: "swift-numerics")
let real = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

// One source of the orbit loops, compiled once for each instruction set: the folders of the wider ones link to the baseline's
// files. The flags reach the vector code of these modules only; which one runs is decided at run time.
#if arch(x86_64)
  let wideKernels: [Target] = [
    .target(
      name: "EscapeKernelsAVX2", dependencies: ["CLanes", "FractalMath", "OrbitTypes"],
      swiftSettings: [.define("KERNEL_AVX2"), .unsafeFlags(["-Xcc", "-march=x86-64-v3"])]),
    .target(
      name: "EscapeKernelsAVX512", dependencies: ["CLanes", "FractalMath", "OrbitTypes"],
      swiftSettings: [.define("KERNEL_AVX512"), .unsafeFlags(["-Xcc", "-march=x86-64-v4"])]),
  ]
#else
  let wideKernels: [Target] = []
#endif
let kernels: [Target.Dependency] = ["EscapeKernelsBaseline"] + wideKernels.map { .init(stringLiteral: $0.name) }

let package = Package(
  name: "juliareel",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "juliareel", targets: ["juliareel"]),
    // The render-only part of the benchmark, which needs no FFmpeg.
    .executable(name: "juliareel-bench", targets: ["juliareel-bench"]),
    // The part that renders without FFmpeg; Benchmarks builds on it.
    .library(name: "RenderingKit", targets: ["Animation", "FractalMath", "Rendering", "WorkStealing"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.6.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CFFmpeg",
      pkgConfig: "libavformat libavcodec libswscale libavutil",
      providers: [
        .apt(["pkg-config", "libavcodec-dev", "libavformat-dev", "libswscale-dev"]),
        .brew(["pkg-config", "ffmpeg"]),
      ]),
    .target(name: "FractalMath", dependencies: [complex, real]),
    .target(name: "CPUFeatures"),
    .target(name: "CLanes"),
    .target(name: "OrbitTypes", dependencies: ["FractalMath"]),
    .target(name: "EscapeKernelsBaseline", dependencies: ["CLanes", "FractalMath", "OrbitTypes"]),
    .target(name: "EscapeKernels", dependencies: ["CPUFeatures", "FractalMath", "OrbitTypes"] + kernels),
    .target(name: "Animation", dependencies: ["FractalMath", "ShippedPresets", complex, real]),
    .target(name: "WorkStealing", dependencies: [deque]),
    .target(
      name: "Rendering", dependencies: ["FractalMath", "EscapeKernels", "OrbitTypes", "WorkStealing", complex, real]),
    .target(name: "VideoEncoding", dependencies: ["CFFmpeg", "FractalMath"]),
    .target(name: "CSandbox"),
    .target(name: "HostSystem", dependencies: ["CSandbox"]),
    .target(name: "ShippedPresets", resources: [.embedInCode("Presets")]),
    .target(
      name: "Production",
      dependencies: [
        "Animation", "FractalMath", "HostSystem", "Rendering", "VideoEncoding", "WorkStealing", deque, system,
      ]),
    .target(name: "Measuring", dependencies: ["Animation", "FractalMath", "HostSystem", "Rendering", "WorkStealing"]),
    .target(name: "Benchmarking", dependencies: ["Animation", "HostSystem", "Measuring", "Rendering", argumentParser]),
    .executableTarget(
      name: "juliareel",
      dependencies: [
        "Animation", "Benchmarking", "HostSystem", "Measuring", "Production", "ShippedPresets", argumentParser,
      ]),
    .executableTarget(
      name: "juliareel-bench",
      dependencies: ["Animation", "Benchmarking", "Measuring", "ShippedPresets", argumentParser]),

    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .target(name: "AllocationCounting", path: "Tests/AllocationCounting"),
    .testTarget(name: "FractalMathTests", dependencies: ["FractalMath", "TestSupport", complex, real]),
    .testTarget(
      name: "EscapeKernelsTests", dependencies: ["EscapeKernels", "FractalMath", "OrbitTypes", "TestSupport"]),
    .testTarget(name: "AnimationTests", dependencies: ["Animation", "TestSupport", complex]),
    .testTarget(name: "WorkStealingTests", dependencies: ["WorkStealing", "TestSupport"]),
    .testTarget(
      name: "RenderingTests",
      dependencies: [
        "Rendering", "FractalMath", "WorkStealing", "CFFmpeg", "AllocationCounting", "TestSupport", complex, real,
      ]),
    .testTarget(name: "VideoEncodingTests", dependencies: ["VideoEncoding", "CFFmpeg", "TestSupport"]),
    .testTarget(name: "HostSystemTests", dependencies: ["HostSystem"]),
    .testTarget(
      name: "MeasuringTests",
      dependencies: ["Animation", "Benchmarking", "HostSystem", "Measuring", "juliareel-bench", "TestSupport"]),
    .testTarget(name: "ProductionTests", dependencies: ["Production", "TestSupport"]),
    .testTarget(
      name: "CommandTests",
      dependencies: ["Animation", "juliareel", "juliareel-bench", "Measuring", "Production", "TestSupport"]),
    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
  ] + wideKernels,
  swiftLanguageModes: [.v6]
)
