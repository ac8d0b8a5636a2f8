import Cluster
import Documents
import Kubernetes
import Oracles
import Plans

// What the ledger tells of the candidate, besides what it writes: all that criteria are judged by.
extension Recorder {
  /// What it is, as far as the judge has to know.
  func note(_ candidate: Candidate) {
    let manifests = candidate.manifests.map { KubernetesObject($0.value) }
    let kinds = manifests.filter { $0.kind == "CustomResourceDefinition" }.compactMap { definition -> Value? in
      guard let group = definition["spec", "group"], let kind = definition["spec", "names", "kind"] else { return nil }
      return ["group": group, "kind": kind]
    }
    let namespaces = Set(manifests.compactMap(\.namespace)).sorted()
    let workload = CandidateWorkload(manifests)
    var details: Object = [
      "name": .string(candidate.name), "version": .string(candidate.version),
      "installation": .string(candidate.installation.name), "kinds": .array(kinds),
      "claims": .array(candidate.claims.map(Value.string)), "namespaces": .array(namespaces.map(Value.string)),
      "images": .array(workload.images.map(Value.string)),
      "webhooks": .bool(manifests.contains { $0.kind.hasSuffix("WebhookConfiguration") }),
      "clusterRights": .bool(manifests.contains { $0.kind == "ClusterRoleBinding" }),
    ]
    details["package"] = .array(
      manifests.map { manifest in
        KubernetesObject(
          apiVersion: manifest.apiVersion, kind: manifest.kind, namespace: manifest.namespace, name: manifest.name
        ).value
      })
    details["previous"] = candidate.previous.map { _ in true }
    let facts = InstallationFacts(candidate.manifests)
    details["administrators"] = .array(facts.administrators.map(Value.string))
    details["blanks"] = .array(facts.blanks.map(Value.string))
    details["tellsBuild"] = .bool(facts.tellsBuild)
    details["memoryLimit"] = workload.memoryLimit.map(Value.double)
    details["processorLimit"] = workload.processorLimit.map(Value.double)
    details["convergesWithin"] = candidate.convergesWithin.map { .double(RunClock.seconds($0)) }
    mark(CandidateLife.candidate, .object(details))
  }

  /// Its custom resource definitions, as the API server has them now.
  func noteDefinitions(of candidate: Candidate, in live: LiveObjects) {
    let names = candidate.manifests.map { KubernetesObject($0.value) }.filter { $0.kind == "CustomResourceDefinition" }
    let definitions = names.compactMap { live.object($0.key) }.map { object -> Value in
      var details: Object = ["name": .string(object.name)]
      for condition in object.conditions where ["Established", "NamesAccepted"].contains(condition.type) {
        details[condition.type] = .bool(condition.status == "True")
        if condition.status != "True" { details["message"] = .string(condition.message) }
      }
      let versions = object["spec", "versions"]?.array ?? []
      details["served"] = .array(versions.filter { $0["served"]?.bool == true }.compactMap { $0["name"] })
      details["stored"] = object["status", "storedVersions"] ?? []
      details["owners"] = .array(Self.owners(of: object).map(Value.string))
      return .object(details)
    }
    mark(CandidateLife.definitions, ["definitions": .array(definitions)])
  }

  /// Packages that say that it is theirs.
  private static func owners(of definition: KubernetesObject) -> [String] {
    let bundles = definition.labels.keys.filter { $0.hasPrefix("operators.coreos.com/") }.sorted().map {
      "the bundle \($0.dropFirst("operators.coreos.com/".count))"
    }
    let release = definition.annotation("meta.helm.sh/release-name").map { "the Helm release \($0)" }
    let application = definition.annotation("argocd.argoproj.io/tracking-id").map {
      "the application \($0.prefix { $0 != ":" })"
    }
    let kustomization = definition.label("kustomize.toolkit.fluxcd.io/name").map { "the Kustomization \($0)" }
    return bundles + [release, application, kustomization].compactMap(\.self)
  }

  /// What its log came to.
  func note(_ log: CandidateLog?) {
    var details = (log?.facts ?? LogFacts()).details(secrets: redactor.count)
    if log == nil { details["problem"] = "the candidate's log is not plugfest's to read" }
    if let problem = log?.problem { details["problem"] = .string(problem) }
    mark(CandidateLife.log, details)
  }
}

extension Candidate.Installation {
  fileprivate var name: String {
    switch self {
    case .process: "process"
    case .manifests: "manifests"
    case .external: "external"
    }
  }
}
