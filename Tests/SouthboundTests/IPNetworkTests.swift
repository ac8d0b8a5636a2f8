import Testing

@testable import Southbound

@Suite struct IPNetworkTests {
  @Test(
    "Addresses are written canonically",
    arguments: [
      ("10.0.0.1", "10.0.0.1"), ("2001:0DB8:0:0::1", "2001:db8::1"), ("::", "::"), ("::1", "::1"),
      ("1:0:0:2:0:0:0:3", "1:0:0:2::3"), ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
      ("::ffff:1.2.3.4", "::ffff:1.2.3.4"), ("fe80::", "fe80::"), ("64:ff9b::1.2.3.4", "64:ff9b::102:304"),
    ])
  func canonical(text: String, expected: String) { #expect(IPAddress(text)?.description == expected) }

  @Test(
    "Text that is no network is refused",
    arguments: [
      "", "10", "10.0.0", "10.0.0.256", "10.0.0.01", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/x", "1::2::3",
      "2001:db8::/129", ":1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "10.0.0.0/255.0.255.0", "g::",
    ])
  func refused(text: String) { #expect(IPNetwork(text) == nil) }

  @Test(
    "Networks have a first and a last address",
    arguments: [
      ("10.1.2.3/8", "10.0.0.0", "10.255.255.255"), ("10.1.2.3/32", "10.1.2.3", "10.1.2.3"),
      ("0.0.0.0/0", "0.0.0.0", "255.255.255.255"), ("10.0.0.0/255.255.255.0", "10.0.0.0", "10.0.0.255"),
      ("10.0.0.0/0.0.0.255", "10.0.0.0", "10.0.0.255"),
      ("2001:db8::5/64", "2001:db8::", "2001:db8::ffff:ffff:ffff:ffff"),
      ("::/0", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ])
  func bounds(text: String, first: String, last: String) throws {
    let network = try #require(IPNetwork(text))
    #expect(network.first.description == first)
    #expect(network.last.description == last)
  }

  @Test("The order is that of PostgreSQL's inet")
  func order() {
    let texts = [
      "10.0.0.0/24", "10.0.0.0/25", "10.0.0.5/25", "10.0.0.5/32", "10.0.0.6/25", "10.0.1.1/24", "::/0", "2001:db8::/32",
    ]
    // The mask decides before the host bits do.
    let expected = [
      "10.0.0.0/24", "10.0.0.0/25", "10.0.0.5/25", "10.0.0.6/25", "10.0.0.5/32", "10.0.1.1/24", "::/0", "2001:db8::/32",
    ]
    #expect(texts.compactMap { IPNetwork($0) }.sorted().map(\.description) == expected)
  }

  @Test("A set gives its lowest addresses and the fewest networks that cover it")
  func addressSet() throws {
    var set = AddressSet(try #require(IPNetwork("10.0.0.0/28")))
    set.remove(try #require(IPNetwork("10.0.0.4/30")))
    set.remove(try #require(IPAddress("10.0.0.0")))
    #expect(set.lowest(5).map(\.description) == ["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.8", "10.0.0.9"])
    #expect(set.networks.map(\.description) == ["10.0.0.1/32", "10.0.0.2/31", "10.0.0.8/29"])
    #expect(set.takeNetwork(length: 30)?.description == "10.0.0.8/30")
    #expect(set.takeNetwork(length: 29) == nil)
  }

  @Test("The whole of IPv6 is a set like any other")
  func everything() throws {
    var set = AddressSet(try #require(IPNetwork("::/0")))
    #expect(set.networks.map(\.description) == ["::/0"])
    set.remove(try #require(IPNetwork("8000::/1")))
    #expect(set.networks.map(\.description) == ["::/1"])
    #expect(set.lowest(2).map(\.description) == ["::", "::1"])
  }
}
