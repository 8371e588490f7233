/// An error with a text to be found again.
struct Complaint: Error, Hashable, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
