internal import CMicroHTTPD
internal import Glibc
internal import Locks

/// A small HTTP/1.1 server with keep-alive.
///
/// It answers on threads of its own; the handler runs on them and should not block.
public final class HTTPServer: Sendable {
  /// Where and how a server listens.
  public struct Options: Sendable {
    /// The port, 0 for any that is free.
    public var port: UInt16 = 0
    /// The IPv4 address in host byte order; 127.0.0.1 unless told otherwise.
    public var address: UInt32 = 0x7F00_0001
    /// How many threads answer, at least 1.
    public var threads = 1
    /// The longest body accepted, in bytes; a longer one is answered with 413.
    public var maximumBody = 16 << 20
    /// How long an idle connection stays open, in seconds.
    public var idleSeconds = 75
    /// How many connections may be open at once.
    public var connections = 4096

    /// Creates options: loopback only, any port.
    public init() {}
  }

  /// Answers a request.
  public typealias Handler = @Sendable (IncomingRequest) -> OutgoingResponse

  private let options: Options
  private let desk: FrontDesk
  private let daemon = Mutex<Daemon?>(nil)

  /// Creates a server on loopback that does not listen yet.
  public convenience init(port: UInt16 = 0, threads: Int = 1, handler: @escaping Handler) {
    var options = Options()
    options.port = port
    options.threads = threads
    self.init(options, handler: handler)
  }

  /// Creates a server that does not listen yet.
  public init(_ options: Options, handler: @escaping Handler) {
    self.options = options
    desk = FrontDesk(handler: handler, maximumBody: options.maximumBody)
  }

  deinit { stop() }

  /// Begins to listen.
  ///
  /// - Returns: The port.
  /// - Throws: ``HTTPServerError`` where the address cannot be listened on.
  @discardableResult
  public func start() throws(HTTPServerError) -> UInt16 {
    let result = daemon.withLock { daemon -> Result<UInt16, HTTPServerError> in
      guard daemon == nil else { return .failure(HTTPServerError("the server listens already")) }
      guard let started = listen() else {
        let reason = String(cString: strerror(errno))
        return .failure(HTTPServerError("cannot listen on port \(options.port): \(reason)"))
      }
      daemon = started
      return .success(patchbay_mhd_port(started.pointer))
    }
    return try result.get()
  }

  /// Stops listening, ends open connections and waits for the threads. Does nothing where it does not listen.
  public func stop() {
    daemon.withLock { daemon in
      guard let running = daemon else { return }
      // The library refuses to stop while a connection waits.
      desk.pauses.close()
      MHD_stop_daemon(running.pointer)
      daemon = nil
    }
  }

  private func listen() -> Daemon? {
    desk.pauses.open()
    var settings = patchbay_mhd_settings()
    settings.context = Unmanaged.passUnretained(desk).toOpaque()
    settings.on_request = onRequest
    settings.on_target = onTarget
    settings.on_completed = onCompleted
    settings.threads = UInt32(clamping: max(1, options.threads))
    settings.idle_seconds = UInt32(clamping: options.idleSeconds)
    settings.connections = UInt32(clamping: options.connections)
    return patchbay_mhd_start(options.address, options.port, &settings).map(Daemon.init)
  }
}

/// Why a server does not listen.
public struct HTTPServerError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What failed, and why.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// The library's handle, which every thread may use.
private struct Daemon: @unchecked Sendable {
  let pointer: OpaquePointer
}
