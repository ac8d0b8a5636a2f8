import Documents
import Kubernetes
import Testing

@testable import LabStore

@Suite struct ObjectDecoderTests {
  private func schema(_ group: String, _ version: String, _ kind: String) throws -> BuiltInSchema {
    BuiltInSchema(try #require(TypeCatalogue.builtIn.kind(group: group, version: version, kind: kind)))
  }

  private func parse(_ text: String) throws -> Value { try JSON.parse(text) }

  @Test("what Go leaves out is left out, and what it always writes is there") func canonicalForm() throws {
    var pod = try parse(
      """
      {"kind":"Pod","apiVersion":"v1","metadata":{"name":"p","labels":{}},"spec":{"hostNetwork":false,"nodeName":"",
       "containers":[{"name":"c","image":"i","env":[],"tty":null}],"automountServiceAccountToken":false}}
      """)
    #expect(try schema("", "v1", "Pod").decode(&pod) == [])
    let expected = try parse(
      """
      {"kind":"Pod","apiVersion":"v1","metadata":{"name":"p"},"spec":{"automountServiceAccountToken":false,
       "containers":[{"name":"c","image":"i","resources":{}}]},"status":{}}
      """)
    #expect(pod == expected)
  }

  @Test("an event shows its null times and its empty source") func event() throws {
    var event = try parse(#"{"kind":"Event","apiVersion":"v1","metadata":{"name":"e"},"involvedObject":{}}"#)
    _ = try schema("", "v1", "Event").decode(&event)
    let expected = try parse(
      """
      {"kind":"Event","apiVersion":"v1","metadata":{"name":"e"},"involvedObject":{},"source":{},"eventTime":null,
       "firstTimestamp":null,"lastTimestamp":null,"reportingComponent":"","reportingInstance":""}
      """)
    #expect(event == expected)
  }

  @Test("unknown fields are named with their place, in the order of the document") func unknownFields() throws {
    var deployment = try parse(
      """
      {"metadata":{"bogus":1},"spec":{"nosuch":2,"template":{"spec":{"containers":[{"Image":"i","foo":1}]}}},"zz":1}
      """)
    let unknown = try schema("apps", "v1", "Deployment").decode(&deployment)
    #expect(
      unknown == [
        "metadata.bogus", "spec.nosuch", "spec.template.spec.containers[0].Image",
        "spec.template.spec.containers[0].foo", "zz",
      ])
  }

  struct Mismatch: Sendable, CustomTestStringConvertible {
    var body: String
    var message: String
    var testDescription: String { body }
  }

  @Test(
    "a wrong type is refused in Go's words",
    arguments: [
      Mismatch(
        body: #"{"metadata":{"name":1}}"#,
        message: "json: cannot unmarshal number into Go struct field ObjectMeta.metadata.name of type string"),
      Mismatch(
        body: #"{"data":{"k":1}}"#,
        message: "json: cannot unmarshal number into Go struct field ConfigMap.data of type string"),
      Mismatch(
        body: #"{"data":["k"]}"#,
        message: "json: cannot unmarshal array into Go struct field ConfigMap.data of type map[string]string"),
      Mismatch(body: #"{"binaryData":{"k":"a!"}}"#, message: "illegal base64 data at input byte 1"),
    ]) func mismatches(_ row: Mismatch) throws
  {
    var object = try parse(row.body)
    let schema = try schema("", "v1", "ConfigMap")
    #expect(throws: DecodingError(message: row.message)) { try schema.decode(&object) }
  }

  @Test(
    "quantities are written in canonical form",
    arguments: [
      ("\"1000m\"", "1"), ("\"1024Ki\"", "1Mi"), ("\"1e3\"", "1e3"), ("\"0.5Gi\"", "512Mi"), ("2", "2"),
      ("0.5", "500m"),
    ])
  func quantities(_ input: String, _ output: String) throws {
    var quota = try parse(#"{"spec":{"hard":{"x":\#(input)}}}"#)
    _ = try schema("", "v1", "ResourceQuota").decode(&quota)
    #expect(quota[path: "spec", "hard", "x"] == .string(output))
  }

  @Test("a null in a map of texts is the empty text") func nullInMap() throws {
    var object = try parse(#"{"data":{"k":null}}"#)
    _ = try schema("", "v1", "ConfigMap").decode(&object)
    #expect(object["data"] == ["k": ""])
  }

  @Test("a minimal deployment gets the defaults of its parts") func defaults() throws {
    var object = try parse(
      """
      {"spec":{"selector":{"matchLabels":{"app":"d"}},"template":{"metadata":{"labels":{"app":"d"}},
       "spec":{"containers":[{"name":"one","image":"i:1","ports":[{"containerPort":80}]}]}}}}
      """)
    let schema = try schema("apps", "v1", "Deployment")
    _ = try schema.decode(&object)
    schema.applyDefaults(&object)
    #expect(object[path: "spec", "replicas"] == 1)
    #expect(object[path: "spec", "template", "spec", "dnsPolicy"] == "ClusterFirst")
    let container = object[path: "spec", "template", "spec", "containers"]?[0]
    #expect(container?["terminationMessagePath"] == "/dev/termination-log")
    #expect(container?["ports"]?[0]?["protocol"] == "TCP")
  }
}
