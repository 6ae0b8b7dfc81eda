import MetricSchema

/// Reads a date, or a moment as RFC 3339 writes it; without a zone it is UTC. `nil` for anything else.
func moment(_ text: String) -> Timestamp? {
  var rest = Array(text.utf8)[...]
  guard let year = digits(&rest, 4), skip(&rest, "-"), let month = digits(&rest, 2),
    skip(&rest, "-"), let day = digits(&rest, 2)
  else { return nil }
  guard !rest.isEmpty else { return Timestamp(year: year, month: month, day: day) }
  guard skip(&rest, "T"), let hour = digits(&rest, 2), skip(&rest, ":"),
    let minute = digits(&rest, 2)
  else { return nil }
  var second = 0
  if skip(&rest, ":") {
    guard let found = digits(&rest, 2) else { return nil }
    second = found
  }
  var fraction = 0
  if skip(&rest, ".") {
    let places = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    rest = rest.dropFirst(places.count)
    for index in 0..<6 {
      let place = index < places.count ? places[places.startIndex + index] - UInt8(ascii: "0") : 0
      fraction = fraction * 10 + Int(place)
    }
  }
  guard let offset = zone(&rest), rest.isEmpty,
    let time = Timestamp(
      year: year, month: month, day: day, hour: hour, minute: minute, second: second,
      microsecond: fraction)
  else { return nil }
  return time + Int64(-offset) * Span.minute
}

/// Minutes east of UTC.
private func zone(_ text: inout ArraySlice<UInt8>) -> Int? {
  if text.isEmpty || skip(&text, "Z") { return 0 }
  let sign = skip(&text, "+") ? 1 : skip(&text, "-") ? -1 : 0
  guard sign != 0, let hours = digits(&text, 2), skip(&text, ":"), let minutes = digits(&text, 2)
  else { return nil }
  return sign * (hours * 60 + minutes)
}

private func skip(_ text: inout ArraySlice<UInt8>, _ character: Unicode.Scalar) -> Bool {
  guard text.first == UInt8(ascii: character) else { return false }
  text = text.dropFirst()
  return true
}

private func digits(_ text: inout ArraySlice<UInt8>, _ count: Int) -> Int? {
  let found = text.prefix(count)
  guard found.count == count,
    found.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
  else { return nil }
  text = text.dropFirst(count)
  return found.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
}
