import Documents
import Plans
import Testing

@testable import LabStore

/// Which requests meet a fault: no clock and no socket in it.
@Suite struct FaultRulesTests {
  private static func subject(_ verb: String = "get", name: String = "a", agent: String = "t/1") -> FaultSubject {
    let request = APIRequest(
      method: ["create": "POST", "update": "PUT"][verb] ?? "GET", path: "/api/v1/namespaces/n/configmaps/\(name)")
    return FaultSubject(RequestInfo(request), user: UserInfo(name: "u"), userAgent: agent)
  }

  private static func injected(_ fault: Fault, requests: Int) -> [Bool] {
    var rules = FaultRules([fault])
    return (0..<requests).map { _ in !rules.faults(for: subject()).isEmpty }
  }

  private static func fault(_ change: (inout Fault) -> Void = { _ in }) -> Fault {
    var fault = Fault(name: "f", effect: .refusal(.internalError, retryAfter: nil))
    change(&fault)
    return fault
  }

  @Test("a fault happens so many times, and to every so many-th request")
  func frequency() {
    let twice = Self.injected(Self.fault { $0.frequency.times = 2 }, requests: 4)
    #expect(twice == [true, true, false, false])
    let third = Self.injected(Self.fault { $0.frequency.every = 3 }, requests: 7)
    #expect(third == [false, false, true, false, false, true, false])
    let once = Self.injected(
      Self.fault {
        $0.frequency.every = 2
        $0.frequency.times = 1
      }, requests: 4)
    #expect(once == [false, true, false, false])
  }

  @Test("chance is the same with the same seed, and about as likely as it should be")
  func probability() {
    let fault = Self.fault {
      $0.frequency.probability = 0.25
      $0.frequency.seed = 7
    }
    let first = Self.injected(fault, requests: 4_000)
    #expect(first == Self.injected(fault, requests: 4_000))
    #expect((800...1_200).contains(first.count { $0 }))
    let other = Self.injected(
      Self.fault {
        $0.frequency.probability = 0.25
        $0.frequency.seed = 8
      }, requests: 4_000)
    #expect(first != other)
  }

  @Test("latencies add up, and the first other fault is the last")
  func order() {
    let faults = [
      Fault(name: "slow", effect: .latency(.seconds(1))), Fault(name: "slower", effect: .latency(.seconds(2))),
      Fault(name: "broken", effect: .refusal(.internalError, retryAfter: nil)),
      Fault(name: "cut", effect: .reset(.before)),
    ]
    var rules = FaultRules(faults)
    #expect(rules.faults(for: Self.subject()).map(\.name) == ["slow", "slower", "broken"])
    #expect(rules.entries.map(\.injections) == [1, 1, 1, 0])
  }

  @Test("a fault chooses by verb, resource, place, user and user agent", arguments: Self.choices)
  func choice(choice: Choice) {
    var fault = Self.fault()
    choice.change(&fault.selector)
    let subject = FaultSubject(
      RequestInfo(
        APIRequest(method: "PUT", path: "/apis/apps/v1/namespaces/n/deployments/web/status")),
      user: UserInfo(name: "system:serviceaccount:n:robot"), userAgent: "kubectl/v1.36 (linux)")
    var rules = FaultRules([fault])
    #expect(rules.faults(for: subject).isEmpty == !choice.isChosen)
  }

  struct Choice: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var isChosen: Bool
    var change: @Sendable (inout Fault.Selector) -> Void

