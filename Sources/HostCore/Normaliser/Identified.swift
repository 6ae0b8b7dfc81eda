import MetricSchema

extension Delivery {
  /// Leaves out the records that nothing tells from others of their kind: they can neither be kept nor counted.
  ///
  /// A difficulty is noted for them where the provider reported none.
  mutating func leaveOutUnidentified() {
    let all = records.count
    var lost: String?
    records.removeAll { record in
      guard !record.isIdentified else { return false }
      lost = lost ?? record.kind
      return true
    }
    guard let lost, diagnostics.isEmpty else { return }
    var diagnostic = Diagnostic()
    diagnostic.failure = .schemaChanged
    let count = all - records.count
    diagnostic.message = "\(count) of \(all) records have no id, the first is a \(lost)"
    diagnostics.append(diagnostic)
  }
}

extension Record {
  /// Whether it says which account, post, comment, hashtag or sound it is.
  var isIdentified: Bool {
    switch self {
    case .profile(let it): isFilled(it.id) || isFilled(it.handle) || isAny(it.identities)
    case .post(let it): isFilled(it.id) || isAny(it.identities)
    case .comment(let it): isFilled(it.id) || isAny(it.identities)
    case .audio(let it): isFilled(it.id) || isAny(it.identities)
    case .hashtag(let it): isFilled(it.name)
    case .demographics, .insight, .trend: true
    }
  }
}

private func isFilled(_ text: String?) -> Bool { text?.isEmpty == false }

private func isAny(_ identities: [Identity]) -> Bool { identities.contains { !$0.value.isEmpty } }
