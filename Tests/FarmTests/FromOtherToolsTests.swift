import Foundation
import TestSupport
import Testing

extension FarmRuns {
  /// The guide for users of other tools: all its examples are run, and all its options exist.
  @Suite struct FromOtherToolsTests {
    private static let guide: [String] = {
      let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../docs/from-other-tools.md").standardizedFileURL
      return ((try? String(contentsOf: file, encoding: .utf8)) ?? "").components(separatedBy: "\n")
    }()

    /// What one part of the guide has the reader type, and what it says is then printed.
    struct Section: CustomTestStringConvertible {
      let testDescription: String
      var commands: [(text: String, output: [String])] = []
    }

    /// The parts with examples.
    static let sections: [Section] = {
      var sections: [Section] = []
      var isExample = false
      for line in guide {
        if line.hasPrefix("```") {
          isExample.toggle()
        } else if !isExample {
          if line.hasPrefix("## ") { sections.append(Section(testDescription: line)) }
        } else if line.hasPrefix("$ ") {
          sections[sections.count - 1].commands.append((String(line.dropFirst(2)), []))
        } else {
          let last = sections[sections.count - 1].commands.count - 1
          sections[sections.count - 1].commands[last].output.append(line)
        }
      }
      return sections.filter { !$0.commands.isEmpty }
    }()

    /// There is no example of a kind that would not be run.
    @Test func allExamplesAreSessions() {
      let fences = Self.guide.filter { $0.hasPrefix("```") }
      #expect(fences.count >= 24)
      for (index, fence) in fences.enumerated() {
        #expect(fence == (index % 2 == 0 ? "```console" : "```"))
      }
      #expect(Self.sections.count == 7)
      #expect(Self.sections.reduce(0) { $0 + $1.commands.count } >= 35)
    }

    /// A file that is printed and is not there is the reader's: it is written as the guide shows it.
    @Test(arguments: sections) func theExamplesPrintWhatTheGuideSays(_ section: Section) throws {
      let folder = try FarmFolder()
      let programs = try FarmFolder()
      try programs.write(
        "mpirun", "#!/bin/sh\nexec \(FarmSetup.launcher.joined(separator: " ")) \"$@\"\n")
      _ = try programs.shell("chmod +x mpirun; ln -s '\(FarmSetup.program)' mpisum")
      for (command, output) in section.commands {
        let expected = output.map { $0 + "\n" }.joined()
        let words = command.split(separator: " ")
        if words.count == 2, words[0] == "cat", !folder.has(String(words[1])) {
          try folder.write(String(words[1]), expected)
        } else {
          let result = try folder.shell("PATH='\(programs.url.path)':$PATH; \(command)")
          #expect(result.output == expected, "\(command): \(result)")
        }
      }
      folder.waitUntilAlone()
    }

    /// An option that the tables name is one of ours.
    @Test func theOptionsAreThere() throws {
      let folder = try FarmFolder()
      let help = try ["farm", "status", "show", "export", "import"].map {
        try folder.run(($0 == "farm" ? [] : [$0]) + ["--help"], ranks: 0).output
      }.joined()
      var count = 0
      for line in Self.guide where line.hasPrefix("| ") && !line.contains("---") {
        // Of two columns the second is ours.
        let columns = line.replacing("\\|", with: "").split(separator: "|")
        let ours =
          columns.count == 2 && columns[1].contains("same")
          ? columns[0] : columns[columns.count - 1]
        for match in ours.matches(of: #/--[a-z-]+/#) {
          count += 1
          #expect(help.contains("\(match.output)"), "\(match.output)")
        }
      }
      #expect(count > 25)
    }
  }
}
