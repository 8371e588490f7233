/// Texts in C's form, one after the other in one buffer: arguments, or an environment.
struct StringTable {
  private var bytes: [UInt8] = []
  private var starts: [Int] = []

  var isEmpty: Bool { starts.isEmpty }

  /// Appends a text.
  mutating func append(_ text: some Collection<UInt8>) {
    starts.append(bytes.count)
    bytes.append(contentsOf: text)
    bytes.append(0)
  }

  /// Appends `NAME=value`.
  mutating func append(_ name: StaticString, _ value: some Collection<UInt8>) {
    starts.append(bytes.count)
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "="))
    bytes.append(contentsOf: value)
    bytes.append(0)
  }

  /// Appends `NAME=number`.
  mutating func append(_ name: StaticString, _ number: Int) {
    append(name, String(number).utf8)
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
  }

  /// Calls a body with the texts' addresses, behind those of another table.
  func withPointers<Result>(
    after other: [UnsafeMutablePointer<CChar>] = [],
    _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    bytes.withUnsafeBytes { raw in
      withUnsafeTemporaryAllocation(
        of: UnsafeMutablePointer<CChar>?.self, capacity: other.count + starts.count + 1
      ) { pointers in
        for (index, pointer) in other.enumerated() {
          pointers.initializeElement(at: index, to: pointer)
        }
        for (index, start) in starts.enumerated() {
          // C's `char *const[]` leaves the texts themselves alone.
          let text = raw.baseAddress.map {
            UnsafeMutablePointer(mutating: ($0 + start).assumingMemoryBound(to: CChar.self))
          }
          pointers.initializeElement(at: other.count + index, to: text)
        }
        pointers.initializeElement(at: other.count + starts.count, to: nil)
        guard let first = pointers.baseAddress else { preconditionFailure("there is one at least") }
        return body(UnsafePointer(first))
      }
    }
  }
}
