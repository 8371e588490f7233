import MPI
import Testing

extension MPITests {
  /// No MPI here: environments as launchers make them, written down.
  @Suite struct LauncherEnvironmentTests {
    let openMPI = [
      "OMPI_COMM_WORLD_SIZE": "4", "OMPI_COMM_WORLD_RANK": "2", "OMPI_COMM_WORLD_LOCAL_SIZE": "2",
      "OMPI_COMM_WORLD_LOCAL_RANK": "0", "PMIX_RANK": "2",
    ]
    let hydra = [
      "PMI_SIZE": "3", "PMI_RANK": "1", "MPI_LOCALNRANKS": "3", "MPI_LOCALRANKID": "1",
      "PMI_FD": "5",
    ]
    let batch = ["SLURM_NTASKS": "8", "SLURM_PROCID": "0", "SLURM_LOCALID": "0"]

    func launcher(_ variables: [String: String]) -> LauncherEnvironment? {
      LauncherEnvironment { variables[$0] }
    }

    func mismatch(_ size: Int, _ variables: [String: String]) -> LauncherEnvironment? {
      LauncherCheck.mismatch(worldSize: size) { variables[$0] }
    }

    @Test func openMPIIsRecognised() {
      let found = launcher(openMPI)
      #expect(found?.launcher == .openMPI)
      #expect(found?.rank == 2)
      #expect(found?.size == 4)
      #expect(found?.localRank == 0)
      #expect(found?.localSize == 2)
    }

    @Test func hydraIsRecognised() {
      let found = launcher(hydra)
      #expect(found?.launcher == .pmi)
      #expect(found?.rank == 1)
      #expect(found?.size == 3)
      #expect(found?.localRank == 1)
      #expect(found?.localSize == 3)
    }

    @Test func srunIsRecognisedAndABatchScriptIsNoLauncher() {
      #expect(launcher(batch) == nil)
      #expect(launcher(batch.merging(["PMIX_RANK": "0"]) { $1 })?.size == 8)
      let step = launcher(batch.merging(["SLURM_STEP_NUM_TASKS": "2"]) { $1 })
      #expect(step?.launcher == .slurm)
      #expect(step?.size == 2)
      #expect(step?.localRank == 0)
      #expect(step?.localSize == nil)
    }

    @Test func nonsenseIsNoLauncher() {
      #expect(launcher([:]) == nil)
      #expect(launcher(["OMPI_COMM_WORLD_SIZE": "4"]) == nil)
      #expect(launcher(["PMI_SIZE": "two", "PMI_RANK": "0"]) == nil)
      #expect(launcher(["PMI_SIZE": "2", "PMI_RANK": "2"]) == nil)
      #expect(launcher(["PMI_SIZE": "0", "PMI_RANK": "0"]) == nil)
    }

    @Test func aWorldOfOneUnderALauncherOfManyIsAMismatch() {
      #expect(mismatch(1, openMPI)?.launcher == .openMPI)
      #expect(mismatch(1, hydra)?.launcher == .pmi)
      #expect(mismatch(1, batch) == nil)
      #expect(mismatch(1, [:]) == nil)
    }

    @Test func aWorldOfManyOrALauncherOfOneIsNone() {
      #expect(mismatch(4, openMPI) == nil)
      // One launcher inside another: the inner one started one copy, and MPI found one.
      #expect(mismatch(1, openMPI.merging(["PMI_SIZE": "1", "PMI_RANK": "0"]) { $1 }) == nil)
    }

    @Test func theMessageNamesBothLibrariesAndTheWayOut() throws {
      let found = try #require(mismatch(1, hydra))
      let message = LauncherCheck.message(found, library: "Open MPI v4.1.4")
      #expect(
        message == """
          started as one of 3 ranks by MPICH's mpiexec (or one of its kind) (PMI_SIZE=3), but built \
          with Open MPI v4.1.4, which that launcher does not serve: every copy would be rank 0 of \
          1. Start it with the mpiexec of Open MPI v4.1.4, or build it with the launcher's library
          """)
    }

    @Test func srunIsToldItsOption() throws {
      let step = batch.merging(["SLURM_STEP_NUM_TASKS": "2"]) { $1 }
      let found = try #require(mismatch(1, step))
      let message = LauncherCheck.message(found, library: "MPICH 4.0.2")
      #expect(message.contains("Slurm's srun (SLURM_STEP_NUM_TASKS=2)"))
      #expect(message.contains("Start it with 'srun --mpi=pmi2' or the mpiexec of MPICH 4.0.2,"))
    }

    @Test func aNumberThatThisCannotBeIsAMismatchWhereNobodySaysHowMany() {
      let misnumber = { (size: Int, variables: [String: String]) in
        LauncherCheck.misnumber(worldSize: size) { variables[$0] }
      }
      #expect(misnumber(1, ["PMIX_RANK": "3"]) == 3)
      #expect(misnumber(1, ["PMIX_RANK": "0"]) == nil)
      #expect(misnumber(2, ["PMIX_RANK": "1"]) == nil)
      #expect(misnumber(1, openMPI) == nil)
      #expect(misnumber(1, ["PMIX_RANK": "1", "PMI_SIZE": "1", "PMI_RANK": "0"]) == nil)
      #expect(
        LauncherCheck.message(misnumber: 1, library: "MPICH 4.0.2") == """
          started as rank 1 by a PMIx launcher (PMIX_RANK=1), but built with MPICH 4.0.2, which that \
          launcher does not serve: every copy would be rank 0 of 1. Start it with the mpiexec of \
          MPICH 4.0.2, or build it with the launcher's library
          """)
    }

    @Test func libraryNamesAreShort() {
      #expect(Environment.shortName(of: "MPICH Version: 4.0.2") == "MPICH 4.0.2")
      #expect(
        Environment.shortName(of: "Open MPI v4.1.4, package: Debian, ident: 4.1.4")
          == "Open MPI v4.1.4")
    }
  }
}
