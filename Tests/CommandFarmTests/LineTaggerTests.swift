import CommandFarm
import Testing

@Suite struct LineTaggerTests {
  private func tagged(_ pieces: [String], tag: String = "t\t") -> String {
    var tagger = LineTagger(Array(tag.utf8))
    var result: [UInt8] = []
    for piece in pieces {
      _ = Array(piece.utf8).withUnsafeBytes { bytes in
        tagger.forEachPiece(of: bytes) {
          result += $0
          return true
        }
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  @Test func everyLineIsTaggedOnce() {
    #expect(tagged(["a\nb\n"]) == "t\ta\nt\tb\n")
    #expect(tagged(["a", "b\nc", "\n\n"]) == "t\tab\nt\tc\nt\t\n")
    #expect(tagged(["no end"]) == "t\tno end")
    #expect(tagged([""]) == "")
  }

  @Test func withoutATagNothingChanges() {
    #expect(tagged(["a\nb"], tag: "") == "a\nb")
  }
}
