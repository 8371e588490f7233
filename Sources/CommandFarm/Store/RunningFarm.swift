import FoundationEssentials

/// The farm that has a store open, as `STORE.status.json` names it.
struct RunningFarm: Decodable, CustomStringConvertible {
  var pid: Int?
  var host: String?
  /// Seconds since 1970.
  var started: Double?

  /// Reads what is beside a store; nil if that says nothing.
  init?(besideStore path: String) {
    guard let data = try? Data(contentsOf: URL(filePath: path + ".status.json")),
      let farm = try? JSONDecoder().decode(Self.self, from: data)
    else { return nil }
    self = farm
  }

  /// Such as ` (since 2026-03-01 12:00:00, process 4711 on node17)`.
  var description: String {
    var parts: [String] = []
    if let started { parts.append("since \(Timestamp.local(started))") }
    if let pid { parts.append("process \(pid)" + (host.map { " on \($0)" } ?? "")) }
    return parts.isEmpty ? "" : " (" + parts.joined(separator: ", ") + ")"
  }
}
