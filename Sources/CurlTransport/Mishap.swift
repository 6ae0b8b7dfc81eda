internal import CCurl
internal import HostCore

/// How an exchange without an answer ended, and its translation into kinds and words.
struct Mishap {
  var code: CURLcode
  var request: HTTPRequest
  /// How often libcurl was about to send.
  var sendings: Int
  var excess: Reception.Excess?
  /// The number of the system call's error; 0 where none failed.
  var systemError: Int32
  /// What libcurl says; it may repeat what the other side sent and is shown for certificates only.
  var detail: String
  var elapsedMs: Int64

  /// The failure, which names the host and nothing else of the request.
  var failure: TransportFailure {
    let (kind, words) = translation
    return TransportFailure(kind, words, wasSent: sendings > 0, latencyMs: elapsedMs)
  }

  private var host: String { shownHost(of: request.url) }

  private var translation: (TransportFailure.Kind, String) {
    switch excess {
    case .body: return (.tooLarge, "\(host) answered with more than \(request.maximumBytes) bytes")
    case .headers:
      return (
        .tooLarge,
        "\(host) answered with more than \(Reception.maximumHeaders) headers or \(Reception.maximumHeaderBytes) bytes of them"
      )
    case nil: return sendings == 0 ? beforeSending : afterSending
    }
  }

  private var beforeSending: (TransportFailure.Kind, String) {
    switch code {
    case CURLE_URL_MALFORMAT: (.badAddress, "the address is none")
    case CURLE_UNSUPPORTED_PROTOCOL: (.badAddress, "the address is neither http nor https")
    case CURLE_LOGIN_DENIED: (.badAddress, "the address holds a user name, which is not sent")
    case CURLE_COULDNT_RESOLVE_HOST: (.unresolved, "the name \(host) has no address")
    case CURLE_COULDNT_RESOLVE_PROXY: (.unreachable, "the proxy's name has no address")
    case CURLE_OPERATION_TIMEDOUT where elapsedMs < request.timeoutMs:
      (.unreachable, "\(host) took no connection within \(elapsedMs) ms")
    case CURLE_OPERATION_TIMEDOUT: (.timeout, "\(host) took longer than \(request.timeoutMs) ms")
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_INVALIDCERTSTATUS:
      (.untrusted, "\(host) could not prove who it is: \(readable(detail))")
    case CURLE_OUT_OF_MEMORY: (.cancelled, "there is no memory to ask \(host)")
    default: (.unreachable, "\(host) cannot be reached\(way): \(reason)")
    }
  }

  private var afterSending: (TransportFailure.Kind, String) {
    switch code {
    case CURLE_OPERATION_TIMEDOUT: (.timeout, "\(host) took longer than \(request.timeoutMs) ms")
    case CURLE_ABORTED_BY_CALLBACK: (.cut, "\(host) cut the connection before it answered")
    // What libcurl says of a header line over its own cap; newer versions say so with a code of its own, 100.
    case CURLE_OUT_OF_MEMORY, CURLcode(100):
      (.tooLarge, "\(host) answered with a header that is too long")
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_HTTP2:
      (.malformed, "\(host) answered with something that is not HTTP")
    case CURLE_BAD_CONTENT_ENCODING:
      (.malformed, "\(host) answered with a body that cannot be decompressed")
    default: (.cut, "\(host) ended the connection before the answer was complete")
    }
  }

  private var way: String { request.proxy == nil ? "" : " through its proxy" }

  private var reason: String {
    let isSystems = code == CURLE_COULDNT_CONNECT && systemError != 0
    return isSystems ? describeSystemError(systemError) : "\(CurlError(code))"
  }
}

extension TransportFailure {
  static func closed(wasSent: Bool, latencyMs: Int64 = 0) -> TransportFailure {
    TransportFailure(.cancelled, "the transport was closed", wasSent: wasSent, latencyMs: latencyMs)
  }
}

/// The host of an address, with the port where one is written; the rest of it may hold secrets.
private func shownHost(of address: String) -> String {
  guard let url = curl_url() else { return "the host" }
  defer { curl_url_cleanup(url) }
  guard curl_url_set(url, CURLUPART_URL, address, 0) == CURLUE_OK,
    let host = part(CURLUPART_HOST, of: url)
  else { return "the host" }
  return part(CURLUPART_PORT, of: url).map { "\(host):\($0)" } ?? host
}

private func part(_ part: CURLUPart, of url: OpaquePointer) -> String? {
  var text: UnsafeMutablePointer<CChar>?
  guard curl_url_get(url, part, &text, 0) == CURLUE_OK, let text else { return nil }
  defer { curl_free(text) }
  return String(cString: text)
}

/// Text of unknown origin without control characters.
private func readable(_ text: String) -> String {
  String(
    text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
}
