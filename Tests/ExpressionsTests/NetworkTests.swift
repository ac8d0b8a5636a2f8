import Testing

@testable import Expressions

@Suite struct NetworkTests {
  @Test(
    "an address is written in its canonical form",
    arguments: [
      ("10.0.0.1", "10.0.0.1"), ("2001:DB8::1", "2001:db8::1"), ("::", "::"), ("::1", "::1"), ("1::", "1::"),
      ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
      ("1:0:3:4:5:6:7:8", "1:0:3:4:5:6:7:8"),
      ("::ffff:1.2.3.4", "::ffff:1.2.3.4"), ("::ffff:102:304", "::ffff:1.2.3.4"),
      ("64:ff9b::10.0.0.1", "64:ff9b::a00:1"),
      ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"), ("fe80::1%eth0", "fe80::1%eth0"),
      ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
    ])
  func canonical(_ text: String, _ expected: String) throws {
    #expect(try IPAddress(text).text == expected)
  }

  @Test(
    "what is no address is refused",
    arguments: [
      "", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1..2.3", "1.2.3.", ".1.2.3", "1.2.3.4a", "a.b.c.d", ":",
      ":::", "1:2",
      "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "1:", "::1:", "1:2:3:4:5:6:7:1.2.3.4",
      "1:2:3:4:5:6:7:8::", "fe80::%",
      "1.2.3.4%eth0", "é", "１.2.3.4",
    ])
  func refused(_ text: String) { #expect(throws: IPAddress.ParseError.self) { try IPAddress(text) } }

  @Test(
    "a network holds the addresses of its prefix",
    arguments: [
      ("0.0.0.0/0", "255.1.2.3", true), ("::/0", "::1", true), ("::/0", "1.2.3.4", false),
      ("10.0.0.0/8", "10.255.0.1", true),
      ("10.0.0.0/8", "11.0.0.0", false), ("10.0.0.1/32", "10.0.0.1", true), ("10.0.0.1/32", "10.0.0.2", false),
      ("2001:db8::/127", "2001:db8::1", true),
      ("2001:db8::/127", "2001:db8::2", false), ("10.0.0.77/24", "10.0.0.1", true),
    ])
  func contains(_ network: String, _ address: String, _ expected: Bool) throws {
    let address = try IPAddress(address)
    #expect(CIDR.parse(network).cidr?.contains(address) == expected)
  }

  @Test(
    "what is no network is refused",
    arguments: [
      "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/08", "10.0.0.0/-1", "10.0.0.0/8/8", "/8",
      "fe80::1%e/64",
    ])
  func refusedNetworks(_ text: String) { #expect(CIDR.parse(text).cidr == nil) }

  @Test(
    "a URL is taken apart",
    arguments: [
      ("https://u:p@h.example:8080/a%20b?x=1&x=2&y=a+b#f", "https", "h.example:8080", "h.example", "8080", "/a%20b"),
      ("http://[::1]:80/", "http", "[::1]:80", "::1", "80", "/"), ("/path only", "", "", "", "", "/path%20only"),
      ("mailto:a@b", "mailto", "", "", "", ""), ("HTTP://H/", "http", "H", "H", "", "/"),
      ("s://h", "s", "h", "h", "", ""),
    ])
  func urls(_ text: String, _ scheme: String, _ host: String, _ hostname: String, _ port: String, _ path: String) throws
  {
    let url = try #require(URLValue(text))
    #expect([url.scheme, url.host, url.hostname, url.port, url.escapedPath] == [scheme, host, hostname, port, path])
  }

  @Test("a query has all values of its names", arguments: [("x=1&x=2&y=a+b&z&%zz=1", ["x", "y", "z"])])
  func query(_ text: String, _ names: [String]) throws {
    let query = try #require(URLValue("http://h/?\(text)")).query
    #expect(query.map(\.name) == names)
    #expect(query.map(\.values) == [["1", "2"], ["a b"], [""]])
  }

  @Test(
    "what is no URL is refused",
    arguments: [
      "", "path", "../x", "http://h:port/", "http://h/%zz", "http://h\u{7F}/", ":x", "http://[::1/", "http://h{/",
    ])
  func refusedURLs(_ text: String) { #expect(URLValue(text) == nil) }

  @Test(
    "a quantity is exact",
    arguments: [
      ("0.1", "100m", 0), ("1.5Gi", "1536Mi", 0), ("1k", "1Ki", -1), ("1e3", "1k", 0), ("1E3", "1000", 0),
      ("1E", "1e18", 0), ("-1", "1", -1),
      ("1n", "0", 1), ("0.0000000001", "1n", 0), ("100000000000000000000", "9223372036854775807", 0),
      ("0.1Ki", "102400m", 0), ("+5", "5", 0), ("5.", "5", 0), (".5", "500m", 0),
    ])
  func quantities(_ left: String, _ right: String, _ expected: Int) throws {
    let (left, right) = (try #require(ResourceQuantity(left)), try #require(ResourceQuantity(right)))
    #expect(Ordering(left.billionths, right.billionths).rawValue == Int64(expected))
  }

  @Test(
    "what is no quantity is refused",
    arguments: ["", "x", "1x", "1ki", "--1", "1 ", " 1", "1e", "1e1.5", ".", "Mi", "1MiB", "1e99999999999"])
  func refusedQuantities(_ text: String) { #expect(ResourceQuantity(text) == nil) }

  @Test(
    "a sum of quantities is written with the largest suffix that leaves it whole",
    arguments: [
      ("1Gi", "1Gi", "2Gi"), ("512Mi", "512Mi", "1Gi"), ("500m", "500m", "1"), ("1.5k", "500", "2k"), ("1", "-1", "0"),
      ("1u", "1m", "1001u"),
    ])
  func sums(_ left: String, _ right: String, _ expected: String) throws {
    let (left, right) = (try #require(ResourceQuantity(left)), try #require(ResourceQuantity(right)))
    #expect(ResourceQuantity(billionths: left.billionths + right.billionths, format: left.format).text == expected)
  }
}
