import ProviderSDK

/// What TikTok's own web status codes mean, wherever they come from; `nil` for success.
///
/// 200 is how an older vendor says 0. A code that is not listed may pass.
func webFailure(_ code: Int64) -> FailureClass? {
  switch code {
  case 0, 200: nil
  case 10011, 40000: .invalidInput
  case 10202: .notFound
  case 10221: .gone
  case 10216, 10222, 3_002_060: .private
  // A post that is not shown where the request comes from has the status of one that is deleted.
  case 10204, 10231: .blocked
  default: .transient
  }
}

/// Throws where a part of an answer in the web shape says that it failed.
func checkWebStatus(_ part: JSON) throws(ProviderError) {
  let members: [(code: StaticString, message: StaticString)] = [
    ("status_code", "status_msg"), ("statusCode", "statusMsg"), ("statusCode", "status_msg"),
    ("code", "msg"),
  ]
  for member in members {
    guard let code = part[member.code].int, let failure = webFailure(code) else { continue }
    let reason = part[member.message].filledText.map { "\($0) (\(code))" }
    throw ProviderError(
      failure, reason ?? "the platform's status is \(code)", at: "/\(member.code)")
  }
}
