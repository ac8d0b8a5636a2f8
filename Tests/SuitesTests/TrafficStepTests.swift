import Documents
import Plans
import Testing

@testable import Suites

@Suite struct TrafficStepTests {
  @Test("mistakes in steps about the traffic with systems outside", arguments: Self.mistakes)
  func diagnose(mistake: Mistake) throws {
    #expect(try SuiteLoaderTests.diagnose(Self.suite(mistake.text)) == mistake.messages)
  }

  private static func suite(_ steps: String) -> String {
    SuiteFileTests.head + "spec:\n  cases:\n  - {name: a, id: a, timeout: 1m, steps: [\(steps)]}"
  }

  static let mistakes: [Mistake] = [
    Mistake(
      "a fault that is none", "{southbound: {endpoint: netbox, fault: {1️⃣statsu: 503}}}",
      ["1️⃣ error: unknown field \"statsu\" in fault\n  did you mean \"status\"?"]),
    Mistake(
      "a success as a fault", "{southbound: {endpoint: netbox, fault: {status: 1️⃣200}}}",
      ["1️⃣ error: \"status\" must be an integer from 400 to 599, not 200"]),
    Mistake(
      "a fault that is not on", "{southbound: {endpoint: netbox, fault: {1️⃣reset: false}}}",
      ["1️⃣ error: \"reset\" can only be true; leave the step out otherwise"]),
    Mistake(
      "a name for what is no fault", "{southbound: {endpoint: netbox, clear: all, 1️⃣as: x}}",
      ["1️⃣ error: only a fault gets a name"]),
    Mistake(
      "an end of what has not begun", "{southbound: {endpoint: netbox, 1️⃣clear: outage}}",
      ["1️⃣ error: no step before this one began the fault \"outage\"\n  \"all\" clears whatever there is"]),
    Mistake(
      "a look at nothing", "{journal: 1️⃣{endpoint: netbox}}",
      ["1️⃣ error: journal expects nothing\n  give it \"count\", \"that\" or \"as\""]),
    Mistake(
      "a look of no time", "{journal: {endpoint: netbox, 1️⃣since: step, count: 0}}",
      ["1️⃣ error: nothing is asked in no time\n  say how long to look, \"for\", or look further back"]),
    Mistake(
      "two times", "{journal: {endpoint: netbox, count: 1, for: 1s, 1️⃣within: 2s}}",
      ["1️⃣ error: \"for\" looks all the time, \"within\" waits until it is so\n  keep one of them"]),
    Mistake(
      "a beginning that is none", "{journal: {endpoint: netbox, count: 1, since: 1️⃣wirte}}",
      ["1️⃣ error: \"wirte\" is no step before this one\n  did you mean \"write\"?"]),
  ]

  @Test(
    "a case is alone when it disturbs the candidate, or counts what is not its own",
    arguments: [
      ("{southbound: {endpoint: netbox, fault: {status: 503}}}", true),
      ("{journal: {endpoint: netbox, count: 0, for: 1s}}", true),
      ("{journal: {endpoint: netbox, count: 1, where: {path: /api/*}}}", true),
      ("{journal: {endpoint: netbox, count: 1, where: {body: '${run.namespace}'}}}", false),
      ("{journal: {endpoint: netbox, count: 1, where: {path: '*${run.namespace}*'}}}", false),
    ])
  func alone(_ step: String, _ isAlone: Bool) throws {
    let files = try MarkedFiles(["suite.yaml": Self.suite(step)])
    let item = try SuiteLoader.load(files.path("suite.yaml")).suite.cases[0]
    #expect(item.needsCandidateAlone == isAlone && item.trafficEndpoints == ["netbox"] && !item.controlsCandidate)
  }

  @Test("each fault is read as what it is", arguments: Self.effects)
  func effect(_ text: String, _ expected: TrafficFault.Effect) throws {
    let files = try MarkedFiles(["suite.yaml": Self.suite("{southbound: {endpoint: netbox, fault: \(text), times: 2}}")]
    )
    let step = try SuiteLoader.load(files.path("suite.yaml")).suite.cases[0].steps[0]
    guard case .southbound(let interference) = step.operation,
      case .fault(let effect, _, _, _, let times) = interference.action
    else {
      Issue.record("\(step.operation)")
      return
    }
    #expect(effect == expected && times == 2)
  }

  static let effects: [(String, TrafficFault.Effect)] = [
    ("{status: 429, retryAfter: 2s}", .status(429, retryAfter: .seconds(2), body: nil)),
    ("{status: 500, body: {detail: broken}}", .status(500, retryAfter: nil, body: ["detail": "broken"])),
    ("{latency: 100ms}", .latency(.milliseconds(100))),
    ("{timeout: true}", .timeout), ("{reset: true}", .reset), ("{refuse: true}", .refuse),
    ("{loseResponse: true}", .loseResponse), ("{slowBody: {bytesPerSecond: 50}}", .slowBody(bytesPerSecond: 50)),
    ("{certificate: wrongHost}", .certificate(.wrongHost)), ("{credential: expired}", .credentialExpired),
    ("{staleReads: 5s}", .staleReads(.seconds(5))),
    ("{rpcError: {tag: in-use, message: locked}}", .rpcError(tag: "in-use", message: "locked")),
  ]
}
