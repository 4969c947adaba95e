// swift-tools-version: 6.3
import PackageDescription

// Apart from the other benchmarks, because the package that measures brings a dozen packages along.

let package = Package(
  name: "juliareel-micro-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "juliareel", path: "../.."),
    // Without its own counting of allocations, which reads 0 on some systems; AllocationCounting does it.
    .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
  ],
  targets: [
    // The file that the tests count with: links, since a package cannot reach out of its folder.
    .target(name: "AllocationCounting"),
    .executableTarget(
      name: "MicroBenchmarks",
      dependencies: [
        "AllocationCounting",
        .product(name: "RenderingKit", package: "juliareel"),
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "ComplexModule", package: "swift-numerics"),
      ],
      path: "Benchmarks/MicroBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ],
  swiftLanguageModes: [.v6]
)
