/// What the node's processors are.
enum ProcessorModel {
  /// Such as `Intel(R) Xeon(R) Gold 6248 CPU @ 2.50GHz`; nil where the kernel does not say, as on ARM.
  static var name: String? {
    guard let text = SystemFile.text("/proc/cpuinfo"),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("model name") }),
      let colon = line.firstIndex(of: ":")
    else { return nil }
    let words = line[line.index(after: colon)...].split(separator: " ")
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}
