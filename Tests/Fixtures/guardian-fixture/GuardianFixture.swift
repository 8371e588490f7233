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
/// then without a word; `slow=S` waits so long after each piece of output. A command that begins with `N!`
/// uses N cores.
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
      let begin = FixtureTraffic.now()
      let link = GuardianLink(guardian, setup, traffic)
      let all = traffic.ids
      options.after("cancel") { link.cancel(all) }
      options.after("withdraw") { link.withdraw(all) }
      options.after("quit") { _exit(7) }
      link.finish()
      if !options.isVerbose {
        print(Int(Double(traffic.count) / (FixtureTraffic.now() - begin)))
      }
    } catch {
      print("error: \(error)")
    }
  }
}
