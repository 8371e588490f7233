// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "worker-pool",
  dependencies: [.package(name: "mpisum", path: "../..")],
  targets: [
    .executableTarget(
      name: "worker-pool",
      dependencies: [
        .product(name: "BagOfTasks", package: "mpisum"), .product(name: "MPI", package: "mpisum"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