    init(_ name: String, _ isChosen: Bool, _ change: @escaping @Sendable (inout Fault.Selector) -> Void) {
      testDescription = name
      self.isChosen = isChosen
      self.change = change
    }
  }

  static let choices: [Choice] = [
    Choice("anything", true) { _ in }, Choice("its verb", true) { $0.verbs = [.create, .update] },
    Choice("other verbs", false) { $0.verbs = [.create, .get] }, Choice("its group", true) { $0.group = "apps" },
    Choice("the core group", false) { $0.group = "" }, Choice("its resource", true) { $0.resource = "deployments" },
    Choice("another resource", false) { $0.resource = "pods" },
    Choice("its subresource", true) { $0.subresource = "status" },
    Choice("the object itself", false) { $0.subresource = "" }, Choice("its namespace", true) { $0.namespace = "n" },
    Choice("another namespace", false) { $0.namespace = "kube-*" }, Choice("its name", true) { $0.name = "w*" },
    Choice("another name", false) { $0.name = "x*" },
    Choice("its user", true) { $0.user = "system:serviceaccount:*:robot" },
    Choice("another user", false) { $0.user = "kubernetes-admin" },
    Choice("its user agent", true) { $0.userAgent = "kubectl/*" },
    Choice("another user agent", false) { $0.userAgent = "helm/*" },
    Choice("all but one that fit", false) {
      $0.resource = "deployments"
      $0.userAgent = "kubectl/*"
      $0.user = "alice"
    },
  ]

  @Test("what a fault cannot happen to does not count")
  func verbs() {
    var stale = Fault(name: "stale", effect: .stale(changes: 1))
    stale.frequency.times = 1
    var rules = FaultRules([stale])
    #expect(rules.faults(for: Self.subject("update")).isEmpty)
    #expect(rules.faults(for: Self.subject("get")).count == 1)
  }

  @Test(
    "patterns",
    arguments: [
      ("a", "a", true), ("a", "ab", false), ("a*", "ab", true), ("*b", "ab", true), ("*", "", true),
      ("a*a", "a", false),
      ("a*c*e", "abcde", true), ("a*c*e", "abdde", false), ("", "", true), ("", "a", false), ("**", "x", true),
    ])
  func wildcard(pattern: String, text: String, matches: Bool) {
    #expect(Wildcard.matches(pattern, text) == matches)
  }

  @Test(
    "a fault reads as it was written",
    arguments: [
      "{name: a, inject: {latency: 200ms}}",
      "{name: a, when: {verbs: [create, update], group: apps, resource: deployments, subresource: status}, inject: {status: 409}}",
      "{name: a, when: {namespace: n, name: x, user: u, userAgent: k*}, times: 3, inject: {status: 429, retryAfter: 1s}}",
      "{name: a, every: 2, inject: {reset: after}}", "{name: a, probability: 0.5, seed: 3, inject: {stale: 4}}",
      "{name: a, inject: {restart: {history: forgotten}}}",
      "{name: a, inject: {restart: {history: kept, certificate: expired}}}", "{name: a, inject: {events: drop}}",
      "{name: a, inject: {eventDelay: 1.5s}}",
    ])
  func roundTrip(text: String) throws {
    let node = try YAML.parse(text, file: "lab.yaml")[0]
    let diagnostics = DiagnosticCollector()
    let fault = try #require(Fault.read(node, number: 1, diagnostics))
    #expect(diagnostics.diagnostics.all.isEmpty)
    #expect(fault.value == node.value)
  }

  @Test("every mistake in a fault is told with its place")
  func mistakes() throws {
    let text = """
      - {name: a, inject: {status: 418}}
      - {name: b, when: {verbs: [gte]}, inject: {latency: 5}}
      - {name: c, when: {verbs: [create]}, inject: {stale: 1}}
      - {inject: {events: dropp}, tmes: 3}
      - {inject: {latency: 1s, reset: before}}
      - {name: d, inject: {reset: after}}
      - {name: d, inject: {reset: after}, probability: 2}
      - {name: e, inject: {restart: {certificate: old}}}
      """
    let diagnostics = DiagnosticCollector()
    _ = Fault.readAll(try YAML.parse(text, file: "lab.yaml")[0].items ?? [], diagnostics)
    let told = diagnostics.diagnostics.all.map { "\($0.place?.line ?? 0): \($0.message)" }
    #expect(
      told == [
        #"1: "status" must be one of 409, 410, 429, 500, 503, not 418"#,
        #"2: "latency" must be a duration, not 5"#,
        #"2: "verbs[0]" must be one of "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", not "gte""#,
        "3: this fault never happens to the verbs that it selects",
        #"4: "events" must be one of "drop", "cut", "expire", not "dropp""#,
        #"4: unknown field "tmes" in fault"#,
        #"5: inject needs exactly one of "latency", "status", "reset", "stale", "asOf", "restart", "events", "eventDelay"; here it has "latency" and "reset""#,
        #"7: "probability" must be a number from 0 to 1, not 2"#,
        #"8: "certificate" must be one of "current", "expired", "notYetValid", not "old""#,
      ])
  }
}
