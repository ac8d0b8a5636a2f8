import Documents
import Foundation
import Kubernetes
import Testing

@testable import ObservabilityOperators

@Suite struct PublisherTests {
  private let prometheus: ScriptedPrometheus

  init() throws { prometheus = try ScriptedPrometheus() }

  private func publisher(_ defects: Set<Defect> = [], isPrevious: Bool = false) -> Publisher {
    Publisher(
      .init(owner: "monitor-operator", isPrevious: isPrevious, defects: defects), client: prometheus.client,
      folder: ConfigurationFolder(
        path: prometheus.folder, owner: "monitor-operator", jobPrefixes: ["serviceMonitor/", "podMonitor/"]))
  }

  static func rule(_ name: String, _ expression: String = "up == 0", annotation: String = "fine") -> Piece {
    var object = KubernetesObject(
      apiVersion: "monitoring.coreos.com/v1", kind: "PrometheusRule", namespace: "default", name: name)
    object.uid = UUID().uuidString.lowercased()
    object["spec", "groups"] = [
      [
        "name": "g",
        "rules": [
          ["alert": .string(name), "expr": .string(expression), "annotations": ["summary": .string(annotation)]]
        ],
      ]
    ]
    var piece = Piece(object)
    (piece.groups, piece.problems) = RuleGroups.read(object["spec", "groups"]?.array ?? [])
    return piece
  }

  static func target(_ name: String, _ addresses: String...) -> Piece {
    var piece = Piece(
      KubernetesObject(
        apiVersion: "monitoring.coreos.com/v1", kind: "ServiceMonitor", namespace: "default", name: name))
    let job = ScrapeJob(
      name: "serviceMonitor/default/\(name)/0", targets: addresses.map { Target(address: $0, labels: ["a": "b"]) })
    piece.jobs = [job.value]
    return piece
  }

  @Test("rules and targets come into force with one reload, and go with another")
  func wholeLife() async throws {
    let publisher = publisher()
    let pieces = [Self.rule("one"), Self.rule("two"), Self.target("web", "10.0.0.1:80")]
    let publication = await publisher.publish(pieces, cause: .change)
    #expect(publication.trouble == nil && prometheus.reloads == 1)
    #expect(publication.verdicts.values.allSatisfy { if case .inForce = $0 { true } else { false } })
    #expect(prometheus.rules == ["one", "two"] && prometheus.jobs == ["theirs", "serviceMonitor/default/web/0"])
    #expect(prometheus.files == ["monitor-operator_default_one.yml", "monitor-operator_default_two.yml"])
    _ = await publisher.publish([Self.rule("two")], cause: .change)
    #expect(prometheus.rules == ["two"] && prometheus.jobs == ["theirs"] && prometheus.reloads == 2)
  }

  @Test("what is as it should be is neither written nor reloaded, however it is ordered")
  func rest() async throws {
    let publisher = publisher()
    let pieces = [Self.rule("one"), Self.target("web", "10.0.0.1:80", "10.0.0.2:80")]
    _ = await publisher.publish(pieces, cause: .change)
    let requests = prometheus.requests
    _ = await publisher.publish([Self.target("web", "10.0.0.2:80", "10.0.0.1:80"), Self.rule("one")], cause: .change)
    #expect(prometheus.requests == requests)
    _ = await publisher.publish(pieces, cause: .resync)
    #expect(prometheus.reloads == 1 && prometheus.requests == requests + 2, "a resync only reads")
  }

  @Test("after a restart nothing is reloaded, unless something was left undone")
  func restart() async throws {
    let pieces = [Self.rule("one")]
    _ = await publisher().publish(pieces, cause: .change)
    #expect(await publisher().publish(pieces, cause: .change).trouble == nil)
    #expect(prometheus.reloads == 1)
    // It died after writing and before reloading.
    try prometheus.write(
      "rules/monitor-operator_default_one.yml",
      "# Written by monitor-operator for PrometheusRule default/one; changes are undone.\n"
        + YAML.text(["groups": .array(Self.rule("one", "up == 7").groups)]))
    try prometheus.age("rules/monitor-operator_default_one.yml", by: -60)
    _ = await publisher().publish([Self.rule("one", "up == 7")], cause: .change)
    #expect(prometheus.reloads == 2)
    try prometheus.age("rules/monitor-operator_default_one.yml", by: 60)
    // And what nobody wants any more goes.
    _ = await publisher().publish([], cause: .change)
    #expect(prometheus.rules == [] && prometheus.files == [])
  }

