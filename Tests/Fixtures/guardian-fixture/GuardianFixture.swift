import CommandFarm

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Runs commands by way of a guardian, without MPI, and prints what becomes of them: a program for tests,
/// and for trying things out by hand.
///
///     guardian-fixture [KEY=VALUE]... COMMAND...
///     guardian-fixture [KEY=VALUE]... repeat COUNT COMMAND
///
/// Keys: `slots cpus timeout limit directory scratch keep pinned cores`, each as the setting of that name;
/// `cancel=S` cancels everything after S seconds, `withdraw=S` what has not been started; `quit=S` exits
/// then without a word; `slow=S` waits so long after each piece of output; `meddle=cancel` or
/// `meddle=withdraw` does that to the first command, of two at least, when it has been taken and the guardian
/// has not been told of it; `kill=yes` kills the guardian before it is told anything; `usage=yes` prints
/// `processor SECONDS` at the end, what the guardian and its children used. A command that begins with
/// `N!` uses N cores.
///
/// Prints `guardian PID`, then a line for each event: `started ID`, `output ID STREAM BYTES`,
/// `ended ID reason=… exit=… signal=… slot=… written=… rest=…` and the rest of both streams, `dropped ID`.
@main
struct GuardianFixture {
  static func main() {
    do {
      let guardian = try Guardian.start()
      var options = FixtureOptions(CommandLine.arguments.dropFirst())
      let setup = options.setup()
      let traffic = FixtureTraffic(options)
      if options.isVerbose { FixtureTraffic.write("guardian \(guardian.processID)") }
      if options.text("kill") != nil { kill(guardian.processID, SIGKILL) }
      let begin = FixtureTraffic.now()
      let link = GuardianLink(guardian, setup, traffic)
      let all = traffic.ids
      options.after("cancel") { link.cancel(all) }
      options.after("withdraw") { link.withdraw(all) }
      options.after("quit") { _exit(7) }
      let first = all.lowerBound...all.lowerBound
      switch options.text("meddle") {
      case "cancel": traffic.meddle { link.cancel(first) }
      case "withdraw": traffic.meddle { link.withdraw(first) }
      default: break
      }
      link.finish()
      if options.text("usage") != nil { FixtureTraffic.write("processor \(processorSeconds())") }
      if !options.isVerbose {
        print(Int(Double(traffic.count) / (FixtureTraffic.now() - begin)))
      }
    } catch {
      print("error: \(error)")
    }
  }

  /// The processor time of the children that have ended, and of theirs.
  private static func processorSeconds() -> Double {
    var usage = rusage()
    #if canImport(Musl)
      getrusage(RUSAGE_CHILDREN, &usage)
    #else
      getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    #endif
    return [usage.ru_utime, usage.ru_stime].reduce(0.0) {
      $0 + Double($1.tv_sec) + Double($1.tv_usec) * 1e-6
    }
  }
}
