/// What evidence is measured by.
package struct EvidencePolicy: Sendable {
  /// A build of a program that is known to have been compromised.
  package struct CompromisedTool: Sendable {
    /// In small letters.
    package var name: String
    package var versions: Set<String>
    /// `CVE-2026-33634`
    package var identifiers: [String]
    package var because: String
    /// What to use in its place.
    package var safe: String

    package init(name: String, versions: Set<String>, identifiers: [String], because: String, safe: String) {
      self.name = name
      self.versions = versions
      self.identifiers = identifiers
      self.because = because
      self.safe = safe
    }
  }

  /// An action of pipelines whose tags were moved to hostile commits.
  package struct CompromisedAction: Sendable {
    /// `aquasecurity/trivy-action`
    package var name: String
    /// The last version of those.
    package var through: [Int]
    package var identifiers: [String]
    package var because: String
    package var safe: String

    package init(name: String, through: [Int], identifiers: [String], because: String, safe: String) {
      self.name = name
      self.through = through
      self.identifiers = identifiers
      self.because = because
      self.safe = safe
    }
  }

  /// How old a scan may be, in days; and how much older its database.
  package var scanDays = 7
  /// How long a fixable vulnerability of high severity may stay, in days.
  package var graceDays = 30
  /// Of all layers, compressed.
  package var imageBytes: Int64 = 500 << 20
  /// An image has fewer layers.
  package var layers = 40
  /// With fewer components, a bill of materials says nothing.
  package var components = 2
  /// Licences of SPDX's list, in small letters.
  package var licences: Set<String> = []
  /// Of the lab's machines: `amd64`; empty when it is not known.
  package var architectures: [String] = []
  package var tools: [CompromisedTool] = []
  package var actions: [CompromisedAction] = []

  package init() {}

  func compromised(_ producer: Producer) -> CompromisedTool? {
    guard let version = producer.version else { return nil }
    return tools.first { $0.name == producer.name && $0.versions.contains(version) }
  }

  /// By a version's numbers; anything else than numbers is none of the versions.
  func compromised(action name: String, version: String) -> CompromisedAction? {
    guard let action = actions.first(where: { $0.name == name.lowercased() }) else { return nil }
    let plain = version.hasPrefix("v") ? version.dropFirst() : version[...]
    let parts = plain.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    let numbers = parts.compactMap(\.self)
    guard numbers.count == parts.count, !numbers.lexicographicallyPrecedes([0]) else { return nil }
    return action.through.lexicographicallyPrecedes(numbers) ? nil : action
  }
}

extension EvidencePolicy.CompromisedTool {
  /// `GHSA-…, CVE-…`
  var identity: String { identifiers.joined(separator: ", ") }
}
