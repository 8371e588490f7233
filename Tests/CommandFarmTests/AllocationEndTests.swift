import CommandFarm
import Testing

@Suite struct AllocationEndTests {
  static let now = 1_769_860_800.0

  /// Asks with some variables, and programs that print some texts.
  private func find(
    _ variables: [String: String], _ programs: [String: String] = [:]
  ) -> AllocationEnd.Answer {
    AllocationEnd.find(now: Self.now, variable: { variables[$0] }, output: { programs[$0[0]] })
  }

  private func moment(_ text: String) throws -> AllocationEnd.Answer {
    .at(try #require(MomentText.seconds(text, after: 0)))
  }

  @Test func withoutASchedulerThereIsNoEnd() {
    #expect(find([:]) == .unlimited)
    #expect(find(["SLURM_JOB_ID": "", "PBS_JOBID": ""]) == .unlimited)
  }

  @Test func slurmsVariableIsEnough() {
    #expect(find(["SLURM_JOB_ID": "7", "SLURM_JOB_END_TIME": "1769864400"]) == .at(1_769_864_400))
  }

  static let slurmJob = """
    JobId=7 JobName=farm
       UserId=ann(1000) GroupId=ann(1000) MCS_label=N/A
       JobState=RUNNING Reason=None Dependency=(null)
       RunTime=00:10:00 TimeLimit=01:00:00 TimeMin=N/A
       SubmitTime=2026-01-31T11:40:00 EligibleTime=2026-01-31T11:40:00
       StartTime=2026-01-31T11:50:00 EndTime=2026-01-31T12:50:00 Deadline=N/A
    """

  @Test func scontrolIsAsked() throws {
    #expect(
      find(["SLURM_JOB_ID": "7"], ["scontrol": Self.slurmJob])
        == (try moment("2026-01-31T12:50:00")))
    let unlimited = Self.slurmJob.replacing("EndTime=2026-01-31T12:50:00", with: "EndTime=Unknown")
    #expect(find(["SLURM_JOBID": "7"], ["scontrol": unlimited]) == .unlimited)
  }

  @Test func squeueIsAskedIfScontrolFails() throws {
    #expect(
      find(["SLURM_JOB_ID": "7"], ["scontrol": "error", "squeue": "2026-01-31T12:50:00\n"])
        == (try moment("2026-01-31T12:50:00")))
    #expect(find(["SLURM_JOB_ID": "7"], ["squeue": "NONE\n"]) == .unlimited)
  }

  @Test func silenceIsToldApart() {
    for variable in ["SLURM_JOB_ID", "PBS_JOBID"] {
      guard case .unknown(let remark) = find([variable: "7"], ["squeue": "", "qstat": ""]) else {
        Issue.record("an end out of nothing")
        continue
      }
      #expect(remark.contains("job 7"))
    }
  }

  static let pbsJob = """
    Job Id: 12.head
        Job_Name = farm
        Job_Owner = ann@head
        resources_used.walltime = 00:10:00
        job_state = R
        Resource_List.ncpus = 4
        Resource_List.walltime = 01:30:00
        stime = Sat Jan 31 11:45:00 2026
        Variable_List = PBS_O_HOME=/home/ann,PBS_O_LANG=C,
    \tPBS_O_PATH=/usr/bin:/bin
    """

  @Test func pbsSaysStartAndLimit() throws {
    #expect(
      find(["PBS_JOBID": "12.head"], ["qstat": Self.pbsJob])
        == (try moment("2026-01-31T13:15:00")))
    let torque = Self.pbsJob.replacing(
      "stime = Sat Jan 31 11:45:00 2026", with: "start_time = Sun Feb  1 11:45:00 2026")
    #expect(
      find(["PBS_JOBID": "12.head"], ["qstat": torque]) == (try moment("2026-02-01T13:15:00")))
  }

  @Test func withoutAStartTheUsedTimeCounts() {
    let text = Self.pbsJob.replacing("stime", with: "ctime")
    #expect(find(["PBS_JOBID": "12"], ["qstat": text]) == .at(Self.now + 80 * 60))
    let fresh = text.replacing("resources_used.walltime", with: "resources_used.cput")
    #expect(find(["PBS_JOBID": "12"], ["qstat": fresh]) == .at(Self.now + 90 * 60))
  }

  @Test func aPBSJobMayHaveNoLimit() {
    let text = Self.pbsJob.replacing("Resource_List.walltime", with: "Resource_List.nodect")
    #expect(find(["PBS_JOBID": "12"], ["qstat": text]) == .unlimited)
  }

  /// Days, hours, minutes and seconds; or seconds alone.
  @Test(arguments: [("1:00:00:00", 86_400.0), ("3600", 3600.0), ("90:00", 5400.0)])
  func aLimitHasSeveralForms(_ limit: String, _ seconds: Double) {
    let text = "job_state = R\n  Resource_List.walltime = \(limit)\n"
    #expect(find(["PBS_JOBID": "12"], ["qstat": text]) == .at(Self.now + seconds))
  }
}
