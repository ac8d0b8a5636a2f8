import Documents
import Kubernetes
import Testing

@testable import LabStore

@Suite struct ServiceAllocatorTests {
  private struct Services: StoreReader {
    var services: [Value]
    var registry: ResourceRegistry { ResourceRegistry() }
    func object(_ key: StorageKey, namespace: String?, name: String) -> Value? { .none }
    func objects(_ key: StorageKey, namespace: String?) -> [Value] { services }
  }

  private func allocated(_ spec: String, old: String? = nil, beside others: [String] = []) throws -> Value {
    let type = try #require(BuiltIns.registry().type(group: "", version: "v1", plural: "services"))
    func service(_ spec: String, _ name: String) throws -> Value {
      ["metadata": ["name": .string(name), "namespace": "n"], "spec": try JSON.parse(spec)]
    }
    var review = AdmissionReview(
      operation: old == nil ? .create : .update, type: type, namespace: "n", name: "s", object: try service(spec, "s"),
      oldObject: try old.map { try service($0, "s") }, user: .administrator, isDryRun: false)
    let reader = Services(services: try others.enumerated().map { try service($1, "other-\($0)") })
    try ServiceAllocator().admit(&review, reader: reader)
    return review.object?["spec"] ?? .null
  }

  @Test("a service gets an address of its own") func address() throws {
    let spec = try allocated(#"{"type":"ClusterIP","ports":[{"port":80}]}"#)
    let address = try #require(spec["clusterIP"]?.string)
    #expect(ServiceAddresses.contains(address))
    #expect(spec["clusterIPs"] == [.string(address)])
    #expect(spec["ipFamilies"] == ["IPv4"])
    #expect(spec["ipFamilyPolicy"] == "SingleStack")
  }

  @Test("a headless service without a selector may have both families") func headless() throws {
    let free = try allocated(#"{"type":"ClusterIP","clusterIP":"None"}"#)
    #expect(free["ipFamilies"] == ["IPv4", "IPv6"])
    let selecting = try allocated(#"{"type":"ClusterIP","clusterIP":"None","selector":{"a":"b"}}"#)
    #expect(selecting["ipFamilies"] == ["IPv4"])
  }

  @Test("an address that is taken or out of range is refused", arguments: ["10.96.0.9", "10.0.0.9"])
  func refused(_ address: String) throws {
    #expect(throws: APIStatus.self) {
      try allocated(
        #"{"type":"ClusterIP","clusterIP":"\#(address)"}"#, beside: [#"{"type":"ClusterIP","clusterIP":"10.96.0.9"}"#])
    }
  }

  @Test("node ports are given where they are wanted") func nodePorts() throws {
    let spec = try allocated(#"{"type":"NodePort","ports":[{"port":80,"nodePort":30123},{"port":81}]}"#)
    #expect(spec["ports"]?[0]?["nodePort"] == 30123)
    let given = try #require(spec["ports"]?[1]?["nodePort"]?.integer)
    #expect((30000...32767).contains(given) && given != 30123)
    #expect(throws: APIStatus.self) {
      try allocated(
        #"{"type":"NodePort","ports":[{"port":80,"nodePort":30123}]}"#,
        beside: [#"{"type":"NodePort","ports":[{"port":9,"nodePort":30123}]}"#])
    }
  }

  @Test("an update keeps what it leaves out, and validation refuses another address") func update() throws {
    let old = #"{"type":"ClusterIP","clusterIP":"10.96.0.9","clusterIPs":["10.96.0.9"],"ipFamilies":["IPv4"]}"#
    let kept = try allocated(#"{"type":"ClusterIP"}"#, old: old)
    #expect(kept["clusterIP"] == "10.96.0.9")
    let changed = try allocated(
      #"{"type":"ClusterIP","clusterIP":"10.0.0.99","clusterIPs":["10.96.0.9"]}"#, old: old)
    #expect(changed["clusterIPs"] == ["10.0.0.99"])
    let errors = ServiceRules().validateUpdate(
      ["spec": changed], old: ["spec": try JSON.parse(old)], subresource: nil)
    #expect(errors.map(\.field) == ["spec.clusterIPs[0]"])
  }
}
