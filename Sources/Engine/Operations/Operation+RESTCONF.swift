import Documents
import Plans
import Southbound
import Verdicts

// `restconf` is `http` with the addresses, the media types and the errors of RFC 8040.
extension CaseContext {
  private static let dataType = "application/yang-data+json"

  /// `http://127.0.0.1:1/restconf/data/plugfest-apn:access-points/access-point=a%2Fb`
  func restconfURL(_ operation: Step.Operation.HTTPRequest, root: String) throws -> String {
    let name = operation.endpoint ?? ""
    guard let endpoint = lab.endpoints[name] else {
      throw Failure(.suiteDefect, "the lab has no endpoint \(name.quoted)", remedy: "name it in the lab file")
    }
    guard endpoint.endpointProtocol == .http else {
      throw Failure(
        .suiteDefect, "the endpoint \(name.quoted) speaks \(endpoint.endpointProtocol.rawValue), not RESTCONF",
        remedy: "leave the step out there: when: - that: ${lab.endpoints.\(name).protocol == 'http'}")
    }
    let path = try scope.path(operation.url)
    let root = root.last == "/" ? String(root.dropLast()) : root
    let rest = path.isEmpty || path == "/" ? "" : path.hasPrefix("/") || path.hasPrefix("?") ? path : "/\(path)"
    return "\(endpoint.url)\(root)/data\(rest)"
  }

  static func addRESTCONFTypes(to headers: inout [(name: String, value: String)], hasBody: Bool) {
    for name in hasBody ? ["Accept", "Content-Type"] : ["Accept"]
    where !headers.contains(where: { $0.name.lowercased() == name.lowercased() }) {
      headers.append((name, dataType))
    }
  }
}

/// What a RESTCONF server says about a refusal (RFC 8040 section 7).
enum RESTCONFErrors {
  /// A line for each error: `data-exists (application) at /m:a: the resource exists already`; none for other bodies.
  static func lines(_ body: Value) -> [String] {
    // A few servers leave out the list around a single error.
    let errors = body["ietf-restconf:errors"]?["error"]
    return (errors?.array ?? [errors].compactMap(\.self)).map { error in
      let tag = error["error-tag"]?.string ?? "an error"
      let kinds = [error["error-type"]?.string, error["error-app-tag"]?.string].compactMap(\.self)
      let kind = kinds.isEmpty ? "" : " (\(kinds.joined(separator: ", ")))"
      let place = error["error-path"]?.string.map { " at \($0)" } ?? ""
      return "\(tag)\(kind)\(place): \(error["error-message"]?.string ?? "no message")"
    }
  }
}
