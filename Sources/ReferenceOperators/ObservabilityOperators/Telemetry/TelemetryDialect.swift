package import Cluster
import Documents
package import Kubernetes

/// One kind for all: a TelemetryProfile says what is measured, how often, what is made of it, and where it goes.
package struct TelemetryDialect: Dialect {
  package static let name = "telemetry-operator"
  package static let purpose = "makes Prometheus measure and judge what TelemetryProfiles say."
  package let finalizer: String? = "telemetry.plugfest.dev/cleanup"

  package let jobPrefixes = ["telemetryProfile/"]

  package init() {}

  package init(environment: [String: String]) {}

  package static let resource = APIResource(
    group: "telemetry.plugfest.dev", version: "v1", plural: "telemetryprofiles", kind: "TelemetryProfile",
    isNamespaced: true)

  package static var resources: [APIResource] { [resource] }

  package func piece(of object: KubernetesObject, targets: TargetDirectory) -> Piece {
    var piece = Piece(object)
    let spec = object["spec"] ?? [:]
    if spec["selector"] != nil {
      do {
        let job = try job(of: object, spec, targets)
        piece.problems += job.problems
        piece.targetCount = job.targets.count
        piece.jobs = [job.value]
      } catch {
        piece.problems.append("the selector is none: \(error)")
      }
    }
    if let rules = spec["rules"]?.array, !rules.isEmpty {
      var group: Value = ["name": .string(profile(object)), "rules": .array(rules)]
      group["interval"] = spec["periodicity"]
      let read = RuleGroups.read([group])
      piece.groups = read.groups
      piece.problems += read.problems
    }
    piece.remoteWrites = remoteWrites(of: object, spec)
    return piece
  }

  private func profile(_ object: KubernetesObject) -> String { "\(object.namespace ?? "")/\(object.name)" }

  private func jobName(_ object: KubernetesObject) -> String { "telemetryProfile/\(profile(object))" }

  private func job(
    of object: KubernetesObject, _ spec: Value, _ directory: TargetDirectory
  ) throws(LabelSelector.SyntaxError) -> ScrapeJob {
    let selector = try LabelSelector.from(spec["selector"]) ?? .everything
    let found = directory.targets(
      ofServices: selector, namespaces: [object.namespace ?? ""], port: spec["port"]?.string ?? "metrics")
    var job = ScrapeJob(name: jobName(object), targets: found)
    job.path = spec["path"]?.string
    job.scheme = spec["scheme"]?.string
    job.interval = spec["periodicity"]?.string
    // What lies behind a gateway is reached there, and stays the target that it is.
    if let address = spec["address"]?.string { job.relabelings.append(Relabeling.set("__address__", to: address)) }
    for (label, text) in (spec["labels"]?.object ?? [:]).sortedByKey() {
      job.relabelings.append(Relabeling.set(label, to: text.string ?? JSON.text(text)))
    }
    if spec["destinations"]?.array?.isEmpty == false {
      job.relabelings.append(Relabeling.set("telemetry_profile", to: profile(object)))
    }
    for (list, action) in [("include", "keep"), ("exclude", "drop")] {
      let patterns = (spec["datapoints"]?[list]?.array ?? []).compactMap(\.string)
      guard !patterns.isEmpty else { continue }
      // What Prometheus itself adds to a scrape stays.
      let regex = patterns.joined(separator: "|")
      job.metricRelabelings.append([
        "source_labels": ["__name__"], "regex": .string(regex), "action": .string(action),
      ])
    }
    return job
  }

  /// Destinations besides this Prometheus; each gets what the profile's own job measures.
  private func remoteWrites(of object: KubernetesObject, _ spec: Value) -> [Value] {
    (spec["destinations"]?.array ?? []).compactMap { destination in
      guard let name = destination["name"]?.string, let url = destination["prometheusRemoteWrite"]?["url"]?.string
      else { return nil }
      return [
        "name": .string("\(jobName(object))/\(name)"), "url": .string(url),
        "write_relabel_configs": [
          [
            "source_labels": ["telemetry_profile"], "action": "keep",
            "regex": .string(profile(object).replacing(".", with: "\\.")),
          ]
        ],
      ]
    }
  }

  package func report(_ verdict: Verdict, on object: KubernetesObject, defects: Set<Defect>) -> KubernetesObject {
    var object = object
    let condition = ConditionReport.condition(
      "Ready", verdict, on: object, old: object.condition("Ready"), defects: defects)
    object.conditions = ConditionReport.merged(condition, into: object.conditions, defects: defects)
    object["status", "observedGeneration"] = condition.observedGeneration.map(Value.integer)
    return object
  }
}
