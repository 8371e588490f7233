import NodeResources
import Testing

@Suite struct CoreSetTests {
  @Test(arguments: [
    ("0", [0]),
    ("0-3", [0, 1, 2, 3]),
    ("0-3,8,10-11", [0, 1, 2, 3, 8, 10, 11]),
    ("5,5,4", [4, 5]),
    ("1022-1025", [1022, 1023, 1024, 1025]),
  ])
  func kernelListIsRead(list: String, numbers: [Int]) {
    #expect(CoreSet(list: list)?.numbers == numbers)
  }

  @Test(arguments: ["", "a", "3-1", "1-", "-1", "1,,2", "0-3,", "0-99999999999", "1-2-3"])
  func otherTextIsNoList(list: String) {
    #expect(CoreSet(list: list) == nil)
  }

  @Test(arguments: ["0", "0-3", "0-3,8,10-11", "1,3,5", "0-1023", "0,2-3,1024"])
  func descriptionIsTheKernelsList(list: String) {
    #expect(CoreSet(list: list)?.description == list)
  }

  @Test func strictSubsetHasFewerCores() {
    let all = CoreSet([0, 1, 2, 3])
    #expect(CoreSet([1]).isStrictSubset(of: all))
    #expect(!all.isStrictSubset(of: all))
    #expect(!CoreSet([3, 4]).isStrictSubset(of: all))
  }

  @Test func thisThreadMayRunSomewhere() throws {
    let cores = try #require(CoreSet.current())
    #expect(cores.count >= 1)
  }
}
