import Documents

/// Why a request is not carried out, as the answer that says so.
struct Refusal: Error, Sendable {
  var status: Int
  var body: Value

  static func invalid(_ body: Value) -> Refusal { Refusal(status: 400, body: body) }
  static func detail(_ status: Int, _ text: String) -> Refusal {
    Refusal(status: status, body: ["detail": .string(text)])
  }

  static let notPermitted = detail(403, "You do not have permission to perform this action.")
  static let insufficient = detail(409, "Insufficient resources are available to satisfy the request")

  /// What a NetBox answers when it fails; clients see it where NetBox does not catch an error.
  static func failure(_ exception: String, _ error: String, version: NetBoxVersion) -> Refusal {
    Refusal(
      status: 500,
      body: [
        "error": .string(error), "exception": .string(exception), "netbox_version": .string(version.release),
        "python_version": "3.12.3",
      ])
  }
}
