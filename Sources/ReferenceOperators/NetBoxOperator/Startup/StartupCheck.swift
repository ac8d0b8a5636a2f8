import Documents
package import OperatorRuntime

/// Looks at NetBox before any work begins.
package struct StartupCheck: Sendable {
  package let netBox: NetBoxClient
  package let settings: OperatorSettings

  package init(netBox: NetBoxClient, settings: OperatorSettings) {
    self.netBox = netBox
    self.settings = settings
  }

  /// - Returns: NetBox's version.
  /// - Throws: `CallMistake`.
  package func run() async throws(CallMistake) -> String {
    do {
      let version = try await netBox.version()
      let field = try await netBox.named(settings.hashField, in: Self.customFields)
      if let field {
        try check(field)
      } else if settings.createsHashField {
        _ = try await netBox.create(Self.customFields, hashFieldBody)
      } else {
        throw CallMistake(
          "NetBox has no custom field \"\(settings.hashField)\"",
          hint: "create it as text for addresses, prefixes and ranges, or pass --create-hash-field")
      }
      return version
    } catch let error as CallMistake {
      throw error
    } catch let error as NetBoxError {
      throw CallMistake("\(error)", hint: Self.hint(error))
    } catch {
      throw CallMistake("\(error)", hint: "look at NetBox's log")
    }
  }

  private func check(_ field: Value) throws(CallMistake) {
    let types = field["object_types"]?.array?.compactMap(\.string) ?? []
    let missing = Self.objectTypes.filter { !types.contains($0) }
    guard missing.isEmpty else {
      throw CallMistake(
        "custom field \"\(settings.hashField)\" is not for \(missing.joined(separator: ", "))",
        hint: "add these object types to the field in NetBox")
    }
    guard field["filter_logic"]?["value"]?.string != "disabled" else {
      throw CallMistake(
        "custom field \"\(settings.hashField)\" cannot be filtered by", hint: "set its filter logic to exact")
    }
  }

  private var hashFieldBody: Object {
    [
      "name": .string(settings.hashField), "label": "Netbox Restoration Hash", "type": "text", "filter_logic": "exact",
      "object_types": .array(Self.objectTypes.map(Value.string)),
      "description": "Used by netbox-operator to restore claims",
    ]
  }

  private static let customFields = "extras/custom-fields/"
  private static let objectTypes = ["ipam.ipaddress", "ipam.iprange", "ipam.prefix"]

  private static func hint(_ error: NetBoxError) -> String {
    switch error {
    case .unreachable: "check NETBOX_URL, and that NetBox runs"
    case .unauthorized: "check AUTH_TOKEN, and what its user may do"
    default: "check that NETBOX_URL is the address of a NetBox"
    }
  }
}
