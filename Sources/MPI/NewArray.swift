/// A new array whose elements a C call writes into memory that nobody has cleared before.
///
/// The body is given room for `capacity` elements and returns how many it has written.
@inlinable @inline(__always)
func array<T: BitwiseCopyable>(
  capacity: Int, _ body: (UnsafeMutableBufferPointer<T>) throws(MPIError) -> Int
) throws(MPIError) -> [T] {
  precondition(capacity >= 0, "a number of elements is not negative")
  return try [T](capacity: capacity) { output throws(MPIError) in
    try output.withUnsafeMutableBufferPointer { buffer, count throws(MPIError) in
      count = try body(UnsafeMutableBufferPointer(rebasing: buffer.prefix(capacity)))
    }
  }
}

/// A new array of exactly `count` elements, all of which the body writes.
@inlinable @inline(__always)
func array<T: BitwiseCopyable>(
  count: Int, _ body: (UnsafeMutableBufferPointer<T>) throws(MPIError) -> Void
) throws(MPIError) -> [T] {
  try array(capacity: count) { buffer throws(MPIError) in
    try body(buffer)
    return count
  }
}
