extension Lab {
  /// How a candidate's requests to a system are led through the run's journaling proxy.
  package struct Proxy: Sendable, Hashable {
    /// Nil is any free port of loopback, and only for a candidate that plugfest starts: nobody else could be told.
    package var listen: Listener?
    package var isTLS = false
    package var host = HostName.client

    package init() {}

    package struct Listener: Sendable, Hashable {
      package var address: String
      package var port: Int

      package init(address: String, port: Int) {
        self.address = address
        self.port = port
      }
    }

    /// Which `Host` the system is told, and makes links of.
    package enum HostName: String, Sendable, Hashable, CaseIterable {
      /// The one that the client asked for, so that links lead through the proxy.
      case client
      /// The system's own, for one that answers no other.
      case system
    }
  }
}
