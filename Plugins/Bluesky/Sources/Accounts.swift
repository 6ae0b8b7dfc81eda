import ProviderSDK

/// The account of a `profileViewDetailed`, `nil` where it has no DID.
func profile(_ view: JSON) -> Profile? {
  guard let did = view["did"].id else { return nil }
  var profile = Profile()
  profile.id = did
  profile.handle = handle(view)
  profile.name = view["displayName"].text
  profile.url = profileURL(view)
  profile.bio = view["description"].text
  profile.avatarURL = view["avatar"].text
  profile.bannerURL = view["banner"].text
  profile.website = view["website"].text
  profile.verified = verified(view)
  profile.createdAt = rfc3339Microseconds(view["createdAt"].text)
  profile.presence = .visible
  profile.metrics.set(.followers, view["followersCount"].int, otherwise: .notReported)
  profile.metrics.set(.following, view["followsCount"].int, otherwise: .notReported)
  profile.metrics.set(.posts, view["postsCount"].int, otherwise: .notReported)
  profile.extras.set("pronouns", view["pronouns"].text)
  profile.extras.set("pinned_post", view["pinnedPost"]["uri"].text)
  profile.extras.set("lists", view["associated"]["lists"].int)
  profile.extras.set("feed_generators", view["associated"]["feedgens"].int)
  profile.extras.set("starter_packs", view["associated"]["starterPacks"].int)
  profile.extras.set("labeler", view["associated"]["labeler"].bool)
  profile.extras.set("joined_via", view["joinedViaStarterPack"]["uri"].text)
  addLabels(labels(view["labels"]), author: view, to: &profile.extras)
  return profile
}

/// Who wrote or reposted something, `nil` where there is no DID.
func author(_ view: JSON) -> Author? {
  guard let did = view["did"].id else { return nil }
  var author = Author()
  author.id = did
  author.handle = handle(view)
  author.name = view["displayName"].text
  author.url = profileURL(view)
  author.avatarURL = view["avatar"].text
  author.verified = verified(view)
  return author
}

/// The page of an account at bsky.app.
func profileURL(_ view: JSON) -> String? {
  (handle(view) ?? view["did"].id).map { "https://bsky.app/profile/\($0)" }
}

/// The values of labels, each once, in their order, without those taken back.
func labels(_ lists: JSON...) -> [String] {
  var found: [String] = []
  for label in lists.flatMap(\.elements) where label["neg"].bool != true {
    if let value = label["val"].id, !found.contains(value) { found.append(value) }
  }
  return found
}

/// Keeps labels, and whether the author asks not to be shown to people without an account.
func addLabels(_ labels: [String], author: JSON, to extras: inout [Extra]) {
  extras.set("labels", labels.isEmpty ? nil : labels.joined(separator: ","))
  let isShy = author["labels"].elements.contains {
    $0["val"].text == "!no-unauthenticated" && $0["neg"].bool != true
  }
  extras.set("no_unauthenticated", isShy ? true : nil)
}

/// The handle, `nil` where the account's domain does not confirm it, which the AppView shows as `handle.invalid`.
private func handle(_ view: JSON) -> String? {
  view["handle"].id.flatMap { $0 == "handle.invalid" ? nil : $0 }
}

/// Whether a trusted verifier vouches for the account or it is one; `nil` where nothing is said.
private func verified(_ view: JSON) -> Bool? {
  let state = view["verification"]
  guard state["verifiedStatus"].exists else { return nil }
  return state["verifiedStatus"].text == "valid" || state["trustedVerifierStatus"].text == "valid"
}
