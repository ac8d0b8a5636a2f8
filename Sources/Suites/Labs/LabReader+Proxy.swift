import Documents
import Plans

extension FieldType where Output == Lab.Proxy? {
  /// The fields of a proxy, or `off`, which is nil.
  static var proxy: FieldType {
    let fields = FieldType<Lab.Proxy>.object("proxy") { reader in
      let listen = reader.optional("listen", .listener)
      let isTLS = reader.optional("tls", .bool, or: false)
      let host = reader.optional("host", .choice, or: Lab.Proxy.HostName.client)
      guard let isTLS, let host else { return nil }
      var proxy = Lab.Proxy()
      proxy.listen = listen
      proxy.isTLS = isTLS
      proxy.host = host
      return proxy
    }
    let off = FieldType<Lab.Proxy?>("off, or an object with listen, tls or host") { node in
      node.string == "off" || node.value == .bool(false) ? .some(nil) : nil
    }
    return FieldType(off.expected) { node, name, diagnostics in
      node.members == nil ? off.read(node, name, diagnostics) : fields.read(node, name, diagnostics).map { $0 }
    }
  }
}

extension FieldType where Output == Lab.Proxy.Listener {
  /// `127.0.0.1:8081`, `[::1]:8081`
  fileprivate static var listener: FieldType {
    FieldType("an address and a port such as 127.0.0.1:8081") { node in
      guard let text = node.string, let colon = text.lastIndex(of: ":"),
        let port = Int(text[text.index(after: colon)...]), (1...65535).contains(port)
      else { return nil }
      var address = text[..<colon]
      if address.first == "[", address.last == "]" {
        address = address.dropFirst().dropLast()
      } else if address.contains(":") {
        return nil
      }
      return address.isEmpty ? nil : Lab.Proxy.Listener(address: String(address), port: port)
    }
  }
}
