// swift-tools-version: 6.3
import PackageDescription

// Apart from the main package, so that who uses juliareel builds no benchmark.

let package = Package(
  name: "juliareel-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    // Named, since the folder above may be called anything.
    .package(name: "juliareel", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
  ],
  targets: [
    .executableTarget(
      name: "FieldBenchmark",
      dependencies: [
        .product(name: "RenderingKit", package: "juliareel"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "ComplexModule", package: "swift-numerics"),
      ]),
    .target(name: "BareArithmetic"),
    .executableTarget(
      name: "LimitBenchmark",
      dependencies: [
        "BareArithmetic",
        .product(name: "RenderingKit", package: "juliareel"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "ComplexModule", package: "swift-numerics"),
      ]),

    // `scaling`: what many processors would make of recorded costs (scaling/README.md).
    .target(
      name: "SchedulingSimulation", dependencies: [.product(name: "HeapModule", package: "swift-collections")],
      path: "scaling/Simulation"),
    .executableTarget(
      name: "scaling",
      dependencies: ["SchedulingSimulation", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "scaling/Command"),
    .executableTarget(
      name: "record-costs",
      dependencies: [
        "SchedulingSimulation",
        .product(name: "RenderingKit", package: "juliareel"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "scaling/Recorder"),
    .testTarget(name: "SchedulingSimulationTests", dependencies: ["SchedulingSimulation"], path: "scaling/Tests"),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
