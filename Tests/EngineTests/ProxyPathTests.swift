import Plans
import Testing

@testable import Engine

@Suite struct ProxyPathTests {
  @Test("a service or pod is reached through the API server, and no name leads elsewhere")
  func paths() {
    #expect(
      CaseContext.proxyPath(.services, namespace: "a", name: "op", port: "8443", path: "/metrics", isSecure: true)
        == "/api/v1/namespaces/a/services/https:op:8443/proxy/metrics")
    #expect(
      CaseContext.proxyPath(.pods, namespace: "a", name: "op-0", port: nil, path: "a/b c", isSecure: false)
        == "/api/v1/namespaces/a/pods/op-0/proxy/a/b%20c")
    #expect(
      CaseContext.proxyPath(.pods, namespace: "a", name: "../x", port: "1/y?z", path: "", isSecure: false)
        == "/api/v1/namespaces/a/pods/..%2Fx:1%2Fy%3Fz/proxy/")
  }
}
