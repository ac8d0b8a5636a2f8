internal import Documents
internal import FoundationEssentials
internal import Listening

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A kubeconfig of a lab: readable by its owner only, and never half written.
enum KubeconfigFile {
  static let name = "kubeconfig"

  /// - Returns: the path of the file.
  /// - Throws: `Diagnostic` when it cannot be written.
  static func write(
    _ name: String = name, server: String, authority: String, user: String, _ identity: CertificateAuthority.Identity,
    directory: String
  ) throws(Diagnostic) -> String {
    do {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .error(
        "the directory for credentials \"\(directory)\" cannot be made", hint: "choose another with --directory")
    }
    let path = "\(directory)/\(name)"
    let temporary = "\(path).new"
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0,
      writeAll(YAML.text(document(server: server, authority: authority, user: user, identity)), to: descriptor),
      rename(temporary, path) == 0
    else {
      let reason = String(cString: strerror(errno))
      throw .error("\"\(path)\" cannot be written: \(reason)", hint: "choose another directory with --directory")
    }
    return path
  }

  private static func writeAll(_ text: String, to descriptor: Int32) -> Bool {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count <= 0 { break }
      bytes = bytes.dropFirst(count)
    }
    return close(descriptor) == 0 && bytes.isEmpty
  }

  private static func document(
    server: String, authority: String, user: String, _ identity: CertificateAuthority.Identity
  ) -> Value {
    func encoded(_ text: String) -> Value { .string(Data(text.utf8).base64EncodedString()) }
    return [
      "apiVersion": "v1", "kind": "Config", "current-context": "plugfest-lab",
      "clusters": [
        [
          "name": "plugfest-lab",
          "cluster": [
            "server": .string(server), "certificate-authority-data": encoded(authority),
          ],
        ]
      ],
      "users": [
        [
          "name": .string(user),
          "user": [
            "client-certificate-data": encoded(identity.certificate),
            "client-key-data": encoded(identity.key),
          ],
        ]
      ],
      "contexts": [
        ["name": "plugfest-lab", "context": ["cluster": "plugfest-lab", "user": .string(user)]]
      ],
    ]
  }
}
