import Documents
import Testing

@testable import LabStore

@Suite struct OpenAPITests {
  private func request(_ accept: String? = nil) -> APIRequest {
    APIRequest(method: "GET", path: "/", headers: accept.map { ["accept": $0] } ?? [:])
  }

  private func document(_ path: String, registry: ResourceRegistry = BuiltIns.registry()) throws -> Value {
    let response = try #require(try Discovery(registry: registry, request: request()).document(path))
    guard case .bytes(let bytes) = response.body else { return .null }
    return try JSON.parse(String(decoding: bytes, as: UTF8.self))
  }

  @Test(
    "every reference in a document leads to a schema in it", arguments: ["api/v1", "apis/apps/v1", "apis/batch/v1"])
  func referencesAreClosed(_ root: String) throws {
    let schemas = try document("/openapi/v3/\(root)")[path: "components", "schemas"]?.object ?? [:]
    var references: Set<String> = []
    collect(.object(schemas), into: &references)
    for reference in references { #expect(schemas.contains(reference), "\(reference)") }
    #expect(schemas.contains("io.k8s.api.core.v1.PodTemplateSpec"))
  }

  private func collect(_ value: Value, into names: inout Set<String>) {
    for (key, member) in value.object ?? [:] {
      if key == "$ref", let text = member.string?.split(separator: "/").last { names.insert(String(text)) }
      collect(member, into: &names)
    }
    for item in value.array ?? [] { collect(item, into: &names) }
  }

  @Test("a schema says how its lists merge") func mergeExtensions() throws {
    let definitions = try document("/openapi/v2")["definitions"]
    let containers = definitions?[path: "io.k8s.api.core.v1.PodSpec", "properties", "containers"]
    #expect(containers?["x-kubernetes-list-map-keys"] == ["name"])
    #expect(containers?["x-kubernetes-patch-strategy"] == "merge")
    #expect(containers?["items"]?["$ref"] == "#/definitions/io.k8s.api.core.v1.Container")
  }

  @Test("the index names the document of each group version") func index() throws {
    let paths = try document("/openapi/v3")["paths"]
    #expect(paths?["apis/apps/v1"]?["serverRelativeURL"]?.string?.hasPrefix("/openapi/v3/apis/apps/v1?hash=") == true)
  }

  @Test("a custom resource is published in both dialects") func customResource() throws {
    var registry = BuiltIns.registry()
    let template = try #require(registry.type(group: "", version: "v1", plural: "configmaps"))
    var type = ResourceType(
      group: "abc.example.com", version: "v1", kind: "Widget", listKind: "WidgetList", plural: "widgets",
      singular: "widget", isNamespaced: true, storage: StorageKey(group: "abc.example.com", plural: "widgets"),
      storageVersion: "v1", schema: template.schema, printer: template.printer)
    type.isCustom = true
    type.publishedSchema = [
      "type": "object",
      "properties": [
        "color": ["type": "string", "default": "red"], "port": ["x-kubernetes-int-or-string": true],
      ],
    ]
    registry.replace(custom: type.storage, with: [type])
    let name = "com.example.abc.v1.Widget"
    let old = try document("/openapi/v2", registry: registry)["definitions"]?[name]
    #expect(old?[path: "properties", "port"] == ["x-kubernetes-int-or-string": true])
    #expect(old?[path: "properties", "color"] == ["type": "string"])
    let new = try document("/openapi/v3/apis/abc.example.com/v1", registry: registry)
    let schema = new[path: "components", "schemas", name]
    #expect(
      schema?[path: "properties", "port"]
        == ["x-kubernetes-int-or-string": true, "anyOf": [["type": "integer"], ["type": "string"]]])
    #expect(schema?[path: "properties", "metadata", "allOf"]?[0]?["$ref"]?.string?.hasSuffix("ObjectMeta") == true)
    let path = "/apis/abc.example.com/v1/namespaces/{namespace}/widgets/{name}"
    #expect(new[path: "paths", path, "patch", "tags"] == ["abcExampleCom_v1"])
  }

  @Test("older clients get protocol buffers") func protobuf() throws {
    let accept = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf"
    let discovery = Discovery(registry: BuiltIns.registry(), request: request(accept))
    let response = try #require(try discovery.document("/openapi/v2"))
    #expect(response.contentType == accept.replacing("@", with: "."))
    guard case .bytes(let bytes) = response.body else { return }
    // Field 1, swagger: "2.0".
    #expect(bytes.prefix(5) == [0x0A, 3, 0x32, 0x2E, 0x30])
  }
}
