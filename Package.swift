// swift-tools-version: 6.2
import PackageDescription

/// The pkg-config name of the MPI library.
///
/// Debian's `mpi` is whichever library its alternatives select; the Makefile sets another.
let mpi = Context.environment["MPI_PKG_CONFIG"] ?? "mpi"

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
]

/// Tests that compute little themselves are compiled without optimisation, which takes half the time.
let testSettings = settings + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

let package = Package(
  name: "mpisum",
  products: [
    .executable(name: "mpisum", targets: ["mpisum"]),
    .library(name: "MPI", targets: ["MPI"]),
    .library(name: "BagOfTasks", targets: ["BagOfTasks"]),
    .library(name: "CommandFarm", targets: ["CommandFarm"]),
    .library(name: "NodeResources", targets: ["NodeResources"]),
    .library(name: "MonteCarlo", targets: ["MonteCarlo"]),
    .library(name: "Summation", targets: ["Summation"]),
    .library(name: "VectorMath", targets: ["VectorMath"]),
    .library(name: "Series", targets: ["Series"]),
    .library(name: "ParallelSeries", targets: ["ParallelSeries"]),
  ],
  targets: [
    // MARK: System
    .systemLibrary(
      name: "CMPISystem", pkgConfig: mpi,
      providers: [.apt(["libopenmpi-dev", "openmpi-bin"])]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CGMP", pkgConfig: "gmp", providers: [.apt(["libgmp-dev"])]),
    .systemLibrary(name: "CMPFR", pkgConfig: "mpfr", providers: [.apt(["libmpfr-dev"])]),

    // MARK: C
    .target(name: "CMPI", dependencies: ["CMPISystem"]),
    .target(name: "CSystem"),
    .target(name: "CVector"),

    // MARK: Library
    .target(name: "MPI", dependencies: ["CMPI"], swiftSettings: settings),
    .target(name: "MonteCarlo", swiftSettings: settings),
    .target(name: "Summation", swiftSettings: settings),
    .target(name: "VectorMath", dependencies: ["CVector"], swiftSettings: settings),
    .target(
      name: "Series",
      dependencies: [
        "CGMP", "CMPFR", "CSystem", "CVector", "MonteCarlo", "Summation", "VectorMath",
      ],
      swiftSettings: settings),
    .target(name: "NodeResources", dependencies: ["CSystem"], swiftSettings: settings),
    .target(
      name: "BagOfTasks", dependencies: ["CSystem", "MPI", "NodeResources"],
      swiftSettings: settings),
    .target(
      name: "CommandFarm",
      dependencies: ["BagOfTasks", "CSQLite", "CSystem", "MPI", "NodeResources"],
      swiftSettings: settings),
    .target(
      name: "ParallelSeries",
      dependencies: ["BagOfTasks", "MPI", "NodeResources", "Series", "Summation"],
      swiftSettings: settings),

    // MARK: Executable
    .executableTarget(
      name: "mpisum",
      dependencies: [
        "CSystem", "CommandFarm", "MPI", "MonteCarlo", "NodeResources", "ParallelSeries", "Series",
        "Summation",
      ],
      swiftSettings: settings),

    // MARK: Example
    .target(
      name: "ExampleSupport", dependencies: ["MPI"], path: "Examples/ExampleSupport",
      swiftSettings: settings),
    .target(name: "SphericalField", path: "Examples/SphericalField", swiftSettings: settings),
    .executableTarget(
      name: "squares", dependencies: ["BagOfTasks", "MPI"], path: "Examples/squares",
      swiftSettings: settings),
    .executableTarget(
      name: "monte-carlo-pi", dependencies: ["BagOfTasks", "ExampleSupport", "MPI", "MonteCarlo"],
      path: "Examples/monte-carlo-pi", swiftSettings: settings),
    .executableTarget(
      name: "spherical-to-cartesian",
      dependencies: ["ExampleSupport", "MPI", "NodeResources", "SphericalField"],
      path: "Examples/spherical-to-cartesian", swiftSettings: settings),

    // MARK: Test
    .target(
      name: "TestSupport", dependencies: ["MPI"], path: "Tests/TestSupport",
      swiftSettings: settings),
    .testTarget(name: "MPITests", dependencies: ["MPI"], swiftSettings: testSettings),
    .executableTarget(
      name: "mpi-fixture", dependencies: ["CSystem", "MPI"], path: "Tests/Fixtures/mpi-fixture",
      swiftSettings: settings),
    .testTarget(
      name: "MPILaunchTests", dependencies: ["MPI", "TestSupport", "mpi-fixture"],
      swiftSettings: testSettings),
    .testTarget(
      name: "BagOfTasksTests", dependencies: ["BagOfTasks", "MPI"], swiftSettings: settings),
    .executableTarget(
      name: "pool-fixture", dependencies: ["BagOfTasks", "MPI"],
      path: "Tests/Fixtures/pool-fixture", swiftSettings: settings),
    .testTarget(
      name: "BagOfTasksLaunchTests", dependencies: ["MPI", "TestSupport", "pool-fixture"],
      swiftSettings: testSettings),
    .testTarget(
      name: "ExampleTests",
      dependencies: [
        "MonteCarlo", "SphericalField", "TestSupport", "monte-carlo-pi",
        "spherical-to-cartesian", "squares",
      ], swiftSettings: testSettings),
    .testTarget(name: "SummationTests", dependencies: ["Summation"], swiftSettings: settings),
    .testTarget(
      name: "VectorMathTests", dependencies: ["CMPFR", "VectorMath"], swiftSettings: settings),
    .testTarget(name: "MonteCarloTests", dependencies: ["MonteCarlo"], swiftSettings: settings),
    .testTarget(
      name: "SeriesTests", dependencies: ["MonteCarlo", "Series", "Summation"],
      swiftSettings: settings),
    .testTarget(
      name: "ParallelSeriesTests", dependencies: ["ParallelSeries", "Series"],
      swiftSettings: testSettings),
    .testTarget(
      name: "NodeResourcesTests", dependencies: ["NodeResources"], swiftSettings: testSettings),
    .testTarget(
      name: "CommandFarmTests",
      dependencies: ["BagOfTasks", "CSQLite", "CSystem", "CommandFarm", "guardian-fixture"],
      swiftSettings: testSettings),
    .executableTarget(
      name: "guardian-fixture", dependencies: ["BagOfTasks", "CommandFarm"],
      path: "Tests/Fixtures/guardian-fixture", swiftSettings: settings),
    .testTarget(
      name: "EndToEndTests", dependencies: ["Summation", "Series"], swiftSettings: testSettings),
    .testTarget(name: "FarmTests", dependencies: ["TestSupport"], swiftSettings: testSettings),
  ],
  swiftLanguageModes: [.v6]
)

/// What is left out of a build of tests, to save time: the program, which is built by itself, and with a
/// second library all that the library does not matter to, and what starts built programs.
///
/// Scripts/build.sh sets the variable: `all` for all tests, `mpi` for those that a second library is for.
let leftOut: Set<String> =
  switch Context.environment["MPISUM_TESTS"] {
  case "all": ["mpisum"]
  case "mpi":
    [
      "CGMP", "CMPFR", "CSQLite", "CVector", "CommandFarm", "CommandFarmTests", "EndToEndTests",
      "FarmTests", "MonteCarloTests", "NodeResourcesTests", "ParallelSeries", "ParallelSeriesTests",
      "Series", "SeriesTests", "Summation", "SummationTests", "VectorMath", "VectorMathTests",
      "guardian-fixture", "mpisum",
    ]
  default: []
  }
package.targets.removeAll { leftOut.contains($0.name) }
package.products.removeAll { leftOut.contains($0.name) }
