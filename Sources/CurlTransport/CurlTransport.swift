internal import CCurl
internal import Glibc
public import HostCore
internal import Locks

/// Sends requests with libcurl from one thread of its own.
///
/// Connections are kept and shared, over HTTP/2 where the server offers it. Answers are decompressed. Each request is
/// sent once: where libcurl would send it again because a kept connection was cut, it fails as `cut` instead. Neither
/// redirects nor cookies, credentials in addresses, `.netrc` or proxies of the environment are followed.
public final class CurlTransport: HTTPTransport {
  private let mailbox: Mailbox
  private let thread: Mutex<pthread_t?>

  /// Starts the transport's thread.
  ///
  /// - Parameters:
  ///   - certificates: A PEM file of root certificates to trust beside those of the system.
  ///   - connectTimeoutMs: How long a connection may take to come about, in milliseconds; a request's own deadline
  ///     cuts it shorter.
  /// - Throws: ``CurlTransportError`` where the file cannot be read, or libcurl or the thread cannot be started.
  public init(
    certificates: String? = nil, connectTimeoutMs: Int64 = 10_000
  ) throws(CurlTransportError) {
    let settings = Settings(
      certificates: certificates, connectTimeoutMs: connectTimeoutMs,
      hasBundle: try Self.startLibrary())
    if let certificates, access(certificates, R_OK) != 0 {
      throw CurlTransportError(
        "cannot read the certificates in \(certificates): \(describeSystemError())")
    }
    let loop = try TransferLoop(settings)
    mailbox = loop.mailbox
    thread = Mutex(try loop.start())
  }

  deinit { close() }

  /// Sends a request; `completion` is called on the transport's thread, or at once after ``close()``.
  ///
  /// Of very many requests some wait for others to end; their deadlines count from when they are taken up.
  public func send(
    _ request: HTTPRequest,
    completion: @escaping @Sendable (Result<HTTPAnswer, TransportFailure>) -> Void
  ) {
    if !mailbox.post(Order(request: request, completion: completion)) {
      completion(.failure(.closed(wasSent: false)))
    }
  }

  /// Ends the thread; what is under way or waiting fails as cancelled before this returns.
  ///
  /// From within a completion it returns at once, and the thread ends after that completion.
  public func close() {
    mailbox.close()
    guard let ended = thread.withLock({ $0.take() }) else { return }
    let result =
      pthread_equal(ended, pthread_self()) == 0 ? pthread_join(ended, nil) : pthread_detach(ended)
    precondition(result == 0, "the transport's thread is joined or detached once")
  }

  /// Initialises libcurl once for the process and tells whether its bundle of root certificates is there.
  private static func startLibrary() throws(CurlTransportError) -> Bool {
    guard initialised == CURLE_OK else {
      throw CurlTransportError(
        "libcurl does not start: \(String(cString: curl_easy_strerror(initialised)))")
    }
    guard let bundle = patchbay_curl_bundle() else { return false }
    return access(bundle, R_OK) == 0
  }

  private static let initialised = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
}

/// Why the transport could not be started.
public struct CurlTransportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What happened, in words.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// What holds for all requests.
struct Settings {
  /// A file of further root certificates.
  var certificates: String?
  /// How long a connection may take to come about.
  var connectTimeoutMs: Int64
  /// Whether libcurl has a file with the system's root certificates.
  var hasBundle: Bool
}

/// What the system says of the call that just failed.
func describeSystemError(_ number: Int32 = errno) -> String { String(cString: strerror(number)) }
