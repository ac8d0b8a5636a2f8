import Documents
import Kubernetes
import Oracles
import Plans
import Verdicts

extension Recorder {
  /// Says in the ledger which masks hold.
  ///
  /// - Parameter namespace: of the case for which they hold; nil is all of the run.
  func note(_ masks: [Candidate.Mask], from source: Mask.Source, for namespace: String? = nil) {
    for mask in masks {
      var details = Mask(mask, from: source).details
      if let namespace { details["scope"] = .string(namespace) }
      self.mark(Mask.mark, details)
    }
  }

  /// Says in the ledger what the schemas of the candidate's kinds say about when values mean the same.
  func noteSchemas(of definitions: [KubernetesObject]) {
    for definition in definitions where definition.kind == "CustomResourceDefinition" {
      let versions = definition["spec", "versions"]?.array ?? []
      guard let group = definition["spec", "group"]?.string, let kind = definition["spec", "names", "kind"]?.string,
        let version = versions.first(where: { $0["storage"]?.bool == true }) ?? versions.first,
        let schema = version["schema"]?["openAPIV3Schema"],
        let details = SchemaRules(schema: schema).details(of: GroupKind(group: group, kind: kind))
      else { continue }
      mark(SchemaRules.mark, details)
    }
  }

  /// Says in the ledger which programs run beside the candidate, so that what they write is not held against it.
  func note(_ companions: [Candidate.Companion]) {
    for companion in companions {
      let kinds = companion.manifests.map { KubernetesObject($0.value) }
        .filter { $0.kind == "CustomResourceDefinition" }
        .map { definition -> Value in
          [
            "group": definition["spec", "group"] ?? "", "kind": definition["spec", "names", "kind"] ?? "",
          ]
        }
      mark(Cast.companion, ["name": .string(companion.name), "kinds": .array(kinds)])
    }
  }

  /// What the run's verdicts rest on. A mask that was never needed is told, too.
  func account(of plan: Plan) -> Recording {
    var hits = masked
    for mask in plan.candidate.masks { hits[Mask(mask, from: .candidate), default: 0] += 0 }
    for mask in plan.suites.flatMap(\.masks) { hits[Mask(mask, from: .suite), default: 0] += 0 }
    let masks = hits.map { mask, count in
      Recording.Mask(
        path: "\(mask.path)", kind: mask.kind, because: mask.because, source: mask.source.rawValue, hits: count)
    }
    return Recording(
      tiers: tiers,
      masks: masks.sorted { ($0.source, $0.path, $0.kind ?? "") < ($1.source, $1.path, $1.kind ?? "") },
      unseen: refused.map { Recording.Unseen(resource: $0.resource, because: $0.reason) })
  }
}

extension Mask {
  init(_ mask: Candidate.Mask, from source: Source) {
    self.init(path: mask.path, because: mask.because, source: source, kind: mask.kind)
  }
}
