internal import CCurl
internal import Glibc
internal import HostCore
internal import MetricSchema

/// One exchange on a handle that many exchanges use one after the other; the transport's thread only.
final class Transfer {
  let easy: Easy
  private var order: Order?
  private var headers: UnsafeMutablePointer<curl_slist>?
  private let errorText: UnsafeMutablePointer<CChar>
  fileprivate var reception = Reception(maximumBytes: 0)
  /// How often libcurl was about to send; it does so again where a kept connection was cut.
  fileprivate var sendings = 0
  private var startedMs: Int64 = 0

  init(_ settings: Settings) throws(TransportFailure) {
    guard let handle = curl_easy_init() else {
      throw TransportFailure(.cancelled, "libcurl has no memory for a request", wasSent: false)
    }
    easy = Easy(handle: handle)
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    do throws(CurlError) {
      try setConstants(settings)
    } catch {
      throw TransportFailure(.cancelled, "libcurl lacks what is needed: \(error)", wasSent: false)
    }
  }

  deinit {
    curl_easy_cleanup(easy.handle)
    curl_slist_free_all(headers)
    errorText.deallocate()
  }

  /// Makes the handle ready to be added; all that differs between requests is set each time.
  func prepare(_ order: Order) throws(CurlError) {
    self.order = order
    let request = order.request
    reception = Reception(maximumBytes: request.maximumBytes)
    sendings = 0
    startedMs = monotonicMs()
    errorText.pointee = 0
    try easy.set(CURLOPT_URL, request.url)
    try easy.set(CURLOPT_TIMEOUT_MS, Int(min(request.timeoutMs, Int64(Int32.max))))
    try easy.set(CURLOPT_PROXY, request.proxy ?? "")
    // A second request waits for the first one's handshake and shares its connection where that speaks HTTP/2.
    try easy.set(CURLOPT_PIPEWAIT, request.isSecure)
    try setBody(request)
    try setHeaders(request)
  }

  /// Forgets the exchange and hands out who waits for it.
  func clear() -> @Sendable (Result<HTTPAnswer, TransportFailure>) -> Void {
    let completion = order!.completion
    order = nil
    curl_slist_free_all(headers)
    headers = nil
    reception = Reception(maximumBytes: 0)
    return completion
  }

  /// What came of the exchange, which libcurl ended with `code`.
  func result(_ code: CURLcode) -> Result<HTTPAnswer, TransportFailure> {
    guard code == CURLE_OK else { return .failure(failure(code)) }
    guard reception.isHeadComplete else { return .failure(failure(CURLE_GOT_NOTHING)) }
    var answer = HTTPAnswer(
      status: easy.long(CURLINFO_RESPONSE_CODE), headers: Headers(), body: reception.takeBody())
    answer.headers.headers = reception.takeHeaders()
    answer.latencyMs = Int64(
      max(0, easy.size(CURLINFO_TOTAL_TIME_T) - easy.size(CURLINFO_PRETRANSFER_TIME_T)) / 1000)
    answer.wireBytes = Int64(
      easy.size(CURLINFO_SIZE_DOWNLOAD_T) + easy.long(CURLINFO_HEADER_SIZE))
    answer.version = httpVersion(easy.long(CURLINFO_HTTP_VERSION))
    return .success(answer)
  }

  /// What the exchange ends with where the transport is closed.
  func cancelled() -> TransportFailure { .closed(wasSent: sendings > 0, latencyMs: elapsedMs) }

  /// By a clock of our own: libcurl's stands still while a transfer waits for another's handshake.
  private var elapsedMs: Int64 { monotonicMs() - startedMs }

  private func failure(_ code: CURLcode) -> TransportFailure {
    Mishap(
      code: code, request: order!.request, sendings: sendings, excess: reception.excess,
      systemError: Int32(easy.long(CURLINFO_OS_ERRNO)), detail: String(cString: errorText),
      elapsedMs: elapsedMs
    ).failure
  }
}

// MARK: - Options

extension Transfer {
  private func setConstants(_ settings: Settings) throws(CurlError) {
    let context = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
    try easy.set(CURLOPT_ERRORBUFFER, pointer: errorText)
    try easy.set(CURLOPT_WRITEFUNCTION, receiver: takeBody)
    try easy.set(CURLOPT_WRITEDATA, pointer: context)
    try easy.set(CURLOPT_HEADERFUNCTION, receiver: takeHeader)
    try easy.set(CURLOPT_HEADERDATA, pointer: context)
    try CurlError.check(patchbay_curl_set_prerequest(easy.handle, countSending))
    try easy.set(CURLOPT_PREREQDATA, pointer: context)
    try setConnection(settings)
    try setTrust(settings)
  }

