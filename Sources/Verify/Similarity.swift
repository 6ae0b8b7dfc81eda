import Analytics

/// Answers for `similarity`; an unknown number is `nan`.
enum SimilarityAnswers {
  static func answer(_ fields: [Substring]) throws -> String {
    switch fields.first {
    case "weights": return text(weights(try index(fields.dropFirst())))
    case "cosines": return text(cosines(try index(fields.dropFirst())))
    case "search":
      return search(
        try index(fields.dropFirst(3)), Int(try number(fields[1])), Int(try number(fields[2])))
    case "overlap": return overlap(fields[1], fields[2])
    case "match": return match(try traits(fields[1...11]), try traits(fields[12...]))
    case "collaboration": return collaboration(try fields.dropFirst().map(optional))
    default: throw BadQuestion(description: "similarity has no \(fields.first ?? "")")
    }
  }

  /// An index of rows of counts; the tokens are in the order of the columns.
  private static func index(_ rows: ArraySlice<Substring>) throws -> ContentIndex {
    ContentIndex(
      try rows.map { row in
        var profile = ContentProfile()
        for (column, count) in try numbers(row).enumerated() {
          profile.add(token(column), count: Int(count))
        }
        return profile
      }, minimum: 1)
  }

  private static func token(_ column: Int) -> ContentToken {
    ContentToken(.word, "\(100_000 + column)")
  }

  private static func weights(_ index: ContentIndex) -> [Double] {
    (0..<index.count).flatMap { creator in
      let known = Dictionary(
        uniqueKeysWithValues: index.weights(of: creator).map { ($0.token, $0.weight) })
      return index.tokens.map { known[$0] ?? 0 }
    }
  }

  private static func cosines(_ index: ContentIndex) -> [Double] {
    (0..<index.count).flatMap { a in
      (0..<index.count).map { index.similarity(a, $0).value?.similarity ?? .nan }
    }
  }

  private static func search(_ index: ContentIndex, _ creator: Int, _ limit: Int) -> String {
    let found = index.mostSimilar(to: creator, limit: limit).value ?? []
    return found.map { "\($0.creator) \($0.similarity)" }.joined(separator: " ")
  }

  private static func overlap(_ a: Substring, _ b: Substring) -> String {
    let sketches = [a, b].map { AudienceSketch($0.split(separator: " ").map(String.init)) }
    guard let overlap = sketches[0].overlap(with: sketches[1], minimum: 1).value else {
      return "nan nan nan"
    }
    return text([overlap.similarity, overlap.shared, overlap.standardError])
  }

  private static func match(_ a: CreatorTraits, _ b: CreatorTraits) -> String {
    guard let match = CreatorMatch.between(a, b).value else { return "nan nan" }
    return text([match.score.value, match.score.coverage])
  }

  private static func collaboration(_ inputs: [Double?]) -> String {
    let score = CollaborationScore.of(
      followers: inputs[0].map { Int64($0) }, engagementRate: inputs[1],
      weeklyInteractions: inputs[2]
    )
    return text([score.value?.score.value ?? .nan, score.value?.score.coverage ?? .nan])
  }

  /// Eleven fields: nine numbers or `-`, the categories, the posts by hour.
  private static func traits(_ fields: ArraySlice<Substring>) throws -> CreatorTraits {
    let fields = Array(fields)
    var traits = CreatorTraits()
    let known = try fields[0..<9].map(optional)
    traits.followers = known[0].map { Int64($0) }
    (traits.likesPerPost, traits.commentsPerLike, traits.sharesPerView) = (
      known[1], known[2], known[3]
    )
    (traits.length, traits.postsPerWeek, traits.lengthVariation) = (known[4], known[5], known[6])
    (traits.trendingSounds, traits.growthPerDay) = (known[7], known[8])
    traits.categories = Set(fields[9].split(separator: " ").map(String.init))
    traits.postsByHour = try numbers(fields[10]).map { Int($0) }
    return traits
  }

  private static func optional(_ field: Substring) throws -> Double? {
    field == "-" ? nil : try number(field)
  }
}
