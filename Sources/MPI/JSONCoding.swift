#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// How values of any `Codable` type travel between ranks: as JSON.
///
/// NaN and the infinities survive; a NaN's payload does not.
package enum JSONCoding {
  private static let infinity = "inf"
  private static let minusInfinity = "-inf"
  private static let notANumber = "nan"

  /// A value as JSON, which is never empty.
  ///
  /// - Parameter value: the value.
  /// - Returns: its JSON in UTF-8.
  /// - Throws: ``MPIError`` with ``MPIError/Code/coding`` if the value cannot be encoded.
  package static func encode(_ value: some Encodable) throws(MPIError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: infinity, negativeInfinity: minusInfinity, nan: notANumber)
    do {
      return Array(try encoder.encode(value))
    } catch {
      throw MPIError(code: .coding, function: "JSONEncoder", text: "\(error)")
    }
  }

  /// The value that some JSON stands for.
  ///
  /// - Parameters:
  ///   - type: the type of the value.
  ///   - bytes: what ``encode(_:)`` made of it; they are not copied.
  /// - Returns: the value.
  /// - Throws: ``MPIError`` with ``MPIError/Code/coding`` if the bytes are no such value.
  package static func decode<Value: Decodable>(
    _ type: Value.Type, from bytes: UnsafeRawBufferPointer
  ) throws(MPIError) -> Value {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: infinity, negativeInfinity: minusInfinity, nan: notANumber)
    do {
      guard let base = UnsafeMutableRawPointer(mutating: bytes.baseAddress) else {
        return try decoder.decode(type, from: Data())
      }
      let data = Data(bytesNoCopy: base, count: bytes.count, deallocator: .none)
      return try decoder.decode(type, from: data)
    } catch {
      throw MPIError(code: .coding, function: "JSONDecoder", text: "\(error)")
    }
  }

  /// The value that some JSON stands for.
  ///
  /// - Parameters:
  ///   - type: the type of the value.
  ///   - bytes: what ``encode(_:)`` made of it.
  /// - Returns: the value.
  /// - Throws: ``MPIError`` with ``MPIError/Code/coding`` if the bytes are no such value.
  package static func decode<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8]
  ) throws(MPIError) -> Value {
    try bytes.span.withUnsafeBytes { bytes throws(MPIError) in try decode(type, from: bytes) }
  }
}
