import NodeResources
import Testing

@Suite struct MemoryEvidenceTests {
  private func read(
    _ files: [String: String], environment: [String: String] = [:]
  ) throws -> MemoryEvidence {
    try FakeRoot.with(files) { root in
      MemoryEvidence(reading: root, environment: { environment[$0] })
    }
  }

  private static let unified = [
    "proc/self/cgroup": "0::/job/7\n",
    "proc/self/mountinfo": "31 22 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n",
    "proc/meminfo": "MemTotal:        8000000 kB\nMemFree:          100 kB\n",
  ]

  private static let legacy = [
    "proc/self/cgroup": "9:memory:/job\n4:cpu,cpuacct:/other\n0::/\n",
    "proc/self/mountinfo": """
    32 31 0:28 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct
    33 31 0:29 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
    """,
  ]

  @Test func nothingToReadIsNoLimit() throws {
    let evidence = try read([:])
    #expect(evidence == MemoryEvidence())
    #expect(evidence.limit == nil)
    #expect(evidence.share(among: 3) == nil)
  }

  @Test func nodesMemoryIsRead() throws {
    let evidence = try read(Self.unified)
    #expect(evidence.physical == 8_000_000 * 1024)
    #expect(evidence.cgroup == nil)
    #expect(evidence.limit == evidence.physical)
  }

  @Test(arguments: [("1073741824\n", 1 << 30), ("max\n", nil), ("", nil)])
  func unifiedLimitIsRead(text: String, bytes: Int?) throws {
    let file = ["sys/fs/cgroup/job/7/memory.max": text]
    #expect(try read(Self.unified.merging(file) { $1 }).cgroup == bytes)
  }

  @Test func tightestGroupAboveCounts() throws {
    let files = [
      "sys/fs/cgroup/job/memory.max": "1000000\n", "sys/fs/cgroup/job/7/memory.max": "2000000\n",
    ]
    let evidence = try read(Self.unified.merging(files) { $1 })
    #expect(evidence.limit == 1_000_000)
    #expect(evidence.share(among: 4) == 250_000)
  }

  @Test(arguments: [("2147483648\n", 1 << 31), ("9223372036854771712\n", nil)])
  func legacyLimitIsRead(text: String, bytes: Int?) throws {
    let file = ["sys/fs/cgroup/memory/job/memory.limit_in_bytes": text]
    #expect(try read(Self.legacy.merging(file) { $1 }).cgroup == bytes)
  }

  @Test(arguments: [
    (["SLURM_MEM_PER_NODE": "2048"], 2048 << 20),
    (["SLURM_MEM_PER_CPU": "500", "SLURM_CPUS_ON_NODE": "4"], 2000 << 20),
    (["SLURM_MEM_PER_CPU": "500"], nil),
    (["SLURM_MEM_PER_NODE": "0"], nil),
    (["SLURM_MEM_PER_NODE": "9223372036854775807"], nil),
    (["SLURM_MEM_PER_CPU": "9223372036854775807", "SLURM_CPUS_ON_NODE": "4"], nil),
  ])
  func slurmsFigureIsRead(environment: [String: String], bytes: Int?) throws {
    #expect(try read([:], environment: environment).slurm == bytes)
  }

  @Test func thisMachineHasMemory() {
    #expect((MemoryEvidence.ofThisProcess.limit ?? 0) > 1 << 20)
  }
}
