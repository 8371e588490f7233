import CommandFarm
import Foundation

/// A file of tasks or values, there as long as the object is.
final class InputFile {
  let path: String

  init(_ bytes: [UInt8]) throws {
    path = FileManager.default.temporaryDirectory.path + "/mpisum-\(UUID().uuidString)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  convenience init(_ text: String) throws { try self.init(Array(text.utf8)) }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The items of a file of commands; an error's message has `FILE` for the path.
  static func items(_ bytes: [UInt8], isNullSeparated: Bool = false) throws -> [InputItem] {
    let file = try InputFile(bytes)
    var options = InputOptions(file: file.path)
    options.isNullSeparated = isNullSeparated
    return try file.named { () throws(InputError) in try readAll(options) }
  }

  static func items(_ text: String, isNullSeparated: Bool = false) throws -> [InputItem] {
    try items(Array(text.utf8), isNullSeparated: isNullSeparated)
  }

  /// The tasks of a file of commands.
  static func tasks(_ text: String, isNullSeparated: Bool = false) throws -> [FarmTask] {
    try items(text, isNullSeparated: isNullSeparated).compactMap {
      if case .task(let task) = $0 { task } else { nil }
    }
  }

  /// The commands of a file of commands, as text.
  static func commands(_ text: String, isNullSeparated: Bool = false) throws -> [String] {
    try tasks(text, isNullSeparated: isNullSeparated).map(\.text)
  }

  /// What `body` returns; in errors the path is replaced by `FILE`.
  func named<R>(_ body: () throws(InputError) -> R) throws -> R {
    do throws(InputError) {
      return try body()
    } catch {
      throw Complaint(error.description.replacingOccurrences(of: path, with: "FILE"))
    }
  }
}

/// An input error's message.
struct Complaint: Error, Hashable, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

extension FarmTask {
  var text: String { String(decoding: command, as: UTF8.self) }
}

/// All items of an input.
func readAll(_ options: InputOptions) throws(InputError) -> [InputItem] {
  let input = try TaskInput(options)
  var items: [InputItem] = []
  while let item = try input.next() { items.append(item) }
  return items
}
