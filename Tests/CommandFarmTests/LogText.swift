/// Logs of other programs.
enum LogText {
  static let header = "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand"

  /// What GNU parallel 20221122 wrote with `-j2 --timeout 1 --joblog`, and after that with
  /// `-j1 --resume-failed`, for five jobs.
  static let gnu = """
    \(header)
    1\t:\t1795312908.186\t     0.000\t0\t0\t0\t0\ttrue
    2\t:\t1795312908.198\t     0.002\t0\t0\t3\t0\texit 3
    3\t:\t1795312908.200\t     0.006\t0\t0\t0\t9\tkill -9 $$
    5\t:\t1795312908.213\t     0.000\t0\t4\t0\t0\techo "a b"
    4\t:\t1795312908.205\t     1.945\t0\t0\t-1\t15\tsleep 5
    2\t:\t1795312910.689\t     0.006\t0\t0\t3\t0\texit 3
    3\t:\t1795312910.701\t     0.005\t0\t0\t0\t9\tkill -9 $$
    4\t:\t1795312910.713\t     5.004\t0\t0\t0\t0\tsleep 5

    """

  /// What disBatch 3.0 wrote with `--status-header`: a per-engine command, tabs in a command, a barrier.
  static let disBatch = """
    ROE[ PSZ]\tTaskID\tLineNum\tRepeatIndex\tNode\tPID\tReturnCode\tElapsed\tStart\tFinish\t\
    BytesOfLeakedOutput\tOutputSnippet\tBytesOfLeakedError\tErrorSnippet\tCommand
     O P\t0\t1\t-1\tvm\t31575\t0\t1.003\t1795313510.043\t1795313511.045\t6\t'hello\\n'\t0\t''\techo hello
        \t0\t1\t-1\tvm\t29400\t0\t0.006\t1795312946.836\t1795312946.842\t0\t''\t0\t''\ttrue
    R   \t1\t2\t-1\tvm\t29401\t3\t1.003\t1795312946.838\t1795312947.841\t0\t''\t0\t''\texit 3
     O  \t2\t3\t-1\tvm\t29406\t0\t1.003\t1795312946.843\t1795312947.846\t4\t'a\\tb\\n'\t0\t''\techo "a\tb"
     O  \t5\t8\t5\tvm\t29416\t0\t0.004\t1795312948.851\t1795312948.855\t13\t'pre echo r 5\\n'\t0\t''\techo r $I
     O  \t6\t8\t7\tvm\t29419\t0\t0.003\t1795312948.857\t1795312948.860\t13\t'pre echo r 7\\n'\t0\t''\techo r $I
    B    \t8\t9\t-1\tvm\t29390\t0\t0.986\t1795312948.861\t1795312949.847\t0\t''\t0\t''\t#DISBATCH BARRIER

    """
}
