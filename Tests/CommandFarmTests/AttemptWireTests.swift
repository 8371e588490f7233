import CommandFarm
import Testing

private let order = AttemptOrder(
  ordinal: 1 << 40, attempt: 3, cpus: 4, timeout: 1.5, name: Array("prep".utf8),
  command: [0xFF] + Array("echo $HOME".utf8))

@Test func anAttemptOrderArrivesAsItWasSent() {
  var bytes: [UInt8] = [1, 2, 3]
  order.append(to: &bytes)
  #expect(AttemptOrder(bytes[3...]) == order)
}

@Test func anAttemptOrderThatIsCutIsNone() {
  var bytes: [UInt8] = []
  order.append(to: &bytes)
  let head = bytes.count - order.command.count
  for count in 0..<head { #expect(AttemptOrder(bytes[..<count]) == nil) }
}

@Test func anAttemptEndArrivesAsItWasSent() {
  for reason: AttemptEnd.Reason in [.ended, .timedOut, .cancelled, .notStarted, .lost] {
    let end = AttemptEnd(
      reason: reason, exit: 3, signal: 9, slot: 7, userSeconds: 0.25, systemSeconds: 1e-6,
      peakMemory: 1 << 33, written: [1 << 40, 2], message: "no such program",
      rest: [[0, 255, 10], []])
    var bytes: [UInt8] = [9]
    end.append(to: &bytes)
    #expect(AttemptEnd(bytes[1...]) == end)
    for count in 1..<bytes.count { #expect(AttemptEnd(bytes[1..<count]) == nil) }
  }
}
