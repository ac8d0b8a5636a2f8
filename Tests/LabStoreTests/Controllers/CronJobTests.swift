import Documents
import Kubernetes
import Synchronization
import Testing

@testable import LabStore

@Suite(.timeLimit(.minutes(5))) struct CronJobTests {
  private static let cronJobs = "/apis/batch/v1/namespaces/default/cronjobs"
  private static let jobs = "/apis/batch/v1/namespaces/default/jobs"

  private static func cronJob(_ spec: Object) -> Value {
    var all: Object = [
      "schedule": "* * * * *",
      "jobTemplate": [
        "metadata": ["labels": ["l": "x"], "annotations": ["a": "y"]],
        "spec": [
          "template": [
            "spec": [
              "restartPolicy": "Never", "containers": [["name": "c", "image": "i"]],
              "automountServiceAccountToken": false,
            ]
          ]
        ],
      ],
    ]
    for (key, value) in spec { all[key] = value }
    return ["apiVersion": "batch/v1", "kind": "CronJob", "metadata": ["name": "tick"], "spec": .object(all)]
  }

  /// A store whose controller of CronJobs is called by hand, at times that the test chooses.
  private struct Bench {
    let client = StoreClient()
    /// The minute after the one in which the CronJob was made.
    private(set) var minute: Int64 = 0

    init(_ spec: Object) async throws {
      let made = try await client.send("POST", CronJobTests.cronJobs, CronJobTests.cronJob(spec))
      #expect(made.status == 201)
      minute = (KubernetesObject(made.body).creationTimestamp?.seconds ?? 0) / 60 + 1
    }

    /// Looks at the CronJob some minutes and seconds after `minute`.
    func look(after minutes: Int64, seconds: Int64 = 0) async throws {
      let time = KubernetesTime(seconds: (minute + minutes) * 60 + seconds)
      let controller = CronJobController { time }
      let reminders = Reminders(client.store.deadlines) { _ in }
      let answer = try await client.send("GET", "\(CronJobTests.cronJobs)/tick")
      let change = Change(
        kind: .modified, key: CronJobController.key, namespace: "default", name: "tick", revision: 0,
        object: answer.body)
      await controller.reconcile(
        change, client: ControllerClient(store: client.store, controller: controller, reminders: reminders))
    }

    /// Which minutes have a job, counted from `minute`.
    func started() async throws -> [Int64] {
      let list = try await client.send("GET", CronJobTests.jobs)
      return (list.body["items"]?.array ?? []).compactMap { job in
        Int64(KubernetesObject(job).name.dropFirst("tick-".count)).map { $0 - minute }
      }
    }

    func status() async throws -> Value? {
      try await client.send("GET", "\(CronJobTests.cronJobs)/tick").body["status"]
    }

    func finish(_ minutes: Int64, as outcome: String = "Complete") async throws {
      let time = Value.string(KubernetesTime(seconds: (minute + minutes) * 60 + 10).description)
      let path = "\(CronJobTests.jobs)/tick-\(minute + minutes)/status"
      var status: Object = [
        "startTime": time, "conditions": [["type": .string(outcome), "status": "True", "reason": "r"]],
      ]
      if outcome == "Complete" { status["completionTime"] = time }
      let answer = try await client.send(
        "PATCH", path, ["status": .object(status)], type: "application/merge-patch+json")
      #expect(answer.status == 200, "\(answer.body)")
    }
  }

  @Test("a job comes at its time, owned, and with the time in its zone; when it is over, it is active no more")
  func timer() async throws {
    let start = KubernetesTime.now
    let ahead = Duration.seconds(60 - start.seconds % 60) - .nanoseconds(start.nanoseconds) - .milliseconds(100)
    var configuration = LabStore.Configuration()
    configuration.timeOfDay = { KubernetesTime.now + ahead }
    try await StoreClient.withControllers(configuration) { try await Self.checkFirstJob($0) }
  }

  private static func checkFirstJob(_ client: StoreClient) async throws {
    let events = try await client.watch("\(Self.jobs)?watch=true")
    let changes = try await client.watch("\(Self.cronJobs)?watch=true")
    let made = try await client.send("POST", Self.cronJobs, Self.cronJob(["timeZone": "Asia/Kolkata"]))
    var job = KubernetesObject(.null)
    for try await event in events where event["type"] == "ADDED" {
      job = KubernetesObject(event["object"] ?? .null)
      break
    }
    #expect(job.label("l") == "x")
    #expect(job.annotation("a") == "y")
    #expect(job.controller == KubernetesObject(made.body).ownerReference())
    let scheduled = try #require(job.annotation(CronJobController.timestamp))
    #expect(scheduled.hasSuffix("+05:30"))
    let time = try #require(KubernetesTime(scheduled))
    #expect(job.name == "tick-\(time.seconds / 60)")
    for try await event in changes {
      guard let status = event["object"]?["status"], status["lastSuccessfulTime"] != nil else { continue }
      #expect(status["lastScheduleTime"] == .string(time.description))
      #expect(status["active"] == nil)
      break
    }
  }

  @Test(
    "what happens while a job runs depends on the policy",
    arguments: [("Allow", [0, 1, 3]), ("Forbid", [0]), ("Replace", [3])] as [(String, [Int64])])
  func policies(policy: String, expected: [Int64]) async throws {
    let bench = try await Bench(["concurrencyPolicy": .string(policy)])
    for minutes in [-1, 0, 1, 3] as [Int64] { try await bench.look(after: minutes, seconds: 2) }
    #expect(try await bench.started() == expected)
    #expect(try await bench.status()?["active"]?.array?.count == expected.count)
  }

  @Test("a forbidden job starts as soon as the one before it is over") func forbidden() async throws {
    let bench = try await Bench(["concurrencyPolicy": "Forbid"])
    try await bench.look(after: 0)
    try await bench.look(after: 2)
    try await bench.finish(0)
    try await bench.look(after: 2, seconds: 30)
    #expect(try await bench.started() == [0, 2])
  }

  @Test("one time has one job, however often it is looked at") func once() async throws {
    let bench = try await Bench([:])
    for seconds in [0, 1, 59] as [Int64] { try await bench.look(after: 0, seconds: seconds) }
    try await bench.finish(0)
    try await bench.client.send("DELETE", "\(Self.jobs)/tick-\(bench.minute)?propagationPolicy=Background")
    try await bench.look(after: 0, seconds: 59)
    #expect(try await bench.started() == [])
  }

  @Test("a suspended one starts nothing, and later what it missed last") func suspended() async throws {
    let bench = try await Bench(["suspend": true])
    try await bench.look(after: 5)
    #expect(try await bench.started() == [])
    try await bench.client.send(
      "PATCH", "\(Self.cronJobs)/tick", ["spec": ["suspend": false]], type: "application/merge-patch+json")
    try await bench.look(after: 6, seconds: 40)
    #expect(try await bench.started() == [6])
  }

  @Test(
    "nothing is started later than the deadline allows",
    arguments: [(29, []), (31, [4]), (.max, [4])] as [(Int64, [Int64])])
  func deadline(seconds: Int64, expected: [Int64]) async throws {
    let bench = try await Bench(["startingDeadlineSeconds": .integer(seconds)])
    try await bench.look(after: 4, seconds: 30)
    #expect(try await bench.started() == expected)
  }

  @Test("the oldest jobs that are over go") func history() async throws {
    let bench = try await Bench(["successfulJobsHistoryLimit": 2, "failedJobsHistoryLimit": 0])
    for minutes in 0..<5 as Range<Int64> {
      try await bench.look(after: minutes)
      try await bench.finish(minutes, as: minutes == 3 ? "Failed" : "Complete")
    }
    try await bench.look(after: 4, seconds: 30)
    #expect(try await bench.started() == [2, 4])
    let last = KubernetesTime(seconds: (bench.minute + 4) * 60 + 10).description
    #expect(try await bench.status()?["lastSuccessfulTime"] == .string(last))
  }
}
