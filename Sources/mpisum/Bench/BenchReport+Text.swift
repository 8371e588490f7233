extension BenchReport {
  /// The report for people.
  var text: String {
    var lines = machineLines
    lines += [
      "MPI:      \(mpi), \(launcher ?? "no launcher")",
      "program:  \(Program.name) \(version), built for \(isa); \(started)",
      "times:    the median of \(repeats), from the first term to the end of the reduction", "",
      "strong scaling: \(series)",
    ]
    lines += table("strong")
    lines += ["", "weak scaling: \(termsPerCore) terms for each core, from about k = 10^10 on"]
    lines += table("weak")
    return lines.lines()
  }

  /// Nodes that are alike, together.
  private var machineLines: [String] {
    var kinds: [(words: String, hosts: [String])] = []
    for machine in machines {
      let words = [
        machine.processor ?? "unknown processor",
        machine.cores.map { "\($0) core\($0 == 1 ? "" : "s")" },
        machine.memory.map(SizeText.binary),
        "\(machine.ranks) rank\(machine.ranks == 1 ? "" : "s")",
      ].compactMap(\.self).joined(separator: ", ")
      if let index = kinds.firstIndex(where: { $0.words == words }) {
        kinds[index].hosts.append(machine.host)
      } else {
        kinds.append((words, [machine.host]))
      }
    }
    return kinds.map { words, hosts in
      let names = hosts.count > 4 ? hosts[..<3] + ["..."] : hosts[...]
      return "\(hosts.count) host\(hosts.count == 1 ? ":  " : "s: ") "
        + "\(names.joined(separator: " ")): \(words)" + (hosts.count > 1 ? " each" : "")
    }
  }

  private func table(_ scaling: String) -> [String] {
    let heading = [
      "cores", "ranks", "threads", "hosts", "seconds", "speedup", "efficiency", "balance",
      "reduce ms", "terms/s",
    ]
    let rows = rows.filter { $0.scaling == scaling }.map { row in
      [
        String(row.cores), String(row.ranks), String(row.threads), String(row.hosts),
        row.seconds.fixed(4), row.speedup.fixed(2), "\((100 * row.efficiency).fixed(0)) %",
        row.balance.fixed(3), (1e3 * row.reduce).fixed(3), row.rate.rate,
      ]
    }
    return TextTable.lines([heading] + rows, rightAligned: Set(heading.indices))
  }
}
