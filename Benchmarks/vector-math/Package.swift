// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "vector-math-benchmark",
  dependencies: [.package(name: "mpisum", path: "../..")],
  targets: [
    .executableTarget(
      name: "VectorMathBenchmark",
      dependencies: [.product(name: "VectorMath", package: "mpisum")])
  ],
  swiftLanguageModes: [.v6]
)
