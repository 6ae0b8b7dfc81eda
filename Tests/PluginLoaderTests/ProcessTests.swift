import Foundation
import Glibc
import HostCore
import PluginLoader
import Testing

@Suite("The processes of confined providers", .confined)
struct ProcessTests {
  @Test("A hundred rounds of start and kill leave no descriptor and no zombie")
  func leavesNothing() async {
    await #expect(processExitsWith: .success) {
      let plugin = try compiled("hostile")
      try round(plugin, "null")
      let descriptors = try openDescriptors()
      for index in 0..<100 { try round(plugin, index % 2 == 0 ? "null" : "environment") }
      let left = try openDescriptors()
      guard left == descriptors else { exit(1) }
      // No child is left: neither running nor dead.
      guard waitpid(-1, nil, WNOHANG) == -1, errno == ECHILD else { exit(2) }
    }
  }

  @Test("A child dies with its host", .timeLimit(.minutes(10)))
  func diesWithHost() async throws {
    let note = FileManager.default.temporaryDirectory.appending(path: "\(UUID())").path
    defer { unlink(note) }
    await #expect(processExitsWith: .signal(SIGKILL)) { [note = note as String] in
      let carrier = ConfinedCarrier(plugin: try compiled("hostile"), provider: "loop")
      try carrier.start()
      try "\(carrier.process ?? 0)".write(toFile: note, atomically: true, encoding: .utf8)
      kill(getpid(), SIGKILL)
    }
    let process = try #require(pid_t(try String(contentsOfFile: note, encoding: .utf8)))
    #expect(process > 0)
    while isRunning(process) { usleep(10_000) }
  }

  @Test(
    "A child that was killed while it was idle is replaced without a failure",
    .timeLimit(.minutes(10)))
  func replacesIdleChild() throws {
    let carrier = ConfinedCarrier(plugin: try compiled("hostile"), provider: "environment")
    try carrier.start()
    let first = try #require(carrier.process)
    kill(first, SIGKILL)
    while isRunning(first) { usleep(1_000) }
    #expect(try carrier.logged(status: 204) == ["alive"])
    #expect(carrier.process != first)
  }

  @Test("A child outlives the thread that first called it")
  func outlivesThread() async throws {
    let plugin = try compiled("hostile")
    let carrier = await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        let carrier = ConfinedCarrier(plugin: plugin, provider: "environment")
        let failure = failure { () throws(CarrierFailure) in try carrier.start() }
        continuation.resume(returning: Handed(carrier: carrier, failure: failure))
      }
    }
    #expect(carrier.failure == nil)
    let first = carrier.carrier.process
    #expect(try carrier.carrier.logged(status: 204) == ["alive"])
    #expect(first != nil && carrier.carrier.process == first)
  }

  @Test("A kernel without Landlock is refused, or said to be missing it where that is allowed")
  func refusesToRunUnconfined() throws {
    let wrapper = try compiled("without-landlock", ["RUNNER": "\"\(try built("ProviderRunner"))\""])
    let plugin = try compiled("hostile")
    var settings = CarrierSettings()
    settings.runner = wrapper
    let refused = ConfinedCarrier(plugin: plugin, provider: "print", settings: settings)
    let failure = failure { () throws(CarrierFailure) in try refused.start() }
    #expect(failure?.kind == .refused)
    #expect(failure?.description.hasPrefix("this kernel does not offer Landlock") == true)

    settings.allowUnconfined = true
    var lines: [String] = []
    let allowed = ConfinedCarrier(plugin: plugin, provider: "socket", settings: settings) {
      lines.append($0.text)
    }
    #expect(try allowed.logged(status: 204) == ["alive"])
    #expect(lines == ["running without a part of the confinement: Landlock refuses its rules"])
    // The filters still hold.
    let death = PluginLoaderTests.failure { () throws(CarrierFailure) in _ = try allowed.parse() }
    #expect(death?.description == "called socket, which a confined plugin may not")
  }

  @Test("This kernel confines, or says what it lacks")
  func probes() {
    #expect(Confinement.isAvailable == (Confinement.missing == nil))
    #expect(Confinement.missing?.contains("this kernel does not offer") != false)
  }
}

private struct Handed: @unchecked Sendable {
  let carrier: ConfinedCarrier
  let failure: CarrierFailure?
}

/// Starts a child, and lets it die of its own or by the carrier's end.
private func round(_ plugin: String, _ name: String) throws {
  let carrier = ConfinedCarrier(plugin: plugin, provider: name)
  try carrier.start()
  if name == "null" { _ = failure { () throws(CarrierFailure) in _ = try carrier.parse() } }
}

private func openDescriptors() throws -> Int {
  try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
}

/// Whether a process has neither gone nor become a zombie.
private func isRunning(_ process: pid_t) -> Bool {
  guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
    let end = status.lastIndex(of: ")")
  else { return false }
  let state = status[status.index(end, offsetBy: 2)]
  return state != "Z" && state != "X"
}
