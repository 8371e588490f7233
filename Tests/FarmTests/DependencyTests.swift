import Foundation
import TestSupport
import Testing

extension FarmRuns {
  /// Tasks that wait for others.
  @Suite struct DependencyTests {
    @Test(arguments: [0, 2]) func tasksWaitForThoseTheyName(ranks: Int) throws {
      let folder = try FarmFolder()
      try folder.write(
        "tasks",
        """
        # A diamond.
        #mpisum: name=top
        sleep 0.2; echo top >>effects
        #mpisum: name=left after=top
        grep -qx top effects && sleep 0.1 && echo left >>effects
        #mpisum: name=right after=top
        grep -qx top effects && echo right >>effects
        #mpisum: after=left,right
        grep -qx left effects && grep -qx right effects && echo bottom >>effects

        """)
      let result = try folder.run(["tasks", "--slots", "4"] + FarmFolder.store, ranks: ranks)
      #expect(result.status == 0, "\(result)")
      try folder.expectComplete(["top", "left", "right", "bottom"])
    }

    @Test func dependentsOfAFailureAreSkipped() throws {
      let folder = try FarmFolder()
      try folder.write(
        "tasks",
        """
        #mpisum: name=bad
        [ -e healed ]
        #mpisum: name=second after=bad
        echo second >>effects
        #mpisum: after=second
        echo third >>effects
        echo other >>effects

        """)
      let result = try folder.run(["tasks"] + FarmFolder.store)
      #expect(result.status == 1, "\(result)")
      #expect(folder.counts() == ["other": 1])
      #expect(
        try folder.document().tasks.map(\.state) == ["failed", "skipped", "skipped", "succeeded"])
      #expect(try folder.attempts().count == 2)
      try folder.write("healed", "")
      let second = try folder.run(["tasks", "--resume-failed"] + FarmFolder.store)
      #expect(second.status == 0, "\(second)")
      try folder.expectComplete(["second", "third", "other"], commands: 4)
    }

    @Test func aRetriedTaskIsWaitedFor() throws {
      let folder = try FarmFolder()
      try folder.write(
        "tasks",
        """
        #mpisum: name=flaky retries=2
        echo try >>tries; [ $MPISUM_ATTEMPT = 2 ] && echo flaky >>effects
        #mpisum: after=flaky
        grep -qx flaky effects && echo after >>effects

        """)
      let result = try folder.run(["tasks"] + FarmFolder.store)
      #expect(result.status == 0, "\(result)")
      #expect(folder.counts("tries")["try"] == 2)
      try folder.expectComplete(["flaky", "after"])
    }

    @Test(arguments: [0, 2]) func aBarrierWaitsForAllBeforeIt(ranks: Int) throws {
      let folder = try FarmFolder()
      var lines: [String] = []
      for stage in 1...3 {
        for task in 1...6 {
          // Each sees all of the stages before.
          lines.append(
            "[ $(grep -c . effects) -ge \((stage - 1) * 6) ] && sleep 0.0\(task)"
              + " && echo s\(stage)t\(task) >>effects")
        }
        lines.append("#mpisum: barrier")
      }
      try folder.write("effects", "")
      try folder.write("tasks", TaskList.text(lines))
      let result = try folder.run(["tasks", "--slots", "3"] + FarmFolder.store, ranks: ranks)
      #expect(result.status == 0, "\(result)")
      try folder.expectComplete((1...3).flatMap { stage in (1...6).map { "s\(stage)t\($0)" } })
    }

    @Test func aBarrierHoldsAfterAResumeAndAFailure() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", "false\n#mpisum: barrier\necho after >>effects\n")
      #expect(try folder.run(["tasks"] + FarmFolder.store).status == 1)
      #expect(folder.counts()["after"] == 1)
    }
  }
}
