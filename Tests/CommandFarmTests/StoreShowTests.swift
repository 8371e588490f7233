import CommandFarm
import Testing

@Suite struct StoreShowTests {
  let directory: StoreDirectory
  var path: String { directory.store }

  /// A store of four tasks: one that succeeded the second time, one that failed and printed, one whose
  /// time was up, and one that waits.
  init() throws {
    directory = try StoreDirectory()
    let store = try StoreScript.open(directory.store, .new)
    try store.beginRun(StoreScript.run())
    func add(_ ordinal: Int, _ command: String, _ state: TaskState) throws -> Int64 {
      try store.addTask(
        StoreScript.task(ordinal, command), directory: StoreScript.directory, state: state)
    }
    let first = try add(1, "sim 1", .succeeded)
    let second = try add(2, "printf 'a\nb'", .failed)
    let third = try add(3, "sleep 99", .timedOut)
    _ = try add(4, "true", .waiting)
    try store.record(StoreScript.attempt(1, task: first, exit: 75))
    var slow = StoreScript.attempt(2, task: third, reason: "timed-out")
    slow.seconds = 12.3456
    slow.signal = 15
    try store.record(slow)
    try store.record(StoreScript.attempt(3, task: second, exit: 3))
    try StoreScript.add(Array("a\n\"b\"".utf8), to: store, 3)
    try store.record(StoreScript.attempt(4, task: first, number: 2))
    try store.endRun(verdict: 1)
    try store.close()
  }

  @Test func theTableHasTheLastAttemptOfEachTask() throws {
    #expect(
      try StoreScript.shown(path, ShowOptions()) == """
        Task  State        Tries  Exit      Seconds  Host   Command
           1  succeeded        2     0        0.250  node1  sim 1
           2  failed           1     3        0.250  node1  printf 'a\\nb'
           3  timed-out        1  TERM       12.346  node1  sleep 99
           4  waiting          0     -            -  -      true

        """)
  }

  @Test func tasksCanBeChosen() throws {
    func commands(_ selection: ShowOptions.Selection) throws -> [String] {
      var options = ShowOptions()
      options.selection = selection
      return try StoreScript.shown(path, options).split(separator: "\n").dropFirst().map {
        $0.split(separator: " ")[0].description
      }
    }
    #expect(try commands(.failed) == ["2", "3"])
    #expect(try commands(.slowest(1)) == ["3"])
    #expect(try commands(.slowest(9)) == ["3", "1", "2"])
  }

  @Test func aTaskIsShownWithAllItsAttempts() throws {
    var options = ShowOptions()
    options.selection = .task(1)
    let text = try StoreScript.shown(path, options)
    #expect(text.hasPrefix("task 1: succeeded\n  command    sim 1\n  directory  /work/dir\n"))
    #expect(text.contains("  attempt 1  exited, exit status 75; 0.250 s on node1 (rank 1, slot 2)"))
    #expect(text.contains("  attempt 2  exited, exit status 0;"))
    options.selection = .task(2)
    options.hasOutput = true
    #expect(try StoreScript.shown(path, options).hasSuffix("--- standard output\na\n\"b\"\n"))
    options.selection = .task(99)
    #expect(throws: StoreError.self) { try StoreScript.shown(path, options) }
  }

  @Test func theDocumentHoldsTheOutputs() throws {
    var options = ShowOptions()
    options.selection = .task(2)
    options.hasOutput = true
    options.isJSON = true
    let start = #"{"schema":"mpisum.farm.show/1","store":"\#(path)","tasks":["#
    #expect(
      try StoreScript.shown(path, options) == start + "\n"
        + #"{"task":2,"state":"failed","directory":"/work/dir","command":"printf 'a\nb'","#
        + #""attempts":["# + "\n  "
        + #"{"attempt":1,"run":1,"rank":1,"slot":2,"exit":3,"signal":0,"max_rss":4096,"#
        + #""out_bytes":3,"err_bytes":0,"started":1003.0,"seconds":0.25,"user_s":0.125,"#
        + #""system_s":0.0625,"host":"node1","reason":"exited","stdout":"a\n\"b\"","stderr":""}"#
        + "]}\n]}\n")
    options.selection = .task(99)
    #expect(throws: StoreError.self) { try StoreScript.shown(path, options) }
  }

  @Test func theJobLogIsGNUParallels() throws {
    #expect(
      try StoreScript.exported(path, .joblog) == """
        Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand
        2\tnode1\t1003.000\t     0.250\t0\t3\t3\t0\tprintf 'a\0b'
        1\tnode1\t1004.000\t     0.250\t0\t3\t0\t0\tsim 1
        3\tnode1\t1002.000\t    12.346\t0\t3\t-1\t15\tsleep 99

        """)
  }

  @Test func theTableOfValuesHasEveryAttempt() throws {
    let text = try StoreScript.exported(path, .csv)
    #expect(
      text.hasPrefix(
        """
        task,name,state,attempt,run,rank,slot,exit,signal,max_rss,out_bytes,err_bytes,started,\
        seconds,user_s,system_s,host,reason,directory,command
        1,,succeeded,1,1,1,2,75,0,4096,3,0,1001.0,0.25,0.125,0.0625,node1,exited,/work/dir,sim 1

        """))
    #expect(text.contains(",/work/dir,\"printf 'a\nb'\"\n"))
    #expect(try StoreScript.exported(path, .jsonl).split(separator: "\n").count == 4)
  }

  @Test func theSummaryCountsStates() throws {
    let summary = try StoreReader(path: path).summary()
    #expect(summary.tasks == [.succeeded: 1, .failed: 1, .timedOut: 1, .waiting: 1])
    #expect(summary.goneCount == 0 && summary.attemptCount == 4 && summary.runCount == 1)
    #expect(summary.started == 1000 && summary.verdict == 1 && summary.ended != nil)
  }
}
