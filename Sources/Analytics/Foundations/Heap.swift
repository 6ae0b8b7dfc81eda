/// Elements of which the first by an order is at hand: a binary heap.
struct Heap<Element> {
  private(set) var elements: [Element] = []
  private let precedes: (Element, Element) -> Bool

  /// Creates an empty heap in the order of `precedes`.
  init(by precedes: @escaping (Element, Element) -> Bool) { self.precedes = precedes }

  /// The first element; `nil` where there is none.
  var first: Element? { elements.first }

  /// Takes in an element. Logarithmic.
  mutating func insert(_ element: Element) {
    elements.append(element)
    var child = elements.count - 1
    while child > 0, precedes(elements[child], elements[(child - 1) / 2]) {
      elements.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes out the first element, if there is one. Logarithmic.
  mutating func removeFirst() {
    guard let last = elements.popLast(), !elements.isEmpty else { return }
    elements[0] = last
    var parent = 0
    while 2 * parent + 1 < elements.count {
      var child = 2 * parent + 1
      if child + 1 < elements.count, precedes(elements[child + 1], elements[child]) { child += 1 }
      guard precedes(elements[child], elements[parent]) else { return }
      elements.swapAt(parent, child)
      parent = child
    }
  }
}
