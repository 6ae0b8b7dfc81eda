extension TimeZoneRules {
  /// The offset at a moment, in seconds east of UTC, and the time around it throughout which it stays.
  ///
  /// Who reads many moments need ask only where one is outside of that time.
  public func steady(at moment: Timestamp) -> (offset: Int, during: Range<Timestamp>) {
    let span = span(at: floorDivide(moment.microseconds, 1_000_000))
    return (Int(span.offset), Self.moment(span.from)..<Self.moment(span.to))
  }

  private static func moment(_ second: Int64) -> Timestamp {
    let (product, overflow) = second.multipliedReportingOverflow(by: 1_000_000)
    return Timestamp(overflow ? (second < 0 ? .min : .max) : product)
  }
}
