import Documents
import Plans

extension LabReader {
  func readCluster(_ reader: inout MappingReader) -> Lab.Cluster? {
    for name in ["kind", "envtest"] where reader.has(name) {
      reader.error(
        "\"\(name)\" clusters are not started by plugfest yet", at: name,
        hint: "start one, and name its kubeconfig: cluster: {kubeconfig: {path: …, context: …}}")
      return nil
    }
    switch reader.exactlyOne(of: ["embedded", "kubeconfig"]) {
    case "embedded":
      return reader.optional("embedded", .object("embedded", readEmbedded)).map(Lab.Cluster.embedded)
    case "kubeconfig":
      return reader.optional("kubeconfig", .object("kubeconfig", readKubeconfig))
    default: return nil
    }
  }

  private func readEmbedded(_ reader: inout MappingReader) -> Lab.Embedded? {
    let users = reader.optional("users", .list(of: .object("user", readUser)), or: [])
    let port = reader.optional("port", .integer(in: 0...65535), or: 0)
    let nodes = reader.optional("nodes", .integer(in: 0...100), or: Lab.Embedded().nodes)
    let delay = reader.optional("schedulingDelay", .duration, or: .zero)
    let faults = reader.optional("faults", .faults, or: [])
    let validity = reader.optional("serverCertificate", .choice, or: Lab.CertificateValidity.current)
    guard let users, let port, let nodes, let delay, let faults, let validity else { return nil }
    var embedded = Lab.Embedded(users: users, port: port, nodes: nodes)
    embedded.schedulingDelay = delay
    embedded.faults = faults
    embedded.serverCertificate = validity
    return embedded
  }

  private func readUser(_ reader: inout MappingReader) -> Lab.User? {
    let name = reader.required("name", .name)
    let uid = reader.optional("uid", .name)
    let groups = reader.optional("groups", .list(of: .name), or: [])
    let token = reader.required("token", .secret(in: file))
    guard let name, let groups, let token else { return nil }
    return Lab.User(name: name, uid: uid, groups: groups, token: token)
  }

  private func readKubeconfig(_ reader: inout MappingReader) -> Lab.Cluster? {
    let path = reader.optional("path", .name).map(file.path(of:))
    let context = reader.optional("context", .name)
    let auditLog = reader.optional("auditLog", .name).map(file.path(of:))
    return .kubeconfig(path: path, context: context, auditLog: auditLog)
  }
}
