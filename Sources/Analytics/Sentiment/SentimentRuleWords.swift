/// The words that the rules of the method name: what raises or lowers the next word, what negates it, and the phrases that
/// have a sentiment of their own.
///
/// They are facts of the method: C. J. Hutto and E. E. Gilbert, *VADER: A Parsimonious Rule-based Model for Sentiment
/// Analysis of Social Media Text*, ICWSM 2014, in the wording of the package vaderSentiment 3.3.2, whose licence says:
///
/// > The MIT License (MIT). Copyright (c) 2016 C.J. Hutto
/// >
/// > Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
/// > documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
/// > rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
/// > persons to whom the Software is furnished to do so, subject to the following conditions:
/// >
/// > The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
/// > Software.
/// >
/// > THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
/// > WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
/// > COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
/// > OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
enum SentimentRuleWords {
  /// How much a word before raises or lowers a rated word.
  static let degree = 0.293
  /// How much capitals raise a word where not all is in capitals.
  static let capitals = 0.733
  /// What a negation multiplies a rated word with.
  static let negation = -0.74

  /// Each trait with its words.
  static let traits: [(SentimentTraits, String)] = [
    (
      .raises,
      """
      absolutely amazingly awfully completely considerable considerably decidedly deeply effing enormous enormously entirely
      especially exceptional exceptionally extreme extremely fabulously flippin flipping frackin fracking frickin fricking
      friggin frigging fuckin fucking fuggin fugging fully greatly hella highly hugely incredible incredibly intensely major
      majorly more most particularly purely quite really remarkably so substantially thoroughly total totally tremendous
      tremendously uber unbelievably unusually utter utterly very
      """
    ),
    (
      .lowers,
      """
      almost barely hardly kind-of kinda kindof less little marginal marginally occasional occasionally partly scarce scarcely
      slight slightly somewhat sort-of sorta sortof
      """
    ),
    (
      .negates,
      """
      ain't aint aren't arent can't cannot cant couldn't couldnt daren't darent despite didn't didnt doesn't doesnt don't dont
      hadn't hadnt hasn't hasnt haven't havent isn't isnt mightn't mightnt mustn't mustnt needn't neednt neither never none
      nope nor not nothing nowhere oughtn't oughtnt rarely seldom shan't shant shouldn't shouldnt uh-uh uhuh wasn't wasnt
      weren't werent without won't wont wouldn't wouldnt
      """
    ),
    (.no, "no"), (.orNor, "or nor"), (.least, "least"), (.atOrVery, "at very"), (.but, "but"),
    (.kind, "kind"), (.of, "of"), (.never, "never"), (.soOrThis, "so this"), (.without, "without"),
    (.doubt, "doubt"),
  ]

  /// Phrases with the rating that replaces that of a rated word in or after them.
  static let rated: [(String, Double)] = [
    ("the shit", 3), ("the bomb", 3), ("bad ass", 1.5), ("bus stop", 0), ("yeah right", -2),
    ("kiss of death", -1.5), ("to die for", 3), ("beating heart", 3.5),
  ]

  /// Phrases of two words that lower a rated word after them.
  static let lowering = ["just enough", "kind of", "sort of"]
}
