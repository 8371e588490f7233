import Foundation
import MPI

extension Communicator {
  func privateDuplicate() throws(MPIError) -> Communicator { try duplicate() }
}
enum JSONCoding {
  static func encode(_ v: some Encodable) throws -> [UInt8] { Array(try JSONEncoder().encode(v)) }
  static func decode<T: Decodable>(_ t: T.Type, from b: UnsafeRawBufferPointer) throws -> T {
    try JSONDecoder().decode(t, from: Data(b))
  }
}
protocol ReportedElsewhere { var isReportedElsewhere: Bool { get } }
