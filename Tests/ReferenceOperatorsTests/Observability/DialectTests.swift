import Documents
import Kubernetes
import Testing

@testable import ObservabilityOperators

@Suite struct DialectTests {
  /// Of nothing at all.
  private static let nothing = TargetDirectory { _ in [] }

  private static func object(_ kind: String, _ spec: Value) -> KubernetesObject {
    let version = kind == "TelemetryProfile" ? "telemetry.plugfest.dev/v1" : "monitoring.coreos.com/v1"
    var object = KubernetesObject(apiVersion: version, kind: kind, namespace: "shop", name: "demo")
    object["spec"] = spec
    object.generation = 3
    return object
  }

  private static func piece(_ kind: String, _ spec: Value) -> Piece {
    let dialect: any Dialect = kind == "TelemetryProfile" ? TelemetryDialect() : MonitorDialect()
    return dialect.piece(of: object(kind, spec), targets: nothing)
  }

  @Test("every endpoint of a monitor becomes a job, with Prometheus's names for what it says")
  func monitor() {
    let piece = Self.piece(
      "ServiceMonitor",
      [
        "selector": ["matchLabels": ["app": "web"]],
        "endpoints": [
          [
            "port": "metrics", "path": "/m", "interval": "10s", "scrapeTimeout": "5s", "scheme": "HTTPS",
            "honorLabels": true, "params": ["a": ["b"]],
            "relabelings": [["sourceLabels": ["x"], "targetLabel": "y", "action": "Replace", "regex": "(.*)"]],
            "metricRelabelings": [["sourceLabels": ["__name__"], "regex": "go_.*", "action": "drop"]],
          ], ["port": "other"],
        ],
      ])
    #expect(piece.problems == [] && piece.groups.isEmpty)
    #expect(piece.jobs.map { $0["job_name"] } == ["serviceMonitor/shop/demo/0", "serviceMonitor/shop/demo/1"])
    #expect(
      piece.jobs[0] == [
        "job_name": "serviceMonitor/shop/demo/0", "honor_labels": true, "scrape_interval": "10s",
        "scrape_timeout": "5s", "metrics_path": "/m", "scheme": "https", "params": ["a": ["b"]], "static_configs": [],
        "relabel_configs": [["source_labels": ["x"], "target_label": "y", "action": "replace", "regex": "(.*)"]],
        "metric_relabel_configs": [["source_labels": ["__name__"], "regex": "go_.*", "action": "drop"]],
      ])
  }

  @Test("a profile says in one object what is scraped, what is kept, and what is made of it")
  func profile() {
    let piece = Self.piece(
      "TelemetryProfile",
      [
        "selector": ["matchLabels": ["app": "web"]], "address": "192.0.2.1:80", "periodicity": "10s",
        "labels": ["b": "$2", "a": "1"], "datapoints": ["include": ["up.*", "x"], "exclude": ["go_.*"]],
        "rules": [
          ["record": "r", "expr": 1], ["alert": "A", "expr": "up", "for": "1m", "labels": ["z": "1", "y": "2"]],
        ],
        "destinations": [["name": "far", "prometheusRemoteWrite": ["url": "http://far"]]],
      ])
    #expect(piece.problems == [])
    #expect(
      piece.jobs == [
        [
          "job_name": "telemetryProfile/shop/demo", "scrape_interval": "10s", "static_configs": [],
          "relabel_configs": [
            ["target_label": "__address__", "replacement": "192.0.2.1:80"], ["target_label": "a", "replacement": "1"],
            ["target_label": "b", "replacement": "$$2"],
            ["target_label": "telemetry_profile", "replacement": "shop/demo"],
          ],
          "metric_relabel_configs": [
            ["source_labels": ["__name__"], "regex": "up.*|x", "action": "keep"],
            ["source_labels": ["__name__"], "regex": "go_.*", "action": "drop"],
          ],
        ]
      ])
    #expect(
      piece.groups == [
        [
          "name": "shop/demo", "interval": "10s",
          "rules": [
            ["record": "r", "expr": "1"],
            ["alert": "A", "expr": "up", "for": "1m", "labels": ["y": "2", "z": "1"]],
          ],
        ]
      ])
    #expect(piece.remoteWrites.map { $0["name"] } == ["telemetryProfile/shop/demo/far"])
    #expect(Self.piece("TelemetryProfile", ["rules": []]).isEmpty)
  }

  @Test(
    "what Prometheus would refuse is told beforehand, by its name",
    arguments: [
      (["alert": "A", "record": "b", "expr": "up"], "A has both"), (["expr": "up"], "neither"),
      (["record": "a-b", "expr": "up"], "record: a-b"), (["record": "a", "expr": "up", "for": "1m"], "no \"for\""),
      (["alert": "A", "expr": "up", "for": "5"], "A: for: \"5\""),
      (["alert": "A", "expr": "up", "for": "1.5h"], "A: for: \"1.5h\""),
      (["alert": "A", "expr": "up", "labels": ["a-b": "x"]], "A: labels: \"a-b\""),
    ] as [(Value, String)])
  func wrongRules(rule: Value, problem: String) {
    let piece = Self.piece("PrometheusRule", ["groups": [["name": "g", "rules": [rule]]]])
    #expect(piece.problems.contains { $0.contains(problem) }, "\(piece.problems)")
  }

  @Test(
    "an endpoint that Prometheus would refuse is told beforehand",
    arguments: [
      (["interval": "5"], "interval"), (["interval": "0s"], "interval"), (["scrapeTimeout": "1.5s"], "timeout"),
      (["interval": "1s", "scrapeTimeout": "2s"], "longer"), (["relabelings": [["action": "explode"]]], "explode"),
      (["metricRelabelings": [["regex": "("]]], "regular expression"),
    ] as [(Value, String)])
  func wrongEndpoints(endpoint: Value, problem: String) {
    let piece = Self.piece("PodMonitor", ["selector": [:], "podMetricsEndpoints": [endpoint]])
    #expect(piece.problems.contains { $0.contains(problem) }, "\(piece.problems)")
    #expect(piece.jobs[0]["job_name"] == "podMonitor/shop/demo/0")
  }

  @Test(
    "durations are read as Prometheus writes them",
    arguments: [
      ("1h30m", 5_400_000), ("0", 0), ("1d", 86_400_000), ("250ms", 250), ("5", nil), ("1m1h", nil), ("", nil),
    ]
      as [(String, Int64?)])
  func durations(text: String, milliseconds: Int64?) {
    #expect(PrometheusDuration.milliseconds(text) == milliseconds)
  }

  @Test("a binding bears the generation that it is about, and a new time only when it flips")
  func binding() throws {
    let dialect = MonitorDialect(prometheus: "main", namespace: "obs")
    var object = Self.object("PrometheusRule", [:])
    object = dialect.report(.inForce(message: "1 rule"), on: object, defects: [])
    let binding = try #require(object["status", "bindings"]?[0])
    #expect(binding["name"] == "main" && binding["namespace"] == "obs" && binding["resource"] == "prometheuses")
    let condition = try #require(binding["conditions"]?[0])
    #expect(condition["type"] == "Accepted" && condition["status"] == "True" && condition["observedGeneration"] == 3)
    #expect(dialect.report(.inForce(message: "1 rule"), on: object, defects: []) == object, "nothing new is no write")
    object.generation = 4
    let later = dialect.report(.inForce(message: "2 rules"), on: object, defects: [])
    let second = try #require(later["status", "bindings"]?[0]?["conditions"]?[0])
    #expect(second["observedGeneration"] == 4 && second["lastTransitionTime"] == condition["lastTransitionTime"])
    #expect(later["status", "bindings"]?.array?.count == 1)
  }

  @Test("a profile is ready for its present generation, or says why not")
  func ready() throws {
    let dialect = TelemetryDialect()
    let object = Self.object("TelemetryProfile", [:])
    let waiting = dialect.report(.waiting(reason: "ReloadFailed", message: "no"), on: object, defects: [])
    #expect(waiting.condition("Ready")?.isFalse == true && waiting["status", "observedGeneration"] == 3)
    #expect(waiting.condition("Ready")?.reason == "ReloadFailed")
    let stale = dialect.report(.inForce(message: "x"), on: waiting, defects: [.staleStatus])
    #expect(stale.condition("Ready")?.isTrue == true)
  }
}