  @Test("drift in files is put right at the next pass")
  func drift() async throws {
    let publisher = publisher()
    let pieces = [Self.rule("one"), Self.rule("two"), Self.target("web", "10.0.0.1:80")]
    _ = await publisher.publish(pieces, cause: .change)
    let before = prometheus.text("rules/monitor-operator_default_one.yml")
    try prometheus.write("rules/monitor-operator_default_one.yml", "groups: []")
    try prometheus.remove("rules/monitor-operator_default_two.yml")
    try prometheus.write("prometheus.yml", "scrape_configs: [{job_name: theirs}, {job_name: new}]")
    _ = await publisher.publish(pieces, cause: .resync)
    #expect(prometheus.text("rules/monitor-operator_default_one.yml") == before)
    #expect(prometheus.rules == ["one", "two"])
    #expect(prometheus.jobs == ["theirs", "new", "serviceMonitor/default/web/0"], "what others changed stays")
  }

  @Test("a Prometheus that lost what it had loaded is reloaded at the next resync")
  func lostInPrometheus() async throws {
    let publisher = publisher()
    _ = await publisher.publish([Self.rule("one")], cause: .change)
    let text = try #require(prometheus.text("rules/monitor-operator_default_one.yml"))
    try prometheus.remove("rules/monitor-operator_default_one.yml")
    try await prometheus.client.reload()
    try prometheus.write("rules/monitor-operator_default_one.yml", text)
    #expect(prometheus.rules == [])
    _ = await publisher.publish([Self.rule("one")], cause: .resync)
    #expect(prometheus.rules == ["one"])
  }

  @Test("files of others stay, whatever happens")
  func foreignFiles() async throws {
    try prometheus.write("rules/foreign.yml", "groups: [{name: f, rules: [{alert: foreign, expr: up}]}]")
    let publisher = publisher()
    _ = await publisher.publish([Self.rule("one")], cause: .change)
    _ = await publisher.publish([], cause: .change)
    #expect(prometheus.files == ["foreign.yml"] && prometheus.rules == ["foreign"])
    #expect(prometheus.text("rules/foreign.yml") == "groups: [{name: f, rules: [{alert: foreign, expr: up}]}]")
  }

  @Test(
    "a reload that fails is reported for what is new, and made up for",
    arguments: [PrometheusClient.Answer(status: 503, text: "busy"), .init(status: 500, text: "oops"), nil])
  func failingReload(answer: PrometheusClient.Answer?) async throws {
    let publisher = publisher()
    _ = await publisher.publish([Self.rule("one")], cause: .change)
    prometheus.answerReloads(with: [answer])
    let pieces = [Self.rule("one"), Self.rule("two")]
    let publication = await publisher.publish(pieces, cause: .change)
    #expect(publication.trouble != nil)
    #expect(publication.verdicts[pieces[0].key] == .inForce(message: "1 rule"))
    guard case .waiting(let reason, let message) = publication.verdicts[pieces[1].key] else {
      Issue.record("\(publication.verdicts)")
      return
    }
    #expect(!reason.isEmpty && message.contains("Prometheus"))
    let again = await publisher.publish(pieces, cause: .change)
    #expect(again.trouble == nil && prometheus.rules == ["one", "two"] && prometheus.reloads == 3)
  }

  @Test("an expression that Prometheus cannot parse is a problem of its own object, and is asked about once")
  func badExpression() async throws {
    let publisher = publisher()
    let pieces = [Self.rule("good"), Self.rule("bad", "BAD(")]
    let problems = try await publisher.problems(of: pieces)
    #expect(problems == [pieces[1].key: ["bad: expr: 1:4: no"]])
    let requests = prometheus.requests
    #expect(try await publisher.problems(of: pieces) == problems)
    #expect(prometheus.requests == requests)
  }

