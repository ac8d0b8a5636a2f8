import Testing
import Verdicts

/// How objects are compared, seen from a suite.
@Suite(.timeLimit(.minutes(5))) struct MatchingTests {
  private static let quota =
    "{apply: {as: quota, manifest: {apiVersion: v1, kind: ResourceQuota, metadata: {name: q, labels: {tier: gold}}, "
    + "spec: {hard: {requests.memory: 1Gi, pods: '10'}}}}}"
  private static let service =
    "{apply: {manifest: {apiVersion: v1, kind: Service, metadata: {name: s}, spec: {ports: ["
    + "{name: http, port: 80}, {name: https, port: 443}]}}}}"

  private static func service(_ spec: String) -> String {
    "{eventually: {within: 200ms, object: {apiVersion: v1, kind: Service, metadata: {name: s}, spec: \(spec)}}}"
  }

  static let rows: [OperationRow] = [
    OperationRow(
      name: "quantities are compared by what they mean",
      steps: "[\(quota), {eventually: {object: {apiVersion: v1, kind: ResourceQuota, metadata: {name: q}, "
        + "spec: {hard: {requests.memory: {$quantity: 1024Mi}, pods: {$atLeast: 5, $atMost: '10'}}}}}}]"),
    OperationRow(
      name: "a quantity that means something else does not match",
      steps:
        "[\(quota), {eventually: {within: 200ms, object: {apiVersion: v1, kind: ResourceQuota, metadata: {name: q}, "
        + "spec: {hard: {requests.memory: {$quantity: 1G}}}}}}]",
      verdict: .fail, message: "ResourceQuota q matches", detail: "expected the quantity 1G, found \"1Gi\""),
    OperationRow(
      name: "items are found by their key, each and counted",
      steps: "[\(service), \(service("{ports: {$byKey: name, $items: [{name: https, port: 443}]}}")), "
        + "\(service("{ports: {$each: {protocol: TCP}}}")), \(service("{ports: {$atLeast: 1, $of: {port: 80}}}")), "
        + "\(service("{clusterIPs: {$atMost: 1}, externalName: {$absent: true}}"))]"),
    OperationRow(
      name: "the item with the key is the one that is compared",
      steps: "[\(service), \(service("{ports: {$byKey: name, $items: [{name: http, port: 8080}]}}"))]", verdict: .fail,
      message: "Service s matches", detail: "spec.ports[name=http].port: expected 8080, found 80"),
    OperationRow(
      name: "exactly allows nothing else",
      steps: "[\(service), \(service("{ports: {$exactly: [{name: http, port: 80}]}}"))]", verdict: .fail,
      message: "Service s matches", detail: "exactly"),
    OperationRow(
      name: "a mismatch tells who wrote the field last",
      steps: "[\(quota), {patch: {handle: quota, patch: {spec: {hard: {pods: '11'}}}}}, {eventually: {within: 200ms, "
        + "object: {apiVersion: v1, kind: ResourceQuota, metadata: {name: q}, spec: {hard: {pods: '10'}}}}}]",
      verdict: .fail, message: "matches", detail: ", by plugfest (Update)"),
    OperationRow(
      name: "an object that does not exist has namesakes",
      steps: "[\(quota), {eventually: {within: 200ms, object: {apiVersion: v1, kind: ResourceQuota, "
        + "metadata: {name: qq}}}}]",
      verdict: .fail, message: "ResourceQuota qq exists", detail: "ResourceQuota q"),
    OperationRow(
      name: "selected objects are counted and compared",
      steps: "[\(quota), {eventually: {object: {select: {apiVersion: v1, kind: ResourceQuota, labels: {tier: gold}}, "
        + "match: {spec: {hard: {pods: {$quantity: '10'}}}}, each: {metadata: {name: q}}, count: 1}}}]"),
    OperationRow(
      name: "of selected objects the closest is shown",
      steps: "[\(quota), {eventually: {within: 200ms, object: {select: {apiVersion: v1, kind: ResourceQuota}, "
        + "match: {spec: {hard: {pods: '12'}}}}}}]",
      verdict: .fail, message: "at least 1 ResourceQuota that match", detail: "the closest is ResourceQuota q"),
    OperationRow(
      name: "each that is selected must be as it has to",
      steps: "[\(quota), {eventually: {within: 200ms, object: {select: {apiVersion: v1, kind: ResourceQuota}, "
        + "each: {metadata: {labels: {tier: silver}}}}}}]",
      verdict: .fail, message: "each as it must be",
      detail: "ResourceQuota q: metadata.labels.tier: expected \"silver\""),
  ]

  @Test("objects match by meaning, and a mismatch says where, what and who")
  func matching() async throws {
    try await OperationRow.check(Self.rows)
  }
}
