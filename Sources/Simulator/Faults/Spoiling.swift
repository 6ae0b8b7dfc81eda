import MicroHTTPServer

/// What becomes of a good answer under a fault that is not the upstream's own word.
struct Spoiling {
  let rule: FaultPlan.Rule
  let likeNames: Set<String>

  /// The answer with the fault, ready to travel.
  func response(_ page: Page) -> OutgoingResponse {
    let page = spoiled(page)
    return OutgoingResponse(
      status: page.status, headers: page.headers, body: page.body, delivery: delivery(page))
  }

  private func delivery(_ page: Page) -> OutgoingResponse.Delivery {
    switch rule.fault {
    case .slow: .slow(milliseconds: rule.argument ?? 2000)
    case .dripping:
      // Twenty pieces, so that the whole takes as long as twenty waits, however long the body.
      .dripping(bytesPerChunk: max(1, page.body.count / 20), milliseconds: rule.argument ?? 100)
    case .cut: .cut(afterBytes: rule.argument ?? page.body.count / 2)
    default: .plain
    }
  }

  private func spoiled(_ page: Page) -> Page {
    var page = page
    switch rule.fault {
    case .malformed: page.body.removeLast(page.body.count * 2 / 5)
    case .empty: page.body = []
    case .html: page = Self.challenge
    case .huge: page.body = grown(page.body)
    case .deep: page.body = nested
    case .schemaChanged, .missingFields, .hiddenLikes, .nulls, .hugeNumbers, .invalidUTF8:
      page.body = rewritten(page)
    default: break
    }
    return page
  }

  /// What an upstream sends to a visitor that it takes for a robot.
  private static var challenge: Page {
    Page(
      html: "<!DOCTYPE html><html><head><title>Just a moment...</title></head>"
        + "<body><h1>Checking your browser</h1><noscript>Enable JavaScript</noscript></body></html>\n"
    )
  }

  /// A good answer with blanks behind it.
  private func grown(_ body: [UInt8]) -> [UInt8] {
    let size = min(rule.argument ?? 64 << 20, 1 << 30)
    return body + Array(repeating: UInt8(ascii: " "), count: max(0, size - body.count))
  }

  private var nested: [UInt8] {
    let depth = min(rule.argument ?? 100_000, 10_000_000)
    return Array("{\"data\":".utf8) + Array(repeating: UInt8(ascii: "["), count: depth)
      + Array(repeating: UInt8(ascii: "]"), count: depth) + [UInt8(ascii: "}")]
  }

  private func rewritten(_ page: Page) -> [UInt8] {
    guard let range = page.json else {
      return MarkupRewriter(fault: rule.fault, likeNames: likeNames).rewritten(page.body)
    }
    var rewriter = JSONRewriter(page.body[range], fault: rule.fault, likeNames: likeNames)
    return page.body[..<range.lowerBound] + rewriter.rewritten() + page.body[range.upperBound...]
  }
}