  private func setConnection(_ settings: Settings) throws(CurlError) {
    // Without it libcurl handles signals, which only a program with one thread may.
    try easy.set(CURLOPT_NOSIGNAL, true)
    // A name server that does not answer must not hold up the other transfers: its thread is left, not waited for.
    try easy.set(CURLOPT_QUICK_EXIT, true)
    try easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
    try easy.set(CURLOPT_FOLLOWLOCATION, false)
    try easy.set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
    try easy.set(CURLOPT_TCP_NODELAY, true)
    try easy.set(CURLOPT_CONNECTTIMEOUT_MS, Int(min(settings.connectTimeoutMs, Int64(Int32.max))))
    // A page of a listing in one piece: the least system calls.
    try easy.set(CURLOPT_BUFFERSIZE, 64 << 10)
    // All encodings that libcurl was built with.
    try easy.set(CURLOPT_ACCEPT_ENCODING, "")
    // What is sent is what the host checked, with no dots resolved.
    try easy.set(CURLOPT_PATH_AS_IS, true)
    // Empty, or the variable no_proxy would take a request past its proxy.
    try easy.set(CURLOPT_NOPROXY, "")
  }

  private func setTrust(_ settings: Settings) throws(CurlError) {
    try easy.set(CURLOPT_DISALLOW_USERNAME_IN_URL, true)
    try easy.set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    for option in [CURLOPT_SSL_VERIFYPEER, CURLOPT_PROXY_SSL_VERIFYPEER] {
      try easy.set(option, 1)
    }
    for option in [CURLOPT_SSL_VERIFYHOST, CURLOPT_PROXY_SSL_VERIFYHOST] {
      try easy.set(option, 2)
    }
    if let certificates = settings.certificates {
      // The system's own stay trusted through its directory.
      try easy.set(CURLOPT_CAINFO, certificates)
      try easy.set(CURLOPT_PROXY_CAINFO, certificates)
    } else if settings.hasBundle {
      // libcurl reads the bundle once, not at each connection, only where there is no directory beside it.
      try easy.set(CURLOPT_CAPATH, pointer: nil)
      try easy.set(CURLOPT_PROXY_CAPATH, pointer: nil)
    }
  }

  private func setBody(_ request: HTTPRequest) throws(CurlError) {
    // In this order: setting a body makes the request a POST, which the next line takes back.
    try easy.set(CURLOPT_COPYPOSTFIELDS, pointer: nil)
    try easy.set(CURLOPT_HTTPGET, true)
    try easy.set(CURLOPT_NOBODY, request.method == "HEAD")
    if let body = request.sentBody {
      try easy.set(CURLOPT_POSTFIELDSIZE_LARGE, size: body.count)
      // Any readable byte does where there is none to send.
      try CurlError.check(
        body.withUnsafeBytes {
          patchbay_curl_set_pointer(
            easy.handle, CURLOPT_COPYPOSTFIELDS, $0.baseAddress ?? UnsafeRawPointer(errorText))
        })
    }
    let natural = request.sentBody == nil ? ["GET", "HEAD"] : ["POST"]
    try easy.set(CURLOPT_CUSTOMREQUEST, natural.contains(request.method) ? nil : request.method)
  }

  private func setHeaders(_ request: HTTPRequest) throws(CurlError) {
    for line in request.headerLines {
      guard let longer = curl_slist_append(headers, line) else {
        throw CurlError(CURLE_OUT_OF_MEMORY)
      }
      headers = longer
    }
    try easy.set(CURLOPT_HTTPHEADER, pointer: headers)
  }
}

// MARK: - Callbacks: plain functions, as C needs them

private func takeBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  let part = UnsafeRawBufferPointer(start: bytes, count: size * count)
  let transfer = Unmanaged<Transfer>.fromOpaque(context!).takeUnretainedValue()
  return transfer.reception.takeBody(part) ? part.count : Int(CURL_WRITEFUNC_ERROR)
}

private func takeHeader(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
  let transfer = Unmanaged<Transfer>.fromOpaque(context!).takeUnretainedValue()
  return transfer.reception.takeHeader(line) ? line.count : Int(CURL_WRITEFUNC_ERROR)
}

/// Is asked before each sending on a connection, also before the silent ones that follow a cut.
private func countSending(
  _ context: UnsafeMutableRawPointer?, _: UnsafeMutablePointer<CChar>?,
  _: UnsafeMutablePointer<CChar>?, _: Int32, _: Int32
) -> Int32 {
  let transfer = Unmanaged<Transfer>.fromOpaque(context!).takeUnretainedValue()
  transfer.sendings += 1
  return transfer.sendings == 1 ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}

private func httpVersion(_ number: Int) -> String {
  switch number {
  case Int(CURL_HTTP_VERSION_1_0): "1.0"
  case Int(CURL_HTTP_VERSION_2_0): "2"
  case Int(CURL_HTTP_VERSION_3): "3"
  default: "1.1"
  }
}

/// Milliseconds since some moment in the past.
private func monotonicMs() -> Int64 {
  var time = timespec()
  let result = clock_gettime(CLOCK_MONOTONIC, &time)
  precondition(result == 0, "every Linux has this clock")
  return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}
