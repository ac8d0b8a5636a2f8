/// A `format` that an API server enforces. Others are accepted in a schema and mean nothing.
package struct SchemaFormat: Sendable, Hashable {
  package enum Kind: String, Sendable {
    case int32, int64, float, double
    case bsonobjectid, uri, email, hostname, ipv4, ipv6, cidr, mac, uuid, uuid3, uuid4, uuid5, isbn, isbn10, isbn13
    case creditcard, ssn, hexcolor, rgbcolor, byte, password, date, duration, datetime
    case shortName = "k8sshortname"
    case longName = "k8slongname"
  }

  /// As the schema writes it: `date-time`.
  package let name: String
  package let kind: Kind

  /// Nil for a format that is not enforced.
  package init?(_ name: String) {
    guard let kind = Kind(rawValue: String(name.filter { $0 != "-" })) else { return nil }
    self.name = name
    self.kind = kind
  }

  /// Whether numbers, not strings, have this format.
  package var isNumeric: Bool {
    switch kind {
    case .int32, .int64, .float, .double: true
    default: false
    }
  }

  package func accepts(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return switch kind {
    case .int32, .int64, .float, .double, .password: true
    case .bsonobjectid: bytes.count == 24 && bytes.allSatisfy(\.isHexadecimal)
    case .uri: TextFormats.isURI(text)
    case .email: TextFormats.isEmail(text)
    case .hostname: TextFormats.isHostname(text)
    case .ipv4: NetworkFormats.ipv4(text[...]) != nil
    case .ipv6: NetworkFormats.isIPv6(text[...])
    case .cidr: NetworkFormats.isCIDR(text)
    case .mac: NetworkFormats.isMAC(text)
    case .uuid: TextFormats.isUUID(bytes, version: nil)
    case .uuid3: TextFormats.isUUID(bytes, version: 3)
    case .uuid4: TextFormats.isUUID(bytes, version: 4)
    case .uuid5: TextFormats.isUUID(bytes, version: 5)
    case .isbn: TextFormats.isISBN10(bytes) || TextFormats.isISBN13(bytes)
    case .isbn10: TextFormats.isISBN10(bytes)
    case .isbn13: TextFormats.isISBN13(bytes)
    case .creditcard: TextFormats.isCreditCard(bytes)
    case .ssn: TextFormats.isSocialSecurityNumber(bytes)
    case .hexcolor: TextFormats.isHexColor(bytes)
    case .rgbcolor: TextFormats.isRGBColor(text)
    case .byte: TextFormats.isBase64(bytes)
    case .date: TimeFormats.isDate(bytes[...])
    case .datetime: TimeFormats.isDateTime(bytes)
    case .duration: TimeFormats.isDuration(text)
    case .shortName: TextFormats.isLabel(bytes[...])
    case .longName: TextFormats.isSubdomain(bytes)
    }
  }
}

extension UInt8 {
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  var isLetter: Bool {
    let lower = self | 0x20
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower)
  }
  var isHexadecimal: Bool {
    let lower = self | 0x20
    return isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(lower)
  }
}
