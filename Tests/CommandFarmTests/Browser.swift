import Foundation
import Testing

/// A browser without a window: Debian's Chromium, which `make test` installs.
enum Browser {
  /// What a page has become once its scripts have run.
  struct Page {
    /// The document as markup.
    let text: String

    /// An attribute `data-…` of the body.
    func fact(_ name: String) -> String? {
      let body = text.firstMatch(of: /<body[^>]*>/)?.output ?? ""
      guard let start = body.range(of: " data-\(name)=\"")?.upperBound else { return nil }
      return String(body[start...].prefix { $0 != "\"" })
    }

    /// The same as a number.
    func number(_ name: String) -> Int? { fact(name).flatMap { Int($0) } }

    /// How often something stands in it.
    func count(_ part: String) -> Int { text.components(separatedBy: part).count - 1 }
  }

  /// Opens a file, with what follows the `#` of its address.
  static func open(
    _ path: String, fragment: String = "", sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Page {
    let program = try #require(
      program, "there is no Chromium; 'Scripts/setup.sh browser' installs it",
      sourceLocation: sourceLocation)
    // All that it leaves is in here.
    let home = FileManager.default.temporaryDirectory
      .appendingPathComponent("mpisum-browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: home) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = [
      "-k", "5", "60", program, "--headless=new", "--no-sandbox", "--disable-gpu",
      "--disable-dev-shm-usage", "--disable-breakpad", "--disable-background-networking",
      "--no-first-run", "--window-size=1400,1500", "--user-data-dir=\(home.path)/profile",
      "--dump-dom", URL(fileURLWithPath: path).absoluteString + "#" + fragment,
    ]
    let own = ["HOME": home.path, "XDG_CONFIG_HOME": home.path, "XDG_CACHE_HOME": home.path]
    process.environment = ProcessInfo.processInfo.environment.merging(own) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, sourceLocation: sourceLocation)
    return Page(text: String(decoding: output, as: UTF8.self))
  }

  /// The program that the path has.
  private static let program: String? = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    for name in ["chromium", "chromium-browser", "google-chrome"] {
      for directory in path.split(separator: ":") {
        let file = "\(directory)/\(name)"
        if FileManager.default.isExecutableFile(atPath: file) { return file }
      }
    }
    return nil
  }()
}