  @Test("what Prometheus refuses as a whole is found, left out and told, and the rest comes into force")
  func isolation() async throws {
    let publisher = publisher()
    _ = await publisher.publish([Self.rule("old")], cause: .change)
    let pieces = [
      Self.rule("old"), Self.rule("one"), Self.rule("bad", annotation: "UNLOADABLE"), Self.rule("two"),
    ]
    let publication = await publisher.publish(pieces, cause: .change)
    #expect(prometheus.rules == ["old", "one", "two"] && publication.trouble == nil)
    guard case .invalid(let message) = publication.verdicts[pieces[2].key] else {
      Issue.record("\(publication.verdicts)")
      return
    }
    #expect(message.contains("refuses"))
    #expect(try await publisher.problems(of: pieces)[pieces[2].key] == [message], "it is not tried again as it is")
    let mended = [Self.rule("old"), Self.rule("one"), Self.rule("bad"), Self.rule("two")]
    #expect(try await publisher.problems(of: mended).isEmpty)
    _ = await publisher.publish(mended, cause: .change)
    #expect(prometheus.rules == ["bad", "old", "one", "two"])
  }

  @Test("what others broke is nobody's own fault")
  func brokenByOthers() async throws {
    let publisher = publisher()
    _ = await publisher.publish([Self.rule("one")], cause: .change)
    try prometheus.write("rules/foreign.yml", "groups: [{name: UNLOADABLE, rules: []}]")
    try prometheus.remove("rules/monitor-operator_default_one.yml")
    let publication = await publisher.publish([Self.rule("one")], cause: .resync)
    #expect(publication.trouble == .refused("failed to reload config: one or more errors"))
    try prometheus.remove("rules/foreign.yml")
    #expect(await publisher.publish([Self.rule("one")], cause: .change).trouble == nil)
  }

  @Test("the release before names files otherwise, and both clean up after each other")
  func releases() async throws {
    _ = await publisher(isPrevious: true).publish([Self.rule("one")], cause: .change)
    #expect(prometheus.files == ["default-one.monitor-operator.yml"])
    _ = await publisher().publish([Self.rule("one")], cause: .change)
    #expect(prometheus.files == ["monitor-operator_default_one.yml"] && prometheus.rules == ["one"])
    _ = await publisher(isPrevious: true).publish([Self.rule("one")], cause: .change)
    #expect(prometheus.files == ["default-one.monitor-operator.yml"] && prometheus.rules == ["one"])
  }

  @Test("names of files hold in a file system, and differ")
  func fileNames() {
    let long = String(repeating: "a", count: 253)
    let names = ["one", long, String(repeating: "a", count: 252) + "b"].map { name in
      DesiredFiles.fileName(Self.rule(name), owner: "telemetry-operator", isPrevious: false)
    }
    #expect(Set(names).count == 3 && names.allSatisfy { $0.utf8.count <= 250 })
  }

  @Test("a folder that cannot be used is reported")
  func noFolder() async throws {
    try prometheus.write("prometheus.yml", "{")
    let publication = await publisher().publish([Self.rule("one")], cause: .change)
    guard case .folder = publication.trouble else {
      Issue.record("\(String(describing: publication.trouble))")
      return
    }
  }

  @Test(
    "seeded defects do what they say",
    arguments: [
      (Defect.reloadsEachResync, 2), (.forgetsReloadOnDelete, 1), (.givesUpReload, 1), (.rewritesOnReapply, 2),
    ])
  func reloadDefects(defect: Defect, reloads: Int) async throws {
    let publisher = publisher([defect])
    let pieces = [Self.rule("one")]
    _ = await publisher.publish(pieces, cause: .change)
    switch defect {
    case .forgetsReloadOnDelete: _ = await publisher.publish([], cause: .change)
    case .rewritesOnReapply: _ = await publisher.publish(pieces, cause: .change)
    default: _ = await publisher.publish(pieces, cause: .resync)
    }
    #expect(prometheus.reloads == reloads)
  }
}
