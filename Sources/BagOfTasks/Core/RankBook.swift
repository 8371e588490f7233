/// What the root knows of a rank.
struct RankBook {
  var host = ""
  var processID: Int32 = 0
  /// 0 until the rank is ready, and on a root that does not work.
  var slots = 0
  var cores = 0
  /// Whether it is to be given no more.
  var isBarred = false
  /// Tasks that it has and has not reported as finished.
  var outstanding = IDSet()
  /// Mean seconds per task.
  var secondsPerTask = RunningMean(of: 64)
  /// When it last reported something.
  var lastNews = 0.0
  /// How many tasks it is to have.
  var target = 0
  /// Whether it is on the list of those that should be given tasks.
  var isHungry = false
  /// Bytes of output that it has sent and that the controller has not been told of.
  var unacknowledged = 0
  /// Whether it has been asked to give tasks back and has not answered.
  var isRecalled = false
  /// What was cancelled since, and may be among the tasks that it is giving back.
  var cancelledMeanwhile: [ClosedRange<TaskID>] = []
  /// Whether it has given back tasks that some ranks should not be given.
  var hasGivenPicky = false
  /// When it may be asked again.
  var nextRecall = 0.0

  /// Whether it can be given tasks.
  var isOpen: Bool { slots > 0 && !isBarred }

  /// Slots that have no task.
  var idle: Int { max(0, slots - outstanding.count) }

  /// Tasks that it has but, if it runs as many as it can, has not started.
  var unstarted: Int { max(0, outstanding.count - slots) }
}
