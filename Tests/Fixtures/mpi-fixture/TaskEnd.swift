import CSystem
import Dispatch
import Foundation
import MPI

/// The ways in which a task can end the process that it runs in.
enum TaskEnd {
  /// Ends this process in a task, on a thread that runs tasks.
  static func inTask(_ world: borrowing Communicator, _ way: String) -> Never {
    turnOn(world)
    DispatchQueue(label: "task").async {
      csystem_task_thread_enter()
      // A task that ended well leaves nothing behind.
      csystem_task_begin(16)
      csystem_task_end()
      csystem_task_begin(17)
      end(way)
    }
    while true { sleep(1) }
  }

  /// Ends this process where no task runs, though reports are on or have been, and one has run before.
  static func outsideTask(_ world: borrowing Communicator, _ way: String) {
    turnOn(world)
    let (hasRun, isToEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    Thread.detachNewThread {
      csystem_task_thread_enter()
      csystem_task_begin(17)
      csystem_task_end()
      csystem_task_thread_leave()
      hasRun.signal()
      isToEnd.wait()
      end(way)
    }
    hasRun.wait()
    if way == "abort-after" { csystem_crash_reports_off() }
    isToEnd.signal()
    while true { sleep(1) }
  }

  /// Terminates this process, which has something to say first.
  static func terminate(_ way: String) -> Never {
    // The test was started on a thread of Dispatch's, where signals are blocked, and that is inherited.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    csystem_termination_watch_on()
    csystem_termination_watch_on()
    csystem_termination_watch_off()
    print("wanted: \(csystem_termination_wanted())")
    raise(SIGTERM)
    print("wanted: \(csystem_termination_wanted())")
    fflush(nil)
    if way == "off" { csystem_termination_watch_off() }
    csystem_terminate_now()
  }

  /// Reports are on once: what is nested is undone.
  private static func turnOn(_ world: borrowing Communicator) {
    csystem_crash_reports_on("rank \(world.rank) of \(world.size) on here")
    csystem_crash_reports_on("an inner place")
    csystem_crash_reports_off()
  }

  private static func end(_ way: String) {
    switch way {
    case "trap": precondition(way.isEmpty, "the task's own mistake")
    case "overflow": print(depth(0, limit: -way.utf8.count))
    case "segv": UnsafeMutablePointer<Int>(bitPattern: 4096 + way.utf8.count)?.pointee = 1
    case "kill": raise(SIGSEGV)
    case "exit": exit(0)
    case "exit-7": exit(7)
    default: abort()
    }
  }

  /// Uses up the stack, since the limit is below 0.
  private static func depth(_ depth: Int, limit: Int) -> Int {
    depth == limit ? 0 : 1 + Self.depth(depth + 1, limit: limit) % 7
  }
}
