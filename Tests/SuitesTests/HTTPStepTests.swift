import Documents
import Plans
import Testing

@testable import Suites

@Suite struct HTTPStepTests {
  @Test("requests of RESTCONF and answers in pages are read")
  func forms() throws {
    let files = try MarkedFiles([
      "suite.yaml": Self.suite(
        """
        {restconf: {endpoint: smf, get: "plugfest-apn:access-points/access-point=${run.namespace}", status: 404, within: 5s}},
        {restconf: {endpoint: smf, root: /rests, put: "plugfest-apn:access-points", body: {}, as: made}},
        {restconf: {endpoint: smf, get: /, that: ["${made.status == 204}"]}},
        {http: {endpoint: netbox, get: /api/ipam/prefixes/, pages: {next: next, items: results, limit: 3}, as: all}},
        {http: {get: "https://a/${size(all.body)}", pages: {}, expect: [{a: 1}]}}
        """)
    ])
    let steps = try SuiteLoader.load(files.path("suite.yaml")).suite.cases[0].steps
    let requests = steps.compactMap { step in
      if case .http(let request) = step.operation { request } else { nil }
    }
    #expect(
      requests.map(\.convention) == [
        .restconf(root: "/restconf"), .restconf(root: "/rests"), .restconf(root: "/restconf"), .plain, .plain,
      ])
    #expect(requests[0].status == 404 && requests[0].within == .seconds(5) && requests[0].endpoint == "smf")
    #expect(steps[1].name == "restconf PUT plugfest-apn:access-points")
    #expect(requests[3].pages?.next?.description == "next" && requests[3].pages?.limit == 3)
    #expect(requests[4].pages?.next == nil && requests[4].pages?.items == nil)
  }

  @Test("mistakes in requests", arguments: mistakes)
  func diagnose(mistake: Mistake) throws {
    let messages = try SuiteLoaderTests.diagnose(Self.suite(mistake.text))
    #expect(messages == mistake.messages, "\(messages)")
  }

  static let mistakes: [Mistake] = [
    Mistake(
      "no endpoint, and a URL for a path", "{restconf: 1️⃣{get: 2️⃣'https://a/restconf/data'}}",
      [
        "1️⃣ error: missing field \"endpoint\" in restconf: expected a string that is not empty",
        "2️⃣ error: \"https://a/restconf/data\" is no path of data\n  begin it with a module and one of its nodes, as in MODULE:NODE/LIST=KEY",
      ]),
    Mistake(
      "the root in the path", "{restconf: {endpoint: smf, get: 1️⃣/restconf/data/a:b}}",
      [
        "1️⃣ error: \"/restconf/data/a:b\" is no path of data\n  begin it with a module and one of its nodes, as in MODULE:NODE/LIST=KEY"
      ]),
    Mistake(
      "no module", "{restconf: {endpoint: smf, delete: 1️⃣access-points/access-point=x}}",
      ["1️⃣ error: the first node of a path needs its module\n  MODULE:access-points/access-point=x"]),
    Mistake(
      "near names", "{restconf: {endpoint: smf, get: 'a:b', 1️⃣roof: /r, 2️⃣expects: {}}}",
      [
        "1️⃣ error: unknown field \"roof\" in restconf\n  did you mean \"root\"?",
        "2️⃣ error: unknown field \"expects\" in restconf\n  did you mean \"expect\"?",
      ]),
    Mistake(
      "types", "{restconf: {endpoint: smf, get: 'a:b', 1️⃣body: {}, 2️⃣root: restconf, status: 3️⃣99}}",
      [
        "1️⃣ error: a get request has no body",
        "2️⃣ error: \"root\" must begin with a slash",
        "3️⃣ error: \"status\" must be an integer from 100 to 599, not 99",
      ]),
    Mistake(
      "pages", "{http: {get: 'http://a', pages: {next: 1️⃣5, 2️⃣item: results, limit: 3️⃣0}, as: x}}",
      [
        "1️⃣ error: \"next\" must be a path such as status.lastSync, not 5",
        "2️⃣ error: unknown field \"item\" in pages\n  did you mean \"items\"?",
        "3️⃣ error: \"limit\" must be an integer from 1 to 10000, not 0",
      ]),
    Mistake(
      "pages of a post", "{http: {post: 'http://a', 1️⃣pages: {}}}",
      ["1️⃣ error: only the answer to a get comes in pages"]),
    Mistake(
      "a path without an endpoint, and no path with one", "{http: {get: 1️⃣/a}}, {http: {endpoint: netbox, get: 2️⃣a/b}}",
      [
        "1️⃣ error: \"/a\" is no URL of HTTP\n  begin it with https://, http:// or ${lab.endpoints.NAME.url}",
        "2️⃣ error: \"a/b\" is no URL of HTTP\n  begin it with https://, http://, or with a slash for a path of the endpoint",
      ]),
    Mistake(
      "a credential in the suite",
      "{http: {get: 'http://a', headers: {1️⃣Authorization: Token 0123, Accept: a}, status: 200}}, {http: {get: 'http://a', headers: {authorization: \"Token ${lab.endpoints.a.token}\"}, status: 200}}",
      [
        "1️⃣ warning: a credential stands in the suite\n  name the lab's endpoint, which knows it: endpoint: NAME"
      ]),
  ]

  private static func suite(_ steps: String) -> String {
    SuiteFileTests.head + "spec:\n  cases:\n  - {name: a, id: a, timeout: 1m, steps: [\(steps)]}"
  }
}
