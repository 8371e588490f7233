import MPI

// How values become bytes. What holds no references travels as it lies in memory, and so do arrays of
// such; texts as UTF-8; all else as JSON. The types of a pool are fixed when it is made, so that each of its
// values costs no more than a closure call. Inlinable: the closures are made where the types are known.

/// The way from a value to bytes.
@inlinable
func makeEncoder<Value: Encodable & SendableMetatype>(
  _ type: Value.Type
) -> @Sendable (Value, inout [UInt8]) throws -> Void {
  // Swift 6.3 gives a value without size no address, but an undefined one with an undefined length.
  if MemoryLayout<Value>.size == 0 { return { _, _ in } }
  // True for types that conform to BitwiseCopyable, which cannot be asked for at run time.
  if _isPOD(type) {
    return { value, bytes in Swift.withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) } }
  }
  if type == String.self {
    return { value, bytes in
      if let text = value as? String { bytes.append(contentsOf: text.utf8) }
    }
  }
  if let array = type as? any PlainArray.Type, array.hasPlainElements {
    return { value, bytes in (value as? any PlainArray)?.appendElements(to: &bytes) }
  }
  return { value, bytes in try appendJSON(value, to: &bytes) }
}

/// The way from bytes to a value.
@inlinable
func makeDecoder<Value: Decodable & SendableMetatype>(
  _ type: Value.Type
) -> @Sendable (UnsafeRawBufferPointer) throws -> Value {
  if _isPOD(type) {
    return { bytes in
      precondition(bytes.count == MemoryLayout<Value>.size, "a value has its type's size")
      return withUnsafeTemporaryAllocation(of: Value.self, capacity: 1) { room in
        UnsafeMutableRawBufferPointer(room).copyMemory(from: bytes)
        return room[0]
      }
    }
  }
  if type == String.self {
    return { bytes in
      guard let text = String(decoding: bytes, as: UTF8.self) as? Value else {
        preconditionFailure("a String is a String")
      }
      return text
    }
  }
  if let array = type as? any PlainArray.Type, array.hasPlainElements {
    return { bytes in
      guard let value = array.init(elements: bytes) as? Value else {
        preconditionFailure("an array is an array")
      }
      return value
    }
  }
  return { bytes in try decodeJSON(bytes) }
}

/// Arrays, some of which travel as the bytes of their elements.
@usableFromInline
protocol PlainArray: SendableMetatype {
  static var hasPlainElements: Bool { get }
  func appendElements(to bytes: inout [UInt8])
  init(elements bytes: UnsafeRawBufferPointer)
}

extension Array: PlainArray {
  @usableFromInline
  static var hasPlainElements: Bool { _isPOD(Element.self) }

  @usableFromInline
  func appendElements(to bytes: inout [UInt8]) {
    withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  @usableFromInline
  init(elements bytes: UnsafeRawBufferPointer) {
    let count = bytes.count / MemoryLayout<Element>.stride
    self.init(unsafeUninitializedCapacity: count) { room, initialized in
      UnsafeMutableRawBufferPointer(room).copyMemory(from: bytes)
      initialized = count
    }
  }
}

@usableFromInline
func appendJSON(_ value: some Encodable, to bytes: inout [UInt8]) throws {
  bytes.append(contentsOf: try JSONCoding.encode(value))
}

@usableFromInline
func decodeJSON<Value: Decodable & SendableMetatype>(_ bytes: UnsafeRawBufferPointer) throws
  -> Value
{
  try JSONCoding.decode(Value.self, from: bytes)
}
