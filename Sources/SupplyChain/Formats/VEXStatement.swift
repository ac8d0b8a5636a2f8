package import Documents
package import Kubernetes

/// What a vendor says of a vulnerability in a product.
package struct VEXStatement: Sendable {
  package enum Status: String, Sendable {
    case notAffected = "not_affected"
    case affected, fixed
    case underInvestigation = "under_investigation"
  }

  /// What a statement is about: an image, or a package in one.
  package struct Product: Sendable {
    package var digests: Set<String> = []
    package var packages: [PackageURL] = []
    /// Packages in it; all of them when none is named.
    package var parts: [PackageURL] = []
  }

  /// Ids of one vulnerability.
  package var vulnerability: Set<String>
  package var status: Status
  /// Whether it says why the product is not affected, as it must for that to count.
  package var isJustified: Bool
  /// None when the statement is about what the document is about.
  package var products: [Product]
  /// Digests of what the document is about.
  package var subjects: [String]
  package var made: KubernetesTime?
  package var seal: Seal = .unsigned
  package var place: Place

  /// Whether a vulnerability goes away by it.
  package var closes: Bool { status == .fixed || status == .notAffected && isJustified }

  /// Whether it is about a vulnerability that was found in an image with these digests.
  package func covers(_ found: Vulnerability, in digests: Set<String>) -> Bool {
    guard !vulnerability.isDisjoint(with: found.names) else { return false }
    let isAboutImage = !digests.isDisjoint(with: subjects)
    if products.isEmpty { return isAboutImage }
    return products.contains { product in
      let isImage =
        !product.digests.isDisjoint(with: digests)
        || product.packages.contains { ["oci", "docker"].contains($0.type) && $0.version == nil && isAboutImage }
      if isImage { return product.parts.isEmpty || Self.names(found, product.parts) }
      return Self.names(found, product.packages)
    }
  }

  private static func names(_ found: Vulnerability, _ packages: [PackageURL]) -> Bool {
    packages.contains { package in
      if let url = found.url { return package.covers(url) }
      return package.name == found.package && (package.version == nil || package.version == found.version)
    }
  }
}
