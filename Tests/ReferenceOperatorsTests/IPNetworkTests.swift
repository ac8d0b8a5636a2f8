import NetBoxOperator
import Testing

@Suite struct IPNetworkTests {
  @Test(
    "addresses have one spelling",
    arguments: [
      ("192.0.2.10/24", "192.0.2.10/24"), ("192.0.2.10", "192.0.2.10/32"), ("2001:DB8:0::1/64", "2001:db8::1/64"),
      ("::/0", "::/0"), ("0.0.0.0/0", "0.0.0.0/0"),
    ])
  func spells(text: String, expected: String) {
    #expect(IPNetwork(text)?.description == expected)
  }

  @Test(
    "what is no address is refused",
    arguments: ["", "x", "192.0.2/24", "192.0.2.1/33", "192.0.2.1/-1", "::1/129", "1.2.3.4/5/6", "192.0.2.1/ 4"])
  func refuses(text: String) { #expect(IPNetwork(text) == nil) }

  @Test(
    "the network has no host bits",
    arguments: [
      ("192.0.2.77/28", "192.0.2.64/28"), ("10.255.3.9/13", "10.248.0.0/13"), ("10.1.2.3/0", "0.0.0.0/0"),
      ("10.1.2.3/32", "10.1.2.3/32"), ("2001:db8::ffff/112", "2001:db8::/112"),
    ])
  func masks(text: String, expected: String) {
    #expect(IPNetwork(text)?.network.description == expected)
  }

  @Test(
    "containment needs the same family, a longer mask and the same network",
    arguments: [
      ("10.0.0.0/8", "10.9.0.0/16", true), ("10.0.0.0/8", "10.0.0.0/8", true), ("10.0.0.0/8", "10.0.0.0/7", false),
      ("10.0.0.0/8", "11.0.0.0/16", false), ("::/0", "10.0.0.0/8", false), ("2001:db8::/32", "2001:db8:1::/48", true),
    ])
  func contains(outer: String, inner: String, expected: Bool) throws {
    let (outer, inner) = (try #require(IPNetwork(outer)), try #require(IPNetwork(inner)))
    #expect(outer.contains(inner) == expected)
  }

  @Test(
    "the next network follows, and the last has none",
    arguments: [
      ("10.0.0.0/24", "10.0.1.0/24"), ("10.255.0.0/16", "11.0.0.0/16"), ("10.0.0.5/32", "10.0.0.6/32"),
      ("255.255.255.0/24", nil), ("0.0.0.0/0", nil),
    ] as [(String, String?)])
  func follows(text: String, expected: String?) {
    #expect(IPNetwork(text)?.next?.description == expected)
  }

  @Test("addresses count across bytes")
  func advances() {
    #expect(IPNetwork("10.0.0.250")?.advanced(by: 10)?.address == "10.0.1.4")
    #expect(IPNetwork("255.255.255.255")?.advanced(by: 1) == nil)
  }
}
