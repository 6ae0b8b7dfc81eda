extension WeekFit {
  /// The recommendation for a person, with its reasons.
  func sentence(zone: String, holdOut: Result<PostingWeek.HoldOut, Unknown>) -> String {
    guard let first = recommended.first else {
      return
        "No hour of the week (\(zone)) stands out: none with enough posts did better than usual."
    }
    let best = slots[first]
    let others = recommended.dropFirst().map { slots[$0].name }
    let next = others.isEmpty ? "" : " Next: \(others.joined(separator: ", "))."
    return
      "Post on \(best.name) (\(zone)): \(percent(best.lift)) engagement is expected against the usual, judged by "
      + "\(best.posts) posts of that hour and by its day and hour.\(next) \(Self.proof(holdOut))"
  }

  private static func proof(_ holdOut: Result<PostingWeek.HoldOut, Unknown>) -> String {
    switch holdOut {
    case .failure(let unknown):
      "Whether such advice holds on later posts is \(unknown.description)."
    case .success(let proof):
      "Advice made from the earlier posts \(verdict(proof)) the later ones: \(percent(proof.lift)) "
        + "(95 % interval \(percent(proof.interval.lowerBound)) to \(percent(proof.interval.upperBound)), "
        + "\(proof.inside) posts against \(proof.outside))."
    }
  }

  private static func verdict(_ proof: PostingWeek.HoldOut) -> String {
    if proof.interval.lowerBound > 0 { return "held on" }
    return proof.interval.upperBound < 0 ? "failed on" : "is not confirmed by"
  }
}
