/// Checks of criteria over files that come with a candidate, by the names that the catalogue uses.
package enum EvidenceCheckName: String, Sendable, Hashable, CaseIterable {
  case runningDigests = "running-digests"
  case verifiedSignatures = "verified-signatures"
  case billsOfMaterials = "bills-of-materials"
  case provenance
  case closedVulnerabilities = "closed-vulnerabilities"
  case trustworthyScans = "trustworthy-scans"
  case minimalImages = "minimal-images"
  case unprivilegedImages = "unprivileged-images"
  case allowedLicences = "allowed-licences"
  case releaseReport = "release-report"
  case labArchitectures = "lab-architectures"
  case pinnedActions = "pinned-actions"
}
