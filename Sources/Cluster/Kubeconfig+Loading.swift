package import Documents

extension Kubeconfig {
  /// Reads what kubectl would: the file at `path`, or those of `KUBECONFIG`, or `~/.kube/config`.
  ///
  /// Of several files in `KUBECONFIG`, those that do not exist are passed over.
  ///
  /// - Throws: every mistake in the files, or that there is none.
  package static func load(path: String? = nil, environment: [String: String]) throws(Diagnostics) -> Kubeconfig {
    if let path { return try read(FilePaths.expandingTilde(path, environment)) }
    let listed = (environment["KUBECONFIG"] ?? "").split(separator: ":").map {
      FilePaths.expandingTilde(String($0), environment)
    }
    let candidates = listed.isEmpty ? [FilePaths.expandingTilde("~/.kube/config", environment)] : listed
    var merged = Kubeconfig()
    var problems = Diagnostics()
    for file in candidates where FilePaths.exists(file) {
      do {
        merged.merge(try read(file))
      } catch {
        error.all.forEach { problems.add($0) }
      }
    }
    try problems.throwIfErrors()
    guard merged.files.isEmpty else { return merged }
    let names = candidates.map { "\"\($0)\"" }.joined(separator: ", ")
    throw Diagnostics([
      .error("no kubeconfig: \(names) does not exist", hint: "set KUBECONFIG or name a kubeconfig file")
    ])
  }

  private static func read(_ file: String) throws(Diagnostics) -> Kubeconfig {
    let bytes: [UInt8]
    do {
      bytes = try FilePaths.read(file)
    } catch {
      throw Diagnostics([
        .error("cannot read the kubeconfig \"\(file)\": \(error)", hint: "check the path and its mode")
      ])
    }
    return try Kubeconfig(parsing: String(decoding: bytes, as: UTF8.self), file: file)
  }
}

extension ClusterConfiguration {
  /// As kubectl finds its cluster: by kubeconfig, or inside a Pod, where no kubeconfig is named, by the Pod's account.
  ///
  /// - Throws: `Diagnostics`
  package static func load(
    path: String? = nil, context: String? = nil, environment: [String: String]
  ) throws(Diagnostics) -> ClusterConfiguration {
    let isNamed = path != nil || context != nil || environment["KUBECONFIG"]?.isEmpty == false
    if !isNamed, !FilePaths.exists(FilePaths.expandingTilde("~/.kube/config", environment)),
      environment["KUBERNETES_SERVICE_HOST"] != nil
    {
      return try inCluster(environment: environment)
    }
    let kubeconfig = try Kubeconfig.load(path: path, environment: environment)
    return try kubeconfig.configuration(context: context, environment: environment)
  }

  /// What every Pod is given.
  ///
  /// - Parameter folder: Where the service account's token, CA and namespace are mounted.
  package static func inCluster(
    environment: [String: String], folder: String = "/var/run/secrets/kubernetes.io/serviceaccount"
  ) throws(Diagnostics) -> ClusterConfiguration {
    guard let host = environment["KUBERNETES_SERVICE_HOST"], !host.isEmpty,
      let port = environment["KUBERNETES_SERVICE_PORT"].flatMap({ Int($0) })
    else {
      throw Diagnostics([
        .error(
          "not inside a cluster: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set",
          hint: "name a kubeconfig instead")
      ])
    }
    do {
      _ = try FilePaths.read("\(folder)/token")
      let namespace = (try? FilePaths.read("\(folder)/namespace")).map {
        String(decoding: $0, as: UTF8.self).filter { !$0.isWhitespace }
      }
      return ClusterConfiguration(
        server: ServerAddress(host: host, port: port), trust: .authorities(try FilePaths.read("\(folder)/ca.crt")),
        bearer: .tokenFile(path: "\(folder)/token"), defaultNamespace: namespace ?? "default")
    } catch {
      throw Diagnostics([
        .error(
          "cannot read the Pod's service account: \(error)",
          hint: "give the Pod a service account and let its token be mounted")
      ])
    }
  }
}
