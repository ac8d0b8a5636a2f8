import Documents
import Testing

@testable import Kubernetes

@Suite struct AuditEventTests {
  /// As a kube-apiserver writes it at the level RequestResponse.
  static let line = """
    {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"RequestResponse","auditID":"8a5b6d2e-6a39-4f0e-9d0e-0d0c5a3d4b11",\
    "stage":"ResponseComplete","requestURI":"/apis/netbox.dev/v1/namespaces/demo/prefixes/x/status?fieldManager=op","verb":"patch",\
    "user":{"username":"system:serviceaccount:netbox:operator","uid":"77","groups":["system:serviceaccounts","system:authenticated"],\
    "extra":{"authentication.kubernetes.io/pod-name":["op-0"]}},"sourceIPs":["10.0.0.7"],\
    "userAgent":"netbox-operator/v1.0.0 (linux/amd64) kubernetes/$Format","objectRef":{"resource":"prefixes","namespace":"demo",\
    "name":"x","apiGroup":"netbox.dev","apiVersion":"v1","subresource":"status"},"responseStatus":{"metadata":{},"code":200},\
    "requestObject":{"status":{"token":"s3cret"}},"responseObject":{"status":{"token":"s3cret"}},\
    "requestReceivedTimestamp":"2026-03-01T12:00:00.123456Z","stageTimestamp":"2026-03-01T12:00:00.130000Z",\
    "annotations":{"authorization.k8s.io/decision":"allow"}}
    """

  @Test("a line of a real log is read as far as the level Metadata goes, and no body is kept")
  func reading() throws {
    let event = try #require(AuditEvent(JSON.parse(Self.line)))
    #expect(event.stage == .responseComplete && event.verb == "patch" && event.code == 200)
    #expect(event.user.name == "system:serviceaccount:netbox:operator")
    #expect(
      event.subject
        == .init(
          group: "netbox.dev", version: "v1", resource: "prefixes", subresource: "status", namespace: "demo", name: "x")
    )
    #expect(event.received.microTime == "2026-03-01T12:00:00.123456Z")
    let text = JSON.text(event.value)
    #expect(!text.contains("s3cret") && text.contains(#""level":"Metadata""#))
    #expect(try AuditEvent(JSON.parse(text)) == event)
  }

  @Test(
    "what is no such event is none",
    arguments: [
      "{}", #"{"kind":"Event","apiVersion":"v1"}"#, "[1]",
      #"{"kind":"Event","apiVersion":"audit.k8s.io/v1","stage":"Later","verb":"get"}"#,
    ])
  func others(_ text: String) throws {
    #expect(try AuditEvent(JSON.parse(text)) == nil)
  }
}
