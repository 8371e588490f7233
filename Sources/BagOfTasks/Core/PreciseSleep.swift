import CSystem

/// Has the calling thread's sleeps end within a microsecond of their time, while this lives.
///
/// The kernel's usual 50 µs would be most of what a message takes.
struct PreciseSleep: ~Copyable {
  private let previous = csystem_timer_slack(1000)

  deinit {
    if previous > 0 { _ = csystem_timer_slack(previous) }
  }
}
