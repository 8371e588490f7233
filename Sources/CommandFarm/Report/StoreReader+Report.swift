extension StoreReader {
  /// Writes an HTML page that shows everything, and needs neither network nor other files.
  ///
  /// What tasks were given and wrote is in it as data, never as markup. It stays below 30 MB: of a store of
  /// more than some hundred thousand attempts it holds a part, which it says.
  ///
  /// - Parameters:
  ///   - version: of the program that makes it.
  ///   - write: takes the page in pieces.
  /// - Throws: ``StoreError``, and what the closure throws.
  public func report(
    version: String, _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try report(version: version, limits: ReportLimits(), write)
  }

  /// The same with other limits.
  package func report(
    version: String, limits: ReportLimits, _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let page = ReportPage(version: version)
    var text = ReportText()
    text.append(page.head)
    try text.write(write)
    var data = ReportData(self, limits)
    try data.write(version: version, write)
    text.append(page.tail)
    try text.write(write)
  }
}
