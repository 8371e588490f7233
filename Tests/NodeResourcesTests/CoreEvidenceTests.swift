import Foundation
import NodeResources
import Testing

/// Reading: files that look like the kernel's in, evidence out.
@Suite struct CoreEvidenceTests {
  private func read(
    _ files: [String: String], environment: [String: String] = [:]
  ) throws -> CoreEvidence {
    try FakeRoot.with(files) { root in
      CoreEvidence(
        reading: root, affinity: CoreSet([0]), parent: 77, environment: { environment[$0] })
    }
  }

  private static let mounts = """
    22 1 0:20 / /proc rw,relatime shared:5 - proc proc rw
    31 22 0:27 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate
    """

  private static let legacyMounts = """
    31 22 0:27 / /sys/fs/cgroup ro,nosuid - tmpfs tmpfs ro,mode=755
    32 31 0:28 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:4 - cgroup cgroup rw,cpu,cpuacct
    33 31 0:29 / /sys/fs/cgroup/cpuset rw,relatime shared:5 - cgroup cgroup rw,cpuset
    """

  @Test func nothingToReadIsNoLimit() throws {
    let evidence = try read([:])
    #expect(evidence == CoreEvidence(affinity: CoreSet([0])))
  }

  @Test func daemonIsReadFromItsStatus() throws {
    let status = "Name:\torted\nState:\tS (sleeping)\nCpus_allowed:\tff\nCpus_allowed_list:\t0-7\n"
    let daemon = try read(["proc/77/status": status]).daemon
    #expect(daemon == LauncherDaemon(name: "orted", cores: CoreSet(0..<8)))
    #expect(daemon?.bindsUnasked == true)
  }

  @Test func shellIsNoDaemon() throws {
    let status = "Name:\tbash\nCpus_allowed_list:\t0-7\n"
    #expect(try read(["proc/77/status": status]).daemon == nil)
  }

  @Test(arguments: [
    ("100000 100000\n", 1.0), ("150000 100000\n", 1.5), ("25000 50000\n", 0.5),
    ("max 100000\n", nil),
    ("", nil), ("0 0\n", nil),
  ])
  func unifiedQuotaIsRead(text: String, cores: Double?) throws {
    let evidence = try read([
      "proc/self/cgroup": "0::/job/7\n", "proc/self/mountinfo": Self.mounts,
      "sys/fs/cgroup/job/7/cpu.max": text,
    ])
    #expect(evidence.quota == cores)
  }

  @Test func tightestGroupAboveCounts() throws {
    let evidence = try read([
      "proc/self/cgroup": "0::/a/b/c\n", "proc/self/mountinfo": Self.mounts,
      "sys/fs/cgroup/a/cpu.max": "200000 100000\n", "sys/fs/cgroup/a/b/cpu.max": "max 100000\n",
      "sys/fs/cgroup/a/b/c/cpu.max": "300000 100000\n",
    ])
    #expect(evidence.quota == 2)
  }

  @Test(arguments: [("150000\n", 1.5), ("-1\n", nil)])
  func legacyQuotaIsRead(text: String, cores: Double?) throws {
    let evidence = try read([
      "proc/self/cgroup": "9:cpuset:/job\n4:cpu,cpuacct:/job\n0::/\n",
      "proc/self/mountinfo": Self.legacyMounts,
      "sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_quota_us": text,
      "sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_period_us": "100000\n",
    ])
    #expect(evidence.quota == cores)
  }

  @Test func containersOwnGroupIsTheTop() throws {
    // Without a namespace the path keeps the prefix that the mount leaves out.
    let mounts = "31 22 0:27 /docker/f00 /sys/fs/cgroup ro - cgroup2 cgroup ro"
    let evidence = try read([
      "proc/self/cgroup": "0::/docker/f00/inner\n", "proc/self/mountinfo": mounts,
      "sys/fs/cgroup/cpu.max": "100000 100000\n", "sys/fs/cgroup/inner/cpu.max": "400000 100000\n",
    ])
    #expect(evidence.quota == 1)
  }

  @Test func groupOutsideTheNamespaceIsTheTop() throws {
    let evidence = try read([
      "proc/self/cgroup": "0::/../other\n", "proc/self/mountinfo": Self.mounts,
      "sys/fs/cgroup/cpu.max": "100000 100000\n",
    ])
    #expect(evidence.quota == 1)
  }

  @Test func batchSystemsFiguresAreRead() throws {
    let evidence = try read(
      [:],
      environment: [
        "SLURM_CPUS_PER_TASK": "4", "NCPUS": "16", "OMP_NUM_THREADS": "8,2",
        "SLURM_CPUS_ON_NODE": "12", "PBS_NUM_PPN": "20",
      ])
    #expect(evidence.slurmCPUsPerTask == 4)
    #expect(evidence.slurmCPUsOnNode == 12)
    #expect(evidence.torqueCPUs == 20)
    #expect(evidence.nodeCPUs == 16)
    #expect(evidence.ompThreads == 8)
  }

  @Test(arguments: ["", "0", "-2", "many", ","])
  func meaninglessFiguresAreIgnored(text: String) throws {
    let names = [
      "SLURM_CPUS_PER_TASK", "SLURM_CPUS_ON_NODE", "NCPUS", "PBS_NUM_PPN", "OMP_NUM_THREADS",
    ]
    let environment = Dictionary(uniqueKeysWithValues: names.map { ($0, text) })
    let evidence = try read([:], environment: environment)
    #expect(evidence == CoreEvidence(affinity: CoreSet([0])))
  }

  @Test(arguments: [
    ("OMPI_MCA_hwloc_base_binding_policy", "core", true),
    ("OMPI_MCA_rmaps_base_mapping_policy", "slot:PE=4", true),
    ("PRTE_MCA_rmaps_default_mapping_policy", ":oversubscribe", false),
    ("OMPI_MCA_orte_bound_at_launch", "1", false),
  ])
  func bindingOptionIsSeen(variable: String, value: String, expected: Bool) throws {
    let evidence = try read([:], environment: [variable: value])
    #expect(evidence.bindingWasRequested == expected)
  }

  @Test func thisProcessHasAMaskAndItsShareIsUsable() throws {
    let evidence = CoreEvidence()
    #expect(evidence.affinity == CoreSet.current())
    #expect(evidence.share().threads >= 1)
  }
}
