import Documents

/// Cells of roles, policies and API services.
extension TableRow {
  func policy(_ name: String, _ arguments: [String]) -> String? {
    switch name {
    case "roleRef": roleReference
    case "subjects": subjects(arguments.first ?? "")
    case "paramKind": parameterKind
    case "paramRef": parameterReference
    case "apiService": apiService
    case "apiServiceAvailable": apiServiceAvailable
    default: nil
    }
  }

  var roleReference: String { "\(text("roleRef", "kind"))/\(text("roleRef", "name"))" }

  func subjects(_ kind: String) -> String {
    let subjects = (object["subjects"]?.array ?? []).filter { $0["kind"]?.string == kind }
    return subjects.map { subject in
      let name = subject["name"]?.string ?? ""
      return kind == "ServiceAccount" ? "\(subject["namespace"]?.string ?? "")/\(name)" : name
    }.joined(separator: ", ")
  }

  var parameterKind: String {
    guard let kind = object[path: "spec", "paramKind"], !kind.isNull else { return "<unset>" }
    return "\(kind["apiVersion"]?.string ?? "")/\(kind["kind"]?.string ?? "")"
  }

  var parameterReference: String {
    guard let reference = object[path: "spec", "paramRef"], !reference.isNull else { return "<unset>" }
    let name = reference["name"]?.string ?? "*"
    let namespace = reference["namespace"]?.string ?? ""
    return namespace.isEmpty ? name : "\(namespace)/\(name)"
  }

  var apiService: String {
    guard let service = object[path: "spec", "service"], !service.isNull else { return "Local" }
    return "\(service["namespace"]?.string ?? "")/\(service["name"]?.string ?? "")"
  }

  var apiServiceAvailable: String {
    let conditions = object[path: "status", "conditions"]?.array ?? []
    guard let available = conditions.first(where: { $0["type"] == "Available" }) else { return "Unknown" }
    let status = available["status"]?.string ?? "Unknown"
    return status == "True" ? status : "\(status) (\(available["reason"]?.string ?? ""))"
  }
}
