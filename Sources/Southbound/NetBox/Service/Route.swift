/// What a path leads to.
enum Route: Sendable {
  case root
  case application(String)
  case status
  case collection(Model)
  case object(Model, id: String)
  case available(Available, Model, id: Int64)

  enum Available: String, Sendable {
    case addresses = "available-ips"
    case prefixes = "available-prefixes"
  }

  static let applications = ["core", "dcim", "extras", "ipam", "tenancy", "users"]

  /// Nil for a path that leads nowhere. Every path ends with a slash.
  init?(_ path: String) {
    guard path.hasPrefix("/api/"), path.hasSuffix("/") else { return nil }
    let parts = path.dropFirst(5).dropLast().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if path == "/api/" {
      self = .root
      return
    }
    switch parts.count {
    case 1 where parts[0] == "status": self = .status
    case 1 where Self.applications.contains(parts[0]): self = .application(parts[0])
    case 2:
      guard let model = Model.at(path: "\(parts[0])/\(parts[1])") else { return nil }
      self = .collection(model)
    case 3:
      guard let model = Model.at(path: "\(parts[0])/\(parts[1])"), !parts[2].isEmpty, !parts[2].contains(".") else {
        return nil
      }
      self = .object(model, id: parts[2])
    case 4:
      guard let model = Model.at(path: "\(parts[0])/\(parts[1])"), let available = Available(rawValue: parts[3]),
        let id = Int64(parts[2]), model.name == .prefix || (model.name == .ipRange && available == .addresses)
      else { return nil }
      self = .available(available, model, id: id)
    default: return nil
    }
  }

  var methods: [String] {
    switch self {
    case .root, .application, .status: ["GET", "HEAD", "OPTIONS"]
    case .collection(let model):
      model.isReadOnly ? ["GET", "HEAD", "OPTIONS"] : ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
    case .object(let model, _):
      model.isReadOnly ? ["GET", "HEAD", "OPTIONS"] : ["GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
    case .available: ["GET", "POST", "HEAD", "OPTIONS"]
    }
  }

  /// Whether any authenticated user may read it.
  var isOpen: Bool {
    switch self {
    case .root, .application, .status: true
    case .collection, .object, .available: false
    }
  }
}
