/// What posts are about.
struct Theme: Sendable {
  let name: String
  let tags: [String]
  let phrases: [Phrase]

  init(_ name: String, tags: [String], _ phrases: [Phrase]) {
    self.name = name
    self.tags = tags
    self.phrases = phrases
  }
}

/// A sentence and its language.
struct Phrase: Sendable, ExpressibleByStringLiteral {
  let text: String
  let language: String

  init(_ text: String, _ language: String) {
    self.text = text
    self.language = language
  }

  init(stringLiteral text: String) { self.init(text, "en") }
}

/// The words of the world, all invented.
enum Vocabulary {
  static let themes = [
    Theme(
      "cooking", tags: ["cooking", "easyrecipe", "dinner", "café", "foodlab"],
      [
        "Three ingredients, ten minutes, one pan", "My soup went wrong, so I made it a sauce",
        "How to keep basil alive for a month", "Testing the bread that needs no kneading",
        Phrase("今日のお昼ごはん", "ja"), Phrase("Un café et une tarte aux pommes", "fr"),
      ]),
    Theme(
      "music", tags: ["music", "newsong", "guitar", "studio", "coversong"],
      [
        "I wrote this chorus on a train", "The take we nearly deleted",
        "Playing the same riff on five guitars", "A quiet song for a loud day",
        Phrase("Ein Lied in einer Minute", "de"), Phrase("夏の終わりの歌", "ja"),
      ]),
    Theme(
      "travel", tags: ["travel", "nighttrain", "citywalk", "trilha", "slowtravel"],
      [
        "A weekend with one small bag", "The bridge that nobody photographs",
        "Night train, window seat, no signal", "What two euros buy in this market",
        Phrase("Uma trilha curta até a cachoeira", "pt"), Phrase("Ein Tag am See", "de"),
      ]),
    Theme(
      "running", tags: ["running", "morningrun", "10k", "trailrun", "training"],
      [
        "Day one of running before breakfast", "I ran every street of my town",
        "Shoes after 800 kilometres", "Why I walk the first kilometre",
        Phrase("Première course sous la pluie", "fr"), "Slow is a speed too",
      ]),
    Theme(
      "garden", tags: ["garden", "balcony", "tomatoes", "compost", "緑のある暮らし"],
      [
        "The tomatoes survived my holiday", "A balcony in ninety seconds",
        "Compost, honestly explained", "This seed was ten years old",
        Phrase("ベランダの小さな畑", "ja"), Phrase("Der erste Salat des Jahres", "de"),
      ]),
    Theme(
      "painting", tags: ["painting", "watercolour", "sketchbook", "arttips", "processvideo"],
      [
        "One brush, three colours", "Painting the same tree for a year",
        "The sketch looked better, as always", "How I mix a grey that is not dull",
        Phrase("Aquarelle au bord de l’eau", "fr"), "Mistakes I keep on purpose",
      ]),
    Theme(
      "making", tags: ["making", "woodwork", "repair", "smallworkshop", "toolsoftheday"],
      [
        "A chair from one plank", "Fixing a lamp that nobody could fix",
        "The joint that needs no glue & no screws", "Sharpening, without the mystery",
        Phrase("Uma cadeira, uma tarde", "pt"), "I measured twice and cut wrong \"anyway\"",
      ]),
    Theme(
      "cats", tags: ["cats", "catlife", "rescuecat", "猫", "petsofthenet"],
      [
        "He opens doors now", "Two cats, one box, no peace",
        "The vet said diet, the cat said no", "Bringing Miso home",
        Phrase("猫と雨の日", "ja"), "A cat reviews my new sofa <3",
      ]),
  ]

  static let emoji = ["✨", "😂", "🔥", "🎉", "🐈", "🌿", "🎸", "☕️", "👩‍🍳", "🏃🏽‍♀️", "🇧🇷", "❤️"]

  static let nameEndings = [
    "Makes", "Daily", "Öberg", "& Co", "Outside", "Tanaka 🌿", "Live", "Okafor",
  ]

  static let pastimes = [
    "long walks", "old radios", "strong coffee", "bad puns", "second-hand books", "trains",
  ]

  static let songs = [
    ("Paper Lanterns", "The Low Tides"), ("Kilometre Zero", "Nadia Brandt"),
    ("Half Past Summer", "Velvet Harbour"), ("Café de la Gare", "Louis & Louise"),
    ("Northbound", "Iron Meadow"), ("雨のち晴れ", "Aoi Mori"), ("Saudade 22", "Rua Sete"),
    ("Tin Roof", "Marlow Reed"), ("Second Breakfast", "The Kettle Club"), ("Glass Bees", "Ona"),
    ("Loop for Rainy Days", "Quiet Machines"), ("Orbit", "Sister Comet"),
  ]

  static let remarks = [
    "This made my day", "How long did that take?", "I tried it and it works", "The ending!",
    "Please do a longer version", "Not convinced, but it looks great", "Wait, how?",
    "Sending this to my sister", "Why is this so good", "I disagree, and I still watched twice",
    "Muito bom!", "すごい", "Endlich erklärt es jemand", "C’est magnifique", "Terrible idea. Love it.",
  ]

  static let thanks = [
    "Thank you for watching!", "About two hours, with breaks", "A longer one comes on Friday",
    "Good question, I will try it", "You made me laugh",
  ]
}
