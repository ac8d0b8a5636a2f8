extension ProxyAddress {
  /// The proxy that `HTTPS_PROXY` or `HTTP_PROXY` asks for, as Go programs understand them: never for this machine, nor for
  /// what `NO_PROXY` lists (names, domains, IPv4 addresses and ranges, or `*`).
  init?(for server: ServerAddress, environment: [String: String]) {
    func variable(_ name: String) -> String? {
      [environment[name], environment[name.lowercased()]].lazy.compactMap { $0 }.first { !$0.isEmpty }
    }
    guard let text = variable(server.isEncrypted ? "HTTPS_PROXY" : "HTTP_PROXY"),
      !Self.isExempt(server, (variable("NO_PROXY") ?? "").split(separator: ",").map(String.init))
    else { return nil }
    self.init(text)
  }

  private static func isExempt(_ server: ServerAddress, _ exceptions: [String]) -> Bool {
    let host = server.host.lowercased()
    if host == "localhost" || host == "::1" || IPv4Range("127.0.0.0/8")?.contains(host) == true { return true }
    return exceptions.contains { exception in
      let text = exception.filter { !$0.isWhitespace }.lowercased()
      if text == "*" || text == host || text == "\(host):\(server.port)" { return true }
      if let range = IPv4Range(text) { return range.contains(host) }
      let domain = text.hasPrefix(".") ? text : ".\(text)"
      return text.contains { $0 != "." } && host.hasSuffix(domain)
    }
  }
}

/// `10.0.0.0/8`
private struct IPv4Range {
  private let network: UInt32
  private let mask: UInt32

  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let address = Self.address(parts[0]), let length = Int(parts[1]),
      (0...32).contains(length)
    else { return nil }
    mask = length == 0 ? 0 : ~UInt32(0) << UInt32(32 - length)
    network = address & mask
  }

  func contains(_ host: String) -> Bool { Self.address(host[...]).map { $0 & mask == network } ?? false }

  private static func address(_ text: Substring) -> UInt32? {
    let bytes = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard bytes.count == 4 else { return nil }
    var address: UInt32 = 0
    for byte in bytes {
      guard let byte else { return nil }
      address = address << 8 | UInt32(byte)
    }
    return address
  }
}
