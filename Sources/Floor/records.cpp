// What an answer of the upstream becomes.
#include "statements.h"

#include <algorithm>

static std::string_view text(simdjson::simdjson_result<Element> value) {
  std::string_view found;
  return value.get(found) == simdjson::SUCCESS ? found : std::string_view();
}

static std::optional<std::string_view> filled(simdjson::simdjson_result<Element> value) {
  const std::string_view found = text(value);
  return found.empty() ? std::nullopt : std::optional(found);
}

static int64_t number(simdjson::simdjson_result<Element> value) {
  int64_t found = 0;
  return value.get(found) == simdjson::SUCCESS ? found : 0;
}

static bool flag(simdjson::simdjson_result<Element> value) {
  bool found = false;
  return value.get(found) == simdjson::SUCCESS && found;
}

// MARK: Accounts

// The provenance of a count that the upstream abbreviates: 5 and the exponent of its step.
static int64_t rounding(int64_t count) {
  const auto code = [&](int64_t step, int64_t exponent) { return count % step == 0 ? 5 + exponent : 0; };
  if (count < 10000) return 0;
  if (count < 1000000) return code(100, 2);
  if (count < 1000000000) return code(100000, 5);
  return code(100000000, 8);
}

void Store::storeProfile(Account &account, Element data, int64_t moment) {
  const Element user = data["user"], stats = data["stats"];
  account.id = text(user["id"]), account.secUID = text(user["secUid"]);
  const bool isPrivate = flag(user["privateAccount"]);
  const int64_t followers = number(stats["followerCount"]), following = number(stats["followingCount"]),
                likes = number(stats["heartCount"]), given = number(stats["diggCount"]);
  std::optional<int64_t> posts = number(stats["videoCount"]);
  const bool isHidden = isPrivate && posts == 0;
  if (isHidden) posts = std::nullopt;
  const bool givenIsHidden = given == 0 && !flag(user["openFavorite"]);
  const int64_t provenance = rounding(followers) | rounding(following) << 4 |
                             (isHidden ? 2 : rounding(*posts)) << 8 | rounding(likes) << 16;
  const int64_t more = (givenIsHidden ? 2 : rounding(given)) << 20;
  const std::optional<int64_t> likesGiven = givenIsHidden ? std::nullopt : std::optional(given);
  account.row = sql->insertAccount.insert(
      account.handle, account.id, text(user["nickname"]), "https://www.tiktok.com/@" + account.handle,
      text(user["avatarLarger"]), text(user["signature"]), int64_t(flag(user["verified"])), int64_t(isPrivate),
      followers, following, likes, posts, likesGiven, provenance, more, moment);
  sql->insertAccountIdentity("id", account.id, account.row);
  sql->insertAccountIdentity("sec_uid", account.secUID, account.row);
  sql->insertHandle(account.handle, account.row, moment);
  const time_t seconds = time_t(moment / 1000000);
  char date[11];
  std::strftime(date, sizeof date, "%Y-%m-%d", std::gmtime(&seconds));
  sql->insertSnapshot(account.row, date, moment, followers, following, likes, posts, likesGiven, provenance, more);
  total.followers += followers;
}

// MARK: Posts

// A number that stands for what was said.
class Digest {
  uint64_t state = 0x9e3779b97f4a7c15;

public:
  int64_t value() const { return int64_t(state ^ state >> 29); }

  Digest &operator<<(int64_t word) {
    const auto product = static_cast<unsigned __int128>(state ^ uint64_t(word)) * 0xa0761d6478bd642f;
    state = uint64_t(product >> 64) ^ (uint64_t(product) + 0xe7037ed1a0b428db);
    return *this;
  }

  Digest &operator<<(std::string_view text) {
    *this << int64_t(text.size());
    for (; text.size() >= 8; text.remove_prefix(8)) {
      int64_t word;
      std::memcpy(&word, text.data(), 8);
      *this << word;
    }
    int64_t rest = 0;
    std::memcpy(&rest, text.data(), text.size());
    return *this << rest;
  }
};

static std::string jsonArray(const std::vector<std::string_view> &texts) {
  std::string out = "[";
  for (std::string_view text : texts) {
    if (out.size() > 1) out += ',';
    out += '"';
    for (char byte : text) {
      if (byte == '"' || byte == '\\') out += '\\';
      out += byte;
    }
    out += '"';
  }
  return out += ']';
}

