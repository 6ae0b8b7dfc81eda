internal import CCurl

/// One of libcurl's handles, whose options are set and read with their types.
struct Easy {
  let handle: UnsafeMutableRawPointer

  func set(_ option: CURLoption, _ value: Int) throws(CurlError) {
    try CurlError.check(patchbay_curl_set_long(handle, option, value))
  }

  func set(_ option: CURLoption, _ value: Bool) throws(CurlError) {
    try set(option, value ? 1 : 0)
  }

  func set(_ option: CURLoption, size: Int) throws(CurlError) {
    try CurlError.check(patchbay_curl_set_size(handle, option, size))
  }

  /// Text, of which libcurl makes a copy.
  func set(_ option: CURLoption, _ value: String?) throws(CurlError) {
    guard let value else { return try set(option, pointer: nil) }
    try CurlError.check(value.withCString { patchbay_curl_set_pointer(handle, option, $0) })
  }

  func set(_ option: CURLoption, pointer: UnsafeRawPointer?) throws(CurlError) {
    try CurlError.check(patchbay_curl_set_pointer(handle, option, pointer))
  }

  func set(_ option: CURLoption, receiver: curl_write_callback) throws(CurlError) {
    try CurlError.check(patchbay_curl_set_receiver(handle, option, receiver))
  }

  /// What libcurl knows of the last transfer; 0 where it knows nothing.
  func long(_ info: CURLINFO) -> Int {
    var value = 0
    return patchbay_curl_get_long(handle, info, &value) == CURLE_OK ? value : 0
  }

  /// A size, or a time in microseconds; 0 where libcurl knows nothing.
  func size(_ info: CURLINFO) -> Int {
    var value = 0
    return patchbay_curl_get_size(handle, info, &value) == CURLE_OK ? value : 0
  }
}

/// A code of libcurl other than success.
struct CurlError: Error, CustomStringConvertible {
  let code: CURLcode

  init(_ code: CURLcode) { self.code = code }

  static func check(_ code: CURLcode) throws(CurlError) {
    guard code == CURLE_OK else { throw CurlError(code) }
  }

  var description: String { String(cString: curl_easy_strerror(code)) }
}
