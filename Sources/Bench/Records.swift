import FastJSON
import Foundation
import HostCore
import MetricSchema

extension Bench {
  /// Turns pages into records, normalises them, and lets Foundation's JSONDecoder read the same pages.
  func records() throws -> [Row] {
    let recorded = try page("/user/posts?unique_id=user0&count=35")
    let dense = try withoutBallast(recorded)
    return try measureReading(recorded, "page as the upstream sends it")
      + measureReading(
        dense, "dense page", wanted: ("≥ 600 000", "≥ 250 000", "≥ 10 ×"))
  }

  private func measureReading(
    _ page: [UInt8], _ name: String, wanted: (String, String, String) = ("", "", "")
  ) throws -> [Row] {
    let reader = try PageReader(page)
    let posts = Double(try reader.normalised().count)
    guard posts == Double(try decodedPosts(page)), posts > 0 else {
      throw Failure("JSONDecoder does not find the same posts")
    }
    let data = Data(page)
    var rates: [[Double]] = [[], [], []]
    for _ in 0..<options.rounds {
      rates[0].append(try rate(of: posts) { _ = try reader.emitted() })
      rates[1].append(try rate(of: posts) { _ = try reader.normalised() })
      rates[2].append(try rate(of: posts) { _ = try decode(data) })
    }
    let (records, normalised, decoder) = (median(rates[0]), median(rates[1]), median(rates[2]))
    let size = "\(page.count / Int(posts)) bytes a post"
    return [
      Row(
        name: "\(name), to records", value: records, unit: "posts/s",
        comparison: "\(size), \(times(records, decoder)) JSONDecoder", target: wanted.0),
      Row(
        name: "\(name), to normalised records", value: normalised, unit: "posts/s",
        comparison: "\(times(normalised, decoder)) JSONDecoder", target: wanted.1),
      Row(
        name: "\(name), JSONDecoder to structs", value: decoder, unit: "posts/s",
        target: wanted.2.isEmpty ? "" : "\(wanted.2) slower"),
    ]
  }

  /// Posts a second of a core where one run of `body` reads `posts` of them; it is run for a quarter of a second. What
  /// other processes take of the core does not count.
  private func rate(of posts: Double, _ body: () throws -> Void) throws -> Double {
    try body()
    var runs = 0.0
    let start = threadTime()
    while threadTime() - start < 0.25 {
      for _ in 0..<16 { try body() }
      runs += 16
    }
    return posts * runs / (threadTime() - start)
  }
}

/// Reads one page again and again, through the linked carrier.
struct PageReader {
  private let carrier: any Carrier
  private let answer: ReceivedAnswer
  private let request: ProviderRequest
  private let job = FetchJob(.posts, [Subject("user0")], limit: 35)
  private let normaliser = Normaliser(platform: "tiktok")

  init(_ page: [UInt8], _ kind: CarrierKind = .linked) throws {
    carrier = try BenchCarriers.make(kind)
    answer = ReceivedAnswer(
      status: 200, headers: Headers([("content-type", "application/json")]), body: Body(page))
    guard let planned = try carrier.plan(job, in: callContext()).delivery().requests.first else {
      throw Failure("the provider plans nothing")
    }
    request = planned
  }

  /// What the plugin emits: records in their wire form.
  func emitted() throws -> CallOutput {
    try carrier.parse(answer, to: request, of: job, in: callContext())
  }

  /// The records, read from their wire form and completed.
  func normalised() throws -> [Record] {
    var delivery = try emitted().delivery()
    if let failure = delivery.diagnostics.first?.message { throw Failure(failure) }
    return normaliser.normalise(exchange(&delivery.records, with: []))
  }
}

func callContext() -> CallContext {
  let moment = wallClock().microseconds
  return CallContext(now: moment, deadline: moment + 10_000_000)
}

// MARK: - The same page by JSONDecoder

private func decode(_ page: Data) throws -> [DecodedPost] {
  try JSONDecoder().decode(DecodedPage.self, from: page).data.videos
}

private func decodedPosts(_ page: [UInt8]) throws -> Int { try decode(Data(page)).count }

private struct DecodedPage: Decodable {
  var data: DecodedList
}

private struct DecodedList: Decodable {
  var videos: [DecodedPost]
  var hasMore: Bool
}

/// The members that the plugin reads.
private struct DecodedPost: Decodable {
  var videoID: String
  var region: String
  var title: String
  var cover: String
  var duration: Int64
  var play: String
  var musicInfo: DecodedSound
  var playCount: Int64
  var diggCount: Int64
  var commentCount: Int64
  var shareCount: Int64
  var downloadCount: Int64
  var collectCount: Int64
  var createTime: Int64
  var isAd: Bool
  var mentionedUsers: String?
  var author: DecodedAuthor
  var images: [String]?
  var isTop: Int

  enum CodingKeys: String, CodingKey {
    case region, title, cover, duration, play, author, images
    case videoID = "video_id"
    case musicInfo = "music_info"
    case playCount = "play_count"
    case diggCount = "digg_count"
    case commentCount = "comment_count"
    case shareCount = "share_count"
    case downloadCount = "download_count"
    case collectCount = "collect_count"
    case createTime = "create_time"
    case isAd = "is_ad"
    case mentionedUsers = "mentioned_users"
    case isTop = "is_top"
  }
}

private struct DecodedSound: Decodable {
  var id: String
  var title: String
  var play: String
  var cover: String
  var author: String
  var original: Bool
  var duration: Int64
  var album: String

  enum CodingKeys: String, CodingKey {
    case id, title, play, cover, author, original, duration, album
  }
}

private struct DecodedAuthor: Decodable {
  var id: String
  var uniqueID: String
  var nickname: String
  var avatar: String

  enum CodingKeys: String, CodingKey {
    case id, nickname, avatar
    case uniqueID = "unique_id"
  }
}