void Store::storePost(Account &account, Element post, int64_t moment) {
  const std::string_view id = text(post["video_id"]), caption = text(post["title"]);
  const Element author = post["author"];
  if (!account.isAuthorSeen) sql->updateAuthor(text(author["avatar"]), moment, account.row);
  account.isAuthorSeen = true;
  const std::optional<int64_t> sound = storeSound(post["music_info"], moment);
  if (sql->findPost.find(id)) fail("a post", "stood in two answers, which this floor does not know to merge");

  const int64_t views = number(post["play_count"]), likes = number(post["digg_count"]),
                comments = number(post["comment_count"]), shares = number(post["share_count"]),
                downloads = number(post["download_count"]), saves = number(post["collect_count"]),
                postedAt = number(post["create_time"]) * 1000000;
  std::vector<std::string_view> pictures;
  simdjson::dom::array images;
  if (post["images"].get(images) == simdjson::SUCCESS)
    for (Element image : images) pictures.push_back(image.get_string());
  const bool isVideo = pictures.empty();
  const std::optional<int64_t> count = isVideo ? std::nullopt : std::optional(int64_t(pictures.size()));
  const std::optional<int64_t> duration = isVideo ? std::optional(number(post["duration"]) * 1000) : std::nullopt;
  const std::string url =
      "https://www.tiktok.com/@" + account.handle + (isVideo ? "/video/" : "/photo/") + std::string(id);
  const std::string_view kind = isVideo ? "video" : pictures.size() > 1 ? "carousel" : "image";
  const std::optional<std::string_view> cover = filled(post["cover"]), region = filled(post["region"]),
                                        media = isVideo ? filled(post["play"]) : pictures[0];
  const std::optional<std::string> all = pictures.size() > 1 ? std::optional(jsonArray(pictures)) : std::nullopt;
  const int64_t isPinned = number(post["is_top"]), isAd = flag(post["is_ad"]);
  Digest content, numbers;
  content << id << url << caption << kind << count.value_or(0) << cover.value_or("") << media.value_or("")
          << all.value_or("") << duration.value_or(0) << isPinned << isAd << region.value_or("") << postedAt;
  numbers << likes << comments << views << shares << saves << downloads;

  const int64_t row = sql->insertPost.insert(
      id, account.row, postedAt, sound, content.value(), numbers.value(), moment, views, likes, comments, shares,
      saves, downloads, kind, count, duration, isPinned, isAd, region, url, caption, cover, media, all);
  sql->insertMetrics(row, moment, views, likes, comments, shares, saves, downloads);
  sql->insertPostIdentity(id, row);
  const Sums sums{0, 1, views, likes, comments, shares, saves};
  total.posts += 1, total.views += views, total.likes += likes, total.comments += comments;
  total.shares += shares, total.saves += saves;
  const int64_t reached[] = {postedAt, views, likes, comments, shares};
  for (size_t peak = 0; peak < peaks.size(); peak++) peaks[peak] = std::max(peaks[peak], reached[peak]);
  storeTags(row, caption, sums, moment);
  std::string_view mentions = text(post["mentioned_users"]);
  for (int64_t position = 0; !mentions.empty(); position++) {
    const size_t end = std::min(mentions.find(','), mentions.size());
    sql->insertMention(row, position, mentions.substr(0, end), moment);
    mentions.remove_prefix(std::min(end + 1, mentions.size()));
  }
}

int64_t Store::storeSound(Element sound, int64_t moment) {
  const std::string_view id = text(sound["id"]), title = text(sound["title"]), author = text(sound["author"]),
                         play = text(sound["play"]), cover = text(sound["cover"]);
  const std::optional<std::string_view> album = filled(sound["album"]);
  const int64_t duration = number(sound["duration"]) * 1000, isOriginal = flag(sound["original"]);
  std::string said;
  for (std::string_view part : {title, author, play, cover, album.value_or("")}) said.append(part) += '\n';
  said += std::to_string(duration * 2 + isOriginal);
  auto &[row, known] = sounds[std::string(id)];
  if (row == 0) {
    row = sql->insertSound.insert(id, title, author, album, duration, isOriginal, play, cover, moment);
    known = said;
  } else if (known != said) {
    fail("a sound", "stood differently in two answers, which this floor does not know to merge");
  }
  return row;
}

// Letters, digits, "_", and beyond ASCII all but the blocks that symbols and pictures stand in.
static bool isWord(unsigned char byte) { return std::isalnum(byte) || byte == '_' || (byte >= 0x80 && byte < 0xF0); }

void Store::storeTags(int64_t post, std::string_view caption, const Sums &sums, int64_t moment) {
  std::vector<int64_t> seen;
  for (size_t at = caption.find('#'); at != std::string_view::npos; at = caption.find('#', at + 1)) {
    size_t end = at + 1;
    while (end < caption.size() && isWord(static_cast<unsigned char>(caption[end]))) end++;
    std::string name(caption.substr(at + 1, end - at - 1));
    for (char &byte : name) byte = char(std::tolower(static_cast<unsigned char>(byte)));
    if (name.empty()) continue;
    int64_t &tag = tags[name];
    if (tag == 0) tag = sql->insertTag.insert(name, moment);
    if (std::find(seen.begin(), seen.end(), tag) != seen.end()) continue;
    sql->linkTag(post, tag, int64_t(seen.size()));
    seen.push_back(tag);
    Sums &all = tagSums[tag];
    all.posts += 1, all.views += sums.views, all.likes += sums.likes;
    all.comments += sums.comments, all.shares += sums.shares;
  }
}
