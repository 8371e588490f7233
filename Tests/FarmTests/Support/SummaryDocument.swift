import Foundation

/// What `mpisum farm summary --json` says of a store.
struct SummaryDocument: Decodable {
  struct Run: Decodable {
    let run, ranks, slots, cpus, attempts, retries: Int
    let started: Double
    let ended: Double?
    let verdict: Int?
    let wall_seconds, makespan_seconds, ideal_seconds, longest_seconds: Double
    let tail_seconds: Double?
    let busy_slot_seconds, wasted_slot_seconds, processor_seconds: Double
    let idle_core_hours, utilisation: Double
    let quarantined: [String]
  }

  struct Failures: Decodable {
    struct Kind: Decodable {
      let reason: String
      let exit, signal: Int?
      let attempts, tasks: Int
    }

    struct Node: Decodable {
      let host: String
      let attempts, failed: Int
    }

    let attempts: Int
    let kinds: [Kind]
    let nodes: [Node]
  }

  struct Notable: Decodable {
    let task: Int?
    let attempt, run, max_rss, output_bytes: Int
    let seconds: Double
    let host, reason, command: String
  }

  let schema, store: String
  let tasks: [String: Int]
  let runs: [Run]
  let attempts, retries: Int
  let failures: Failures
  let slowest, largest_memory, largest_output: [Notable]
}

extension FarmFolder {
  /// What `summary --json` says of a store.
  func summary(_ store: String = "farm.db") throws -> SummaryDocument {
    let summary = try run(["summary", store, "--json"], ranks: 0)
    guard summary.status == 0 else { throw FarmProblem("summary: \(summary)") }
    return try JSONDecoder().decode(SummaryDocument.self, from: summary.bytes)
  }
}
