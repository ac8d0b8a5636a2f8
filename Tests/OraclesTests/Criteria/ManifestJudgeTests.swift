import Documents
import Foundation
import Plans
import Suites
import Testing
import Verdicts

@testable import Oracles

@Suite struct ManifestJudgeTests {
  static let catalogue = Result { try CriteriaCatalogue.load(folder: "\(CriterionExample.root)/criteria") }

  static func criterion(_ id: String) throws -> Criterion {
    try #require(try catalogue.get().criteria.first { $0.id == id })
  }

  @Test(
    "a manifest that meets a criterion has no finding, and one that does not has it", arguments: CriterionExample.all)
  func examples(example: CriterionExample) throws {
    let criterion = try Self.criterion(example.id)
    var passing = ManifestJudge(try CriterionExample.manifests(example.passing))
    let passed = passing.judge(criterion)
    #expect(passed.findings.map(\.message) == [])
    #expect(passed.subjects > 0 || example.id == "API-18")
    var failing = ManifestJudge(try CriterionExample.manifests(example.failing))
    let failed = failing.judge(criterion)
    let finding = try #require(failed.findings.first { $0.message.contains(example.finding) }, "\(failed.findings)")
    #expect(finding.rule?.id == example.id && finding.hint == criterion.remedy && finding.place?.file == "m.yaml")
    if let place = example.place, let found = finding.place { #expect("\(found.line):\(found.column)" == place) }
  }

  @Test("every criterion that manifests can answer has an example")
  func completeness() throws {
    let known = Set(CriterionExample.all.map(\.id) + ["LCY-08", "CFG-05", "CFG-09"])
    #expect(try Set(Self.catalogue.get().criteria.filter(\.isStatic).map(\.id)) == known)
  }

  @Test("definitions without any sample tell nothing of samples")
  func noSamples() throws {
    var judge = ManifestJudge(try CriterionExample.manifests(CriterionExample.spec("")))
    #expect(
      try judge.judge(Self.criterion("API-18")).status == .notObservable("there is no sample among the manifests"))
    var other = ManifestJudge(try CriterionExample.manifests(CriterionExample.deployment()))
    #expect(try other.judge(Self.criterion("API-18")).status.name == "not-applicable")
  }

  @Test("values of a chart are compared with what has to be settable")
  func chart() throws {
    func findings(_ values: [String], hasTemplates: Bool = true) throws -> [String] {
      let release = ManifestSet.Release(
        kind: .chart, name: "widgets", version: "1.0.0", kubernetes: "", values: values, hasTemplates: hasTemplates,
        place: Place(file: "Chart.yaml", line: 1, column: 1))
      var judge = ManifestJudge(ManifestSet(releases: [release]))
      return try judge.judge(Self.criterion("CFG-05")).findings.map(\.message)
    }
    #expect(try findings(["image", "imagePullSecrets", "nodeSelector", "tolerations", "resources"]) == [])
    #expect(
      try findings(["image", "resources"])
        == ["the values of the chart widgets lack imagePullSecrets, nodeSelector, tolerations"])
    #expect(try findings([], hasTemplates: false) == [])
  }

  @Test("a chart without a schema of its values leaves machines to guess", arguments: [true, false])
  func schema(hasSchema: Bool) throws {
    let release = ManifestSet.Release(
      kind: .chart, name: "widgets", version: "1.0.0", kubernetes: "", hasTemplates: true, hasSchema: hasSchema,
      place: Place(file: "Chart.yaml", line: 1, column: 1))
    var judge = ManifestJudge(ManifestSet(releases: [release]))
    let findings = try judge.judge(Self.criterion("CFG-09")).findings.map(\.message)
    #expect(hasSchema ? findings == [] : findings.first?.contains("has no values.schema.json") == true)
  }

  @Test("fields of another type than they should have are findings, and stop nothing")
  func hostile() throws {
    let texts = [
      "{apiVersion: apps/v1, kind: Deployment, metadata: x, spec: {template: {spec: {containers: [1, {image: [2]}]}}}}",
      "{apiVersion: apps/v1, kind: Deployment, metadata: {name: 1, labels: [a]}, spec: {replicas: many, template: {spec: []}}}",
      "{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: a}, spec: {group: 1, versions: [1, {name: 2, served: true, schema: {openAPIV3Schema: {properties: [1]}}}]}}",
      "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: a}, rules: [{verbs: all}, 7]}",
      "{apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingWebhookConfiguration, metadata: {}, webhooks: [{timeoutSeconds: x, rules: 3}]}",
      "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {selector: x, template: {metadata: 3, spec: {containers: manager, initContainers: {a: b}, volumes: 7, securityContext: 'yes', hostAliases: [1], os: 2}}}}",
      "{apiVersion: batch/v1, kind: CronJob, metadata: {name: a}, spec: {jobTemplate: 3}}",
      "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: a}, spec: {template: {spec: {containers: [{env: {A: b}, args: a, ports: 7, resources: [], livenessProbe: [1], securityContext: {capabilities: [ALL]}}]}}}}",
      "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: {name: a}, roleRef: [a], subjects: a}",
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: [a]}\n---\n{apiVersion: v1, kind: Secret, metadata: {name: a}, data: {a: 1}}",
      "{apiVersion: monitoring.coreos.com/v1, kind: PrometheusRule, metadata: {name: a}, spec: {groups: [{rules: [1, {alert: [], expr: {}}]}]}}",
      "{apiVersion: '', kind: x}", "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: 4}",
    ]
    for text in texts {
      var judge = ManifestJudge(try CriterionExample.manifests(text))
      let findings = try Self.catalogue.get().criteria.filter(\.isStatic).flatMap { judge.judge($0).findings }
      #expect(!findings.isEmpty, "\(text)")
    }
  }
}
