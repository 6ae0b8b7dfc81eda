public import MetricSchema
public import ProviderSDK

/// `tiktok.web`: what TikTok shows to everyone: the JSON inside its pages, and oEmbed.
///
/// Pages answer robots with a challenge now and then: what is missing is `blocked`, never zero. A post then still comes
/// from oEmbed, without its numbers.
public struct WebPages: Provider {
  /// The upstream's calls.
  public enum Call: String, CaseIterable, Sendable {
    /// The page of an account.
    case profile = "page.profile"
    /// The page of a post.
    case post = "page.post"
    /// What other sites show of a post.
    case oEmbed = "oembed"
  }

  /// Creates the provider; it has no settings.
  public init(_ configuration: Configuration) throws(ProviderError) {}

  public func plan(_ job: FetchJob, in context: Context) throws(ProviderError) -> [Request<Call>] {
    switch job.operation {
    case .profile:
      let account = try AccountName(job.subject)
      let name = account.handle ?? account.id ?? account.secUID ?? ""
      return [Request(.profile, "/@\(pathComponent(name))").followingRedirects()]
    case .post:
      let post = try PostName(job.subject)
      guard let id = post.id else {
        let path = "/\(pathComponent(post.shortCode ?? ""))/"
        return [Request(.post, path).on(host: "vm.tiktok.com").followingRedirects()]
      }
      let account = pathComponent(post.handle ?? "")
      return [Request(.post, "/@\(account)/video/\(id)").followingRedirects()]
    default: throw .unsupported(job.operation)
    }
  }

  public func parse(
    _ answer: Answer<Call>, of job: FetchJob, in context: Context, into output: inout Output<Call>
  ) throws(ProviderError) {
    switch answer.request.call {
    case .profile: output.emit(try profile(answer))
    case .post:
      do throws(ProviderError) {
        output.emit(try post(answer))
      } catch  where error.failure == .blocked {
        output.diagnose(error)
        // It is the answer now: where it knows no such post nor does anybody.
        output.follow(Request(.oEmbed, "/oembed", ["url": address(of: answer)], as: .lookup))
      }
    case .oEmbed: output.emit(try oEmbed(answer))
    }
  }

  private func profile(_ answer: Answer<Call>) throws(ProviderError) -> Profile {
    let detail = try scope("webapp.user-detail", of: answer)
    let info = detail["userInfo"]
    // The page of a private or banned account has a status that is a failure, and may still show the account.
    if !info["user"]["id"].exists { try checkWebStatus(detail) }
    var profile = try Profile(web: info)
    if detail["statusCode"].int == 10221 { profile.presence = .suspended }
    return profile
  }

  private func post(_ answer: Answer<Call>) throws(ProviderError) -> Post {
    let detail = try scope("webapp.video-detail", of: answer)
    try checkWebStatus(detail)
    let post = Post(web: detail["itemInfo"]["itemStruct"])
    guard post.id != nil else {
      throw ProviderError(
        .schemaChanged, "the page holds no post", at: "/webapp.video-detail/itemInfo/itemStruct/id")
    }
    return post
  }

  private func oEmbed(_ answer: Answer<Call>) throws(ProviderError) -> Post {
    if answer.status == 400 { throw ProviderError(.notFound, "the platform embeds no such post") }
    try answer.checkStatus()
    return try Post(oEmbed: answer.json, of: answer.request.query("url"))
  }

  /// The part of the page's JSON called `name`, which a page with a challenge has not.
  private func scope(
    _ name: StaticString, of answer: Answer<Call>
  ) throws(ProviderError) -> JSON {
    if answer.status == 403 { throw ProviderError(.blocked, "the platform refuses this caller") }
    try answer.checkStatus()
    let page = try answer.scriptJSON(id: "__UNIVERSAL_DATA_FOR_REHYDRATION__")
    let part = page["__DEFAULT_SCOPE__"][name]
    guard part.exists else { throw ProviderError(.blocked, "the page shows no \(name)") }
    return part
  }

  /// Where a page was found: where its redirects ended, or what was asked for.
  private func address(of answer: Answer<Call>) -> String {
    let asked = answer.request.message
    return answer.finalURL ?? "https://\(asked.host ?? "www.tiktok.com")\(asked.path ?? "/")"
  }
}
