import Cluster
import Documents
import Kubernetes
import NetBoxOperator
import OperatorRuntime
import Testing

@Suite struct WakesTests {
  private let ownWrites = OwnWrites()

  private var wakes: Wakes { Wakes(cache: ObjectCache([]), ownWrites: ownWrites, defects: []) }

  private var prefix: KubernetesObject {
    var object = KubernetesObject(apiVersion: "netbox.dev/v1", kind: "Prefix", namespace: "shop", name: "web")
    object.uid = "u-2"
    object.resourceVersion = "7"
    object.ownerReferences = [
      OwnerReference(apiVersion: "netbox.dev/v1", kind: "PrefixClaim", name: "web", uid: "u-1", isController: true)
    ]
    return object
  }

  private func kinds(_ change: Informer.Change, isSynthetic: Bool = false) -> [String] {
    wakes.keys(for: change, isSynthetic: isSynthetic).map(\.kind)
  }

  @Test("a child's change concerns itself and its claim")
  func wakesOwner() {
    #expect(kinds(.added(prefix)) == ["Prefix", "PrefixClaim"])
    #expect(kinds(.modified(old: prefix, new: prefix)) == ["Prefix", "PrefixClaim"])
    #expect(kinds(.deleted(prefix)) == ["Prefix", "PrefixClaim"])
    #expect(kinds(.snapshot([prefix], isAfterLoss: false)) == ["Prefix", "PrefixClaim"])
  }

  @Test("the echo of an own write concerns the claim alone, unless something may have been missed")
  func ignoresEcho() {
    ownWrites.note(prefix)
    #expect(kinds(.modified(old: prefix, new: prefix)) == ["PrefixClaim"])
    #expect(kinds(.modified(old: prefix, new: prefix), isSynthetic: true) == ["Prefix", "PrefixClaim"])
    var later = prefix
    later.resourceVersion = "8"
    #expect(kinds(.modified(old: prefix, new: later)) == ["Prefix", "PrefixClaim"])
  }

  @Test("echoes of several own writes concern nobody, in whatever order the answers came")
  func ignoresEchoes() {
    var later = prefix
    later.resourceVersion = "8"
    var foreign = prefix
    foreign.resourceVersion = "9"
    ownWrites.note(prefix)
    ownWrites.note(later)
    #expect(kinds(.modified(old: prefix, new: prefix)) == ["PrefixClaim"])
    #expect(kinds(.modified(old: prefix, new: later)) == ["PrefixClaim"])
    #expect(kinds(.modified(old: later, new: foreign)) == ["Prefix", "PrefixClaim"])
  }

  @Test("what is older than the last own write is not taken for the present")
  func noticesLag() throws {
    try ownWrites.requirePresent(prefix)
    ownWrites.note(prefix)
    try ownWrites.requirePresent(prefix)
    var later = prefix
    later.resourceVersion = "12"
    ownWrites.note(later)
    #expect(throws: CacheIsBehind.self) { try ownWrites.requirePresent(prefix) }
    try ownWrites.requirePresent(later)
    ownWrites.forget(prefix)
    try ownWrites.requirePresent(prefix)
  }

  @Test("other people's owners are none of its business")
  func ignoresForeignOwners() {
    var object = prefix
    object.ownerReferences = [
      OwnerReference(apiVersion: "apps/v1", kind: "Deployment", name: "x", uid: "u-9", isController: true)
    ]
    #expect(kinds(.added(object)) == ["Prefix"])
  }
}

@Suite struct MetricsTests {
  @Test("numbers are written in Prometheus' text format, labels escaped")
  func writes() {
    let metrics = Metrics()
    metrics.count(.requests, ["host": "a\"b", "code": "200"])
    metrics.count(.requests, ["host": "a\"b", "code": "200"], by: 2)
    metrics.observe(.reconcileTime, ["controller": "prefix"], .milliseconds(250))
    #expect(
      metrics.text == """
        # HELP controller_runtime_reconcile_time_seconds Time that reconciliations took, by controller.
        # TYPE controller_runtime_reconcile_time_seconds summary
        controller_runtime_reconcile_time_seconds_count{controller="prefix"} 1
        controller_runtime_reconcile_time_seconds_sum{controller="prefix"} 0.25
        # HELP rest_client_requests_total Requests by host, method and status code; the cluster is the host kubernetes.
        # TYPE rest_client_requests_total counter
        rest_client_requests_total{code="200",host="a\\"b"} 3

        """)
  }
}
