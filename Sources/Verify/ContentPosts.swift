import Analytics
import MetricSchema

/// Posts from columns, each a field of words between spaces, where `-` stands for what is unknown: account, platform,
/// content, seconds since 1970, length, advertisement, sound, hashtags (with commas), views, plays, likes, comments, shares
/// and saves.
func posts(_ fields: ArraySlice<Substring>) throws -> [ContentPost] {
  let columns = fields.map { $0.split(separator: " ") }
  guard columns.count == 14, columns.allSatisfy({ $0.count == columns[0].count }) else {
    throw BadQuestion(description: "columns that do not fit together")
  }
  return try columns[0].indices.map { row in
    let words = columns.map { $0[row] == "-" ? nil : String($0[row]) }
    var post = ContentPost(
      id: "post\(row)", account: words[0] ?? "", platform: words[1] ?? "")
    post.content = words[2]
    post.postedAt = try words[3].map { Timestamp(Int64(try number(Substring($0)) * 1_000_000)) }
    post.duration = try words[4].map { try number(Substring($0)) }
    post.ad = words[5].map { $0 == "1" }
    post.sound = words[6]
    post.hashtags = words[7].map { $0.split(separator: ",").map(String.init) } ?? []
    post.views = words[8].flatMap { Int64($0) }
    post.plays = words[9].flatMap { Int64($0) }
    post.likes = words[10].flatMap { Int64($0) }
    post.comments = words[11].flatMap { Int64($0) }
    post.shares = words[12].flatMap { Int64($0) }
    post.saves = words[13].flatMap { Int64($0) }
    return post
  }
}

/// A number, or `nan` where there is none.
func orNone(_ number: Double?) -> Double { number ?? .nan }
