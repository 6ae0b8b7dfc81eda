import ProviderTesting
import Testing
import TikTokProvider

@Suite("TikTok plugin")
struct TikTokTests {
  @Test("Makes of each recorded answer what is expected", arguments: CaseFolder.all())
  func cases(folder: CaseFolder) throws { try folder.expectExpected(providers) }

  @Test("Survives damaged answers", arguments: CaseFolder.all())
  func abuse(folder: CaseFolder) throws { try expectSurvivesAbuse(folder, providers) }
}
