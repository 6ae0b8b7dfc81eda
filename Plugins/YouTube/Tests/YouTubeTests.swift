import ProviderTesting
import Testing
import YouTubeProvider

@Suite("YouTube plugin")
struct YouTubeTests {
  @Test("Makes of each recorded answer what is expected", arguments: CaseFolder.all())
  func cases(folder: CaseFolder) throws { try folder.expectExpected(providers) }

  @Test("Survives damaged answers", arguments: CaseFolder.all())
  func abuse(folder: CaseFolder) throws { try expectSurvivesAbuse(folder, providers) }

  @Test("Finds its cases")
  func findsCases() { #expect(CaseFolder.all().count == 76) }
}
