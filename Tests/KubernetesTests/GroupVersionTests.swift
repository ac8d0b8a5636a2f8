import Kubernetes
import Testing

@Suite struct GroupVersionTests {
  @Test("apiVersion text reads and prints", arguments: ["v1", "apps/v1", "netbox.dev/v1alpha1"])
  func roundTrip(text: String) { #expect(GroupVersion(text)?.description == text) }

  @Test("other text is no apiVersion", arguments: ["", "/", "/v1", "apps/", "a/b/c"])
  func refused(text: String) { #expect(GroupVersion(text) == nil) }
}
