extension Library {
  private static let address = CELType.opaque("net.IP", [])
  private static let cidr = CELType.opaque("net.CIDR", [])

  /// `ip(…)` and `cidr(…)` as cel-go has them: an IPv4 address written as IPv6 without dots is the IPv4 address.
  static let networks = networks(unmaps: true)

  /// The same as Kubernetes has them: an IPv4 address written as IPv6 is refused.
  static let networksOfKubernetes = networks(unmaps: false)

  private static func networks(unmaps: Bool) -> Library {
    Library(
      name: "network", overloads: making(unmaps: unmaps) + addressParts + cidrParts(unmaps: unmaps),
      types: ["net.IP": address, "net.CIDR": cidr])
  }

  private static func parseAddress(_ text: String, unmaps: Bool) throws(EvaluationError) -> IPAddress {
    let parsed: IPAddress
    do { parsed = try IPAddress(text) } catch {
      throw EvaluationError(
        "IP Address \(TextSearch.quote(text)) parse error during conversion from string: \(error.description)")
    }
    guard parsed.zone.isEmpty else {
      throw EvaluationError("IP address \(TextSearch.quote(text)) with zone value is not allowed")
    }
    guard !parsed.isMapped || (unmaps && !text.contains(".")) else {
      throw EvaluationError("IPv4-mapped IPv6 address \(TextSearch.quote(text)) is not allowed")
    }
    return parsed.unmapped
  }

  private static func parseCIDR(_ text: String) throws(EvaluationError) -> CIDR {
    if text.contains("%") { throw EvaluationError("CIDR with zone value is not allowed: \(TextSearch.quote(text))") }
    let (cidr, reason) = CIDR.parse(text)
    guard let cidr else {
      let prefix = "network address parse error during conversion from string"
      throw EvaluationError("\(prefix): \(prefix): \(reason)")
    }
    guard !cidr.address.isMapped else {
      throw EvaluationError("IPv4-mapped IPv6 address is not allowed: \(TextSearch.quote(text))")
    }
    return cidr
  }

  private static func making(unmaps: Bool) -> [Overload] {
    [
      .function("ip", [.string], address) { (text) throws(EvaluationError) in
        .opaque(try parseAddress(try text.text(), unmaps: unmaps))
      },
      .function("isIP", [.string], .bool) { (text) throws(EvaluationError) in
        let text = try text.text()
        return .bool((try? parseAddress(text, unmaps: unmaps)) != nil)
      },
      .function("ip.isCanonical", [.string], .bool) { (text) throws(EvaluationError) in
        let text = try text.text()
        return .bool(try parseAddress(text, unmaps: unmaps).text == text)
      },
      .function("string", [address], .string) { (value) throws(EvaluationError) in
        .string(try value.opaque(IPAddress.self).text)
      },
      .function("cidr", [.string], cidr) { (text) throws(EvaluationError) in
        .opaque(try parseCIDR(try text.text()))
      },
      .function("isCIDR", [.string], .bool) { (text) throws(EvaluationError) in
        let text = try text.text()
        return .bool((try? parseCIDR(text)) != nil)
      },
      .function("string", [cidr], .string) { (value) throws(EvaluationError) in
        .string(try value.opaque(CIDR.self).text)
      },
    ]
  }

  private static let addressParts: [Overload] =
    ([
      ("isUnspecified", \.isUnspecified), ("isLoopback", \.isLoopback),
      ("isLinkLocalMulticast", \.isLinkLocalMulticast), ("isLinkLocalUnicast", \.isLinkLocalUnicast),
      ("isGlobalUnicast", \.isGlobalUnicast),
    ] as [(String, any KeyPath<IPAddress, Bool> & Sendable)]).map { name, property in
      .method(name, address, .bool) { (value) throws(EvaluationError) in
        .bool(try value.opaque(IPAddress.self)[keyPath: property])
      }
    } + [
      .method("family", address, .int) { (value) throws(EvaluationError) in
        .int(try value.opaque(IPAddress.self).isV4 ? 4 : 6)
      }
    ]

  private static func cidrParts(unmaps: Bool) -> [Overload] {
    [
      .method2("containsIP", cidr, address, .bool) { (cidr, other) throws(EvaluationError) in
        .bool(try cidr.opaque(CIDR.self).contains(try other.opaque(IPAddress.self)))
      },
      .method2("containsIP", cidr, .string, .bool) { (cidr, other) throws(EvaluationError) in
        .bool(try cidr.opaque(CIDR.self).contains(try parseAddress(try other.text(), unmaps: unmaps)))
      },
      .method2("containsCIDR", cidr, cidr, .bool) { (cidr, other) throws(EvaluationError) in
        .bool(try cidr.opaque(CIDR.self).contains(try other.opaque(CIDR.self)))
      },
      .method2("containsCIDR", cidr, .string, .bool) { (cidr, other) throws(EvaluationError) in
        .bool(try cidr.opaque(CIDR.self).contains(try parseCIDR(try other.text())))
      },
      .method("ip", cidr, address) { (cidr) throws(EvaluationError) in .opaque(try cidr.opaque(CIDR.self).address) },
      .method("masked", cidr, cidr) { (cidr) throws(EvaluationError) in .opaque(try cidr.opaque(CIDR.self).masked) },
      .method("prefixLength", cidr, .int) { (cidr) throws(EvaluationError) in
        .int(Int64(try cidr.opaque(CIDR.self).prefixLength))
      },
    ]
  }
}
