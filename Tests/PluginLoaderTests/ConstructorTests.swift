import Foundation
import HostCore
import PluginLoader
import Testing

@Suite("Plugins that are hostile while they are loaded", .confined)
struct ConstructorTests {
  @Test("A constructor reaches no file, socket, process or descriptor")
  func constructorIsConfined() throws {
    let secret = try testFolder() + "/secret.source.so-called"
    try Data("s3cret".utf8).write(to: URL(filePath: secret))
    // The secret lies beside the plugin: the directory is not readable, only its libraries are.
    let plugin = try compiled("early", ["BEHAVIOUR": "TRY", "SECRET": "\"\(secret)\""])
    let carrier = ConfinedCarrier(plugin: plugin, provider: "any")
    let tried = try carrier.logged().first?.split(separator: "\n").map(String.init) ?? []
    #expect(tried.count == 16)
    #expect(tried.filter { !$0.hasSuffix(" refused") } == [])
  }

  @Test("A link beside the plugin that is called a library opens nothing elsewhere")
  func linksLeadNowhere() throws {
    let secret = FileManager.default.temporaryDirectory.appending(path: "\(UUID())").path
    let link = try testFolder() + "/libnotes.so"
    try Data("s3cret".utf8).write(to: URL(filePath: secret))
    try? FileManager.default.removeItem(atPath: link)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: secret)
    defer { for path in [link, secret] { try? FileManager.default.removeItem(atPath: path) } }
    let plugin = try compiled("early", ["BEHAVIOUR": "TRY", "SECRET": "\"\(link)\""])
    let carrier = ConfinedCarrier(plugin: plugin, provider: "any")
    let tried = try carrier.logged().first?.split(separator: "\n").map(String.init) ?? []
    #expect(tried.contains("open \(link) refused"), "\(tried)")
  }

  @Test(
    "A constructor that misbehaves is named",
    arguments: [
      ("LOOP", CarrierFailure.Kind.deadline, "did not answer within 300 ms and was stopped"),
      ("CRASH", .died, "used a bad pointer or overflowed its stack"),
      ("EXIT", .died, "exited with code 5 instead of returning"),
      ("FORGE", .malformed, "wrote bytes of its own where only the runner writes"),
    ])
  func constructorDies(behaviour: String, kind: CarrierFailure.Kind, sentence: String) throws {
    var settings = CarrierSettings()
    if behaviour == "LOOP" { settings.startDeadlineMs = 300 }
    let plugin = try compiled("early", ["BEHAVIOUR": behaviour, "SECRET": "\"/\""])
    let carrier = ConfinedCarrier(plugin: plugin, provider: "any", settings: settings)
    let failure = failure { () throws(CarrierFailure) in try carrier.start() }
    #expect(failure?.kind == kind)
    #expect(failure?.description.hasPrefix(sentence) == true, "\(failure?.description ?? "worked")")
    #expect(carrier.process == nil)
  }
}
