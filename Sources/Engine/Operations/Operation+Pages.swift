import Documents
import Plans
import Southbound
import Verdicts

extension CaseContext {
  /// Follows an answer from page to page.
  ///
  /// - Returns: the items of all pages, in their order.
  /// - Throws: also when there are more pages than allowed, as a list that is cut off would be taken for a whole one.
  func join(
    _ pages: Step.Operation.HTTPRequest.Pages, _ operation: Step.Operation.HTTPRequest, _ first: HTTPProbe.Request,
    _ response: HTTPProbe.Response, limit: ContinuousClock.Instant
  ) async throws -> [Value] {
    var (request, page) = (first, response)
    var items = try Self.items(of: page, pages, request)
    var seen: Set<String> = [request.url]
    while let next = try Self.next(after: page, pages, request) {
      guard seen.count < pages.limit else {
        throw Failure(
          .unexpectedResponse, "GET \(first.url): there are more than \(pages.limit) pages",
          remedy: "ask for larger pages, or raise the \"limit\" of \"pages\"")
      }
      guard seen.insert(next).inserted else {
        throw Failure(.unexpectedResponse, "GET \(request.url): the next page is \(next), which was read already")
      }
      // The credential of the first page goes along only where it belongs.
      request = HTTPProbe.Request(
        method: "GET", url: next, headers: first.headers.filter { $0.name.lowercased() != "authorization" })
      prepare(&request, endpoint: operation.endpoint)
      page = try await ask(request, operation, limit: limit)
      let wrong = try mismatches(ofStatus: page, operation)
      guard wrong.isEmpty else { throw Self.failure(wrong, request, page) }
      items += try Self.items(of: page, pages, request)
    }
    return items
  }

  private static func items(
    of page: HTTPProbe.Response, _ pages: Step.Operation.HTTPRequest.Pages, _ request: HTTPProbe.Request
  ) throws -> [Value] {
    let found = pages.items.map { page.body[$0] } ?? page.body
    if let items = found?.array { return items }
    let place = pages.items.map { "\"\($0)\" of the page" } ?? "the page"
    throw Failure(
      .unexpectedResponse, "GET \(request.url): \(place) is no list, but \(found?.excerpt ?? "missing")",
      remedy: "say where the list is: pages: {items: PATH}")
  }

  /// The URL of the next page; nil on the last.
  private static func next(
    after page: HTTPProbe.Response, _ pages: Step.Operation.HTTPRequest.Pages, _ request: HTTPProbe.Request
  ) throws -> String? {
    let target: String?
    if let path = pages.next {
      let found = page.body[path] ?? .null
      guard found.isNull || found.string != nil else {
        throw Failure(.unexpectedResponse, "GET \(request.url): \"\(path)\" is no URL, but \(found.excerpt)")
      }
      target = found.string.flatMap { $0.isEmpty ? nil : $0 }
    } else {
      target = page.headers["link"].flatMap { LinkHeader.target("next", in: $0) }
    }
    guard let target else { return nil }
    guard let url = LinkHeader.resolved(target, against: request.url) else {
      throw Failure(
        .unexpectedResponse, "GET \(request.url): the next page is \(target.quoted), which is no URL of HTTP")
    }
    return url
  }
}
