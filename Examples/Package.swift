// swift-tools-version: 6.3
import PackageDescription

// A package of its own, to be copied: `swift run -c release FirstFilm` in this folder.

let package = Package(
  name: "first-film",
  platforms: [.macOS(.v15)],
  // By path, or by a branch: SwiftPM takes targets with flags of their own, such as the kernels for AVX, from no version.
  dependencies: [.package(name: "juliareel", path: "..")],
  targets: [
    .executableTarget(name: "FirstFilm", dependencies: [.product(name: "JuliaReel", package: "juliareel")])
  ],
  swiftLanguageModes: [.v6]
)
