// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "slow-series-benchmark",
  dependencies: [.package(name: "mpisum", path: "../..")],
  targets: [
    .executableTarget(
      name: "SlowSeriesBenchmark",
      dependencies: [
        .product(name: "Series", package: "mpisum"), .product(name: "Summation", package: "mpisum"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
