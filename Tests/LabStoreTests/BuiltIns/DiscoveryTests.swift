import Documents
import Testing

@testable import LabStore

@Suite struct DiscoveryTests {
  private let documents = DiscoveryDocuments(registry: BuiltIns.registry())

  @Test("groups come in the order in which a server lists them") func groups() {
    let names = documents.groupList["groups"]?.array?.compactMap { $0["name"]?.string } ?? []
    #expect(
      names == [
        "apiregistration.k8s.io", "apps", "events.k8s.io", "authentication.k8s.io", "authorization.k8s.io",
        "autoscaling", "batch", "networking.k8s.io", "policy", "rbac.authorization.k8s.io", "storage.k8s.io",
        "admissionregistration.k8s.io", "apiextensions.k8s.io", "scheduling.k8s.io", "coordination.k8s.io",
        "discovery.k8s.io",
      ])
    #expect(documents.group("autoscaling")?[path: "preferredVersion", "version"] == "v2")
    #expect(documents.group("nosuch") == nil)
  }

  @Test("a resource list names subresources after their resource, with a foreign kind's group") func resources() {
    let list = documents.resourceList(group: "apps", version: "v1")
    let names = list?["resources"]?.array?.compactMap { $0["name"]?.string }
    #expect(names?.prefix(3) == ["controllerrevisions", "daemonsets", "daemonsets/status"])
    let scale = list?["resources"]?.array?.first { $0["name"] == "deployments/scale" }
    #expect(scale?["group"] == "autoscaling")
    #expect(scale?["kind"] == "Scale")
  }

  @Test(
    "the aggregated document is served to those who prefer it",
    arguments: [
      ("application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList", "v2"),
      ("application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json", "v2beta1"),
      ("application/json, application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList", nil),
      ("application/json;as=Table;g=meta.k8s.io;v=v1", nil),
      ("*/*", nil),
    ]) func negotiation(_ accept: String, _ version: String?)
  {
    #expect(Discovery.aggregatedVersion(accept: accept) == version)
  }

  @Test("versions are preferred as Kubernetes does") func versionPriority() {
    let sorted = ["foo1", "v1alpha1", "v2beta1", "v10", "v1", "v11beta2", "foo10", "v02"].sorted {
      VersionPriority($0) < VersionPriority($1)
    }
    #expect(sorted == ["v10", "v1", "v11beta2", "v2beta1", "v1alpha1", "foo1", "foo10", "v02"])
  }
}
