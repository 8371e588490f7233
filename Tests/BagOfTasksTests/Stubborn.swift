/// A value that cannot be encoded.
struct Stubborn: Codable, Sendable {
  /// A reference, so that the value does not travel as it lies in memory.
  var text = "stubborn"

  init() {}

  init(from decoder: any Decoder) throws { throw Complaint("is not to be decoded") }

  func encode(to encoder: any Encoder) throws { throw Complaint("is not to be encoded") }
}
