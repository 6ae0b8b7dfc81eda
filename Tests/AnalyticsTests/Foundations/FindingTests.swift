import Testing

@testable import Analytics

@Suite("Findings")
struct FindingTests {
  private let definition = Definition("test_ratio", .ratio)

  @Test("a value keeps its definition")
  func known() {
    let finding = Finding(definition) { 0.25 }
    #expect(finding.value == 0.25)
    #expect(finding.unknown == nil)
    #expect(finding.definition == definition)
  }

  @Test("what is thrown becomes the reason, as a sentence")
  func unknown() {
    let finding = Finding<Double>(definition) { () throws(Unknown) in
      throw .tooFew(3, needed: 8, of: "posts")
    }
    #expect(finding.value == nil)
    #expect(finding.unknown?.kind == .tooFew)
    #expect("\(finding.unknown!)" == "unknown, because there are 3 posts, where 8 are needed")
    #expect(Unknown.tooFew(0, needed: 8, of: "posts").kind == .noData)
  }

  @Test("the generator's numbers are those that the published algorithm gives for seed 0")
  func generator() {
    var generator = SeededGenerator(seed: 0)
    #expect(generator.next() == 0xE220_A839_7B1D_CDAF)
    #expect(generator.next() == 0x6E78_9E6A_A1B9_65F4)
  }
}
