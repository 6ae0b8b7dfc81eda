public import MicroHTTPServer

/// The upstreams of the simulated world, served on loopback: `/<provider id>/<path of the upstream>`.
///
/// `/~<fault>/<provider id>/…` answers with a fault. `/_faults` and `/_clock` plan faults and move the time. `/`
/// tells that the simulator runs.
public final class SimulatorServer: Sendable {
  /// The simulated world.
  public let world: World
  /// The simulated time; it may be set at any time.
  public let clock: SimulatedClock
  /// The faults to come; they may be planned at any time.
  public let faults: FaultPlan

  private let server: HTTPServer

  /// Creates a simulator that does not listen yet.
  ///
  /// - Throws: ``SimulatorError`` where the log cannot be opened.
  public init(options: SimulatorOptions = SimulatorOptions()) throws(SimulatorError) {
    let world = World(
      seed: options.seed, accounts: options.accounts, postsPerAccount: options.postsPerAccount,
      start: options.start)
    let clock = SimulatedClock(now: options.now, daysPerSecond: options.daysPerSecond)
    let faults = FaultPlan()
    let reception = Reception(
      upstreams: Upstreams(world: world, monthlyQuota: options.monthlyQuota), clock: clock,
      faults: faults,
      log: try options.logPath.map { path throws(SimulatorError) in
        try RequestLog(path: path)
      })
    self.world = world
    self.clock = clock
    self.faults = faults
    server = HTTPServer(port: options.port, threads: options.threads) { reception.answer($0) }
  }

  /// The ids of the providers whose upstreams are simulated, sorted.
  public static var providers: [String] { Upstreams.faces.map(\.id).sorted() }

  /// Begins to listen.
  ///
  /// - Returns: The port.
  /// - Throws: `HTTPServerError` where the port is taken.
  public func start() throws(HTTPServerError) -> UInt16 { try server.start() }

  /// Stops listening and waits until the last answer is given up.
  public func stop() { server.stop() }
}

/// Why there is no simulator.
public struct SimulatorError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What failed, and why.
  public let description: String

  init(_ description: String) { self.description = description }
}
