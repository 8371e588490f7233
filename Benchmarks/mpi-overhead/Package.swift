// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "mpi-overhead",
  dependencies: [.package(name: "mpisum", path: "../..")],
  targets: [
    .systemLibrary(name: "CBenchMPI", pkgConfig: Context.environment["MPI_PKG_CONFIG"] ?? "mpi"),
    .target(name: "CTwin", dependencies: ["CBenchMPI"]),
    .executableTarget(
      name: "mpi-overhead",
      dependencies: ["CTwin", .product(name: "MPI", package: "mpisum")]),
  ],
  swiftLanguageModes: [.v6]
)
