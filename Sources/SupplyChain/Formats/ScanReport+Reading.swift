import Documents
import Kubernetes

extension ScanReport {
  /// Far beyond honest reports.
  private static let limit = 50_000

  /// The reports in a document: one of Trivy or Grype, or VulnerabilityReports of trivy-operator.
  ///
  /// - Throws: that it is none of them, or what is wrong with it.
  static func all(_ opened: OpenedDocument, of scan: EvidenceIndex.Scan) throws(Diagnostic) -> [ScanReport] {
    let node = opened.body
    var reports: [ScanReport] = []
    if opened.predicateType != nil {
      reports = [try attested(node)]
    } else if node.field("matches") != nil {
      reports = [try grype(node)]
    } else if node.field("SchemaVersion") != nil || node.field("ArtifactType") != nil {
      reports = [try trivy(node)]
    } else if node.field("kind")?.string == "VulnerabilityReport" {
      reports = [try VulnerabilityReportObject.read(node)]
    } else if node.field("kind")?.string?.hasSuffix("List") ?? false {
      for item in try node.list("items") where item.field("report") != nil {
        reports.append(try VulnerabilityReportObject.read(item))
      }
    }
    guard !reports.isEmpty else {
      throw .error(
        "this is no report of Trivy or Grype in JSON, and no VulnerabilityReport", at: node.place,
        hint: "trivy image --format json, grype --output json", rule: .wrongValue)
    }
    return try reports.map { report throws(Diagnostic) in
      guard report.vulnerabilities.count <= limit else {
        throw .error("the report lists more than \(limit) vulnerabilities", at: report.place, rule: .wrongValue)
      }
      var report = report
      report.digests += opened.subjects
      report.seal = opened.seal
      // The report's own word comes first.
      if report.scanner.version == nil, let scanner = scan.scanner { report.scanner = scanner }
      report.database = report.database ?? scan.database
      return report
    }
  }

  /// What `cosign attest --type vuln` wraps: a scanner and its result.
  private static func attested(_ node: Node) throws(Diagnostic) -> ScanReport {
    let scanner = try node.requiredObject("scanner")
    var report = try trivyOrGrype(scanner.requiredObject("result"))
    let name = try scanner.text("uri").map { $0.contains("grype") ? "grype" : $0.contains("trivy") ? "trivy" : $0 }
    if report.scanner.version == nil {
      report.scanner = Producer(name: name ?? report.scanner.name, version: try scanner.text("version"))
    }
    if let database = try scanner.object("db") {
      let updated = try KubernetesTime.read(database, "lastUpdate")
      report.database = updated ?? report.database
    }
    if let metadata = try node.object("metadata") {
      let finished = try KubernetesTime.read(metadata, "scanFinishedOn")
      report.made = finished ?? report.made
    }
    return report
  }

  private static func trivyOrGrype(_ node: Node) throws(Diagnostic) -> ScanReport {
    node.field("matches") != nil ? try grype(node) : try trivy(node)
  }

  // MARK: Trivy

  /// Trivy's JSON, schema version 2.
  private static func trivy(_ node: Node) throws(Diagnostic) -> ScanReport {
    guard node.field("SchemaVersion")?.integer == 2 else {
      throw .error(
        "only version 2 of Trivy's schema is known", at: node.field("SchemaVersion")?.place ?? node.place,
        hint: "trivy 0.20 or newer writes it", rule: .wrongValue)
    }
    let type = try node.requiredText("ArtifactType")
    guard type == "container_image" else {
      throw .error(
        "the report is about a \(type.quoted) and not about an image", at: node.place,
        hint: "trivy image --format json REFERENCE@DIGEST", rule: .wrongValue)
    }
    let metadata = try node.object("Metadata")
    var digests = try metadata?.texts("RepoDigests").flatMap(ImageDigest.all) ?? []
    digests += try metadata?.text("ImageID").map(ImageDigest.all) ?? []
    // Without vulnerabilities there may be no results at all.
    var vulnerabilities: [Vulnerability] = []
    for result in try node.list("Results") {
      for found in try result.list("Vulnerabilities") { vulnerabilities.append(try trivyVulnerability(found)) }
    }
    return ScanReport(
      scanner: Producer(name: "trivy", version: try node.object("Trivy")?.text("Version")),
      made: try .read(node, "CreatedAt"), digests: digests, vulnerabilities: vulnerabilities, seal: .unsigned,
      place: node.place)
  }

  private static func trivyVulnerability(_ node: Node) throws(Diagnostic) -> Vulnerability {
    let fixed = try node.text("FixedVersion") ?? ""
    return Vulnerability(
      id: try node.requiredText("VulnerabilityID"), aliases: Set(try node.texts("VendorIDs")),
      level: Vulnerability.Level(try node.text("Severity")), package: try node.requiredText("PkgName"),
      version: try node.text("InstalledVersion") ?? "",
      url: try node.object("PkgIdentifier")?.text("PURL").flatMap(PackageURL.init),
      fixes: fixed.split(separator: ", ").map(String.init), since: try .read(node, "PublishedDate"), place: node.place)
  }

  // MARK: Grype

  private static func grype(_ node: Node) throws(Diagnostic) -> ScanReport {
    let descriptor = try node.requiredObject("descriptor")
    // The target is a path and no object when a folder was scanned.
    let source = try node.object("source")
    let target = source?.field("target")
    var digests =
      try target.map { target throws(Diagnostic) in
        target.members == nil ? [] : try target.texts("repoDigests")
      }?.flatMap(ImageDigest.all) ?? []
    if let target, target.members != nil {
      for name in ["manifestDigest", "imageID"] { digests += try target.text(name).map(ImageDigest.all) ?? [] }
    }
    let database = try descriptor.object("db")
    let status = try database?.object("status")
    var vulnerabilities: [Vulnerability] = []
    for match in try node.list("matches") { vulnerabilities.append(try grypeVulnerability(match)) }
    var report = ScanReport(
      scanner: Producer(name: try descriptor.text("name") ?? "grype", version: try descriptor.text("version")),
      made: try .read(descriptor, "timestamp"), digests: digests, vulnerabilities: vulnerabilities, seal: .unsigned,
      place: node.place)
    for place in [status, database] {
      guard report.database == nil, let place else { continue }
      report.database = try .read(place, "built")
    }
    return report
  }

  private static func grypeVulnerability(_ match: Node) throws(Diagnostic) -> Vulnerability {
    let node = try match.requiredObject("vulnerability")
    let artifact = try match.requiredObject("artifact")
    let fix = try node.object("fix")
    var aliases: Set<String> = []
    for related in try match.list("relatedVulnerabilities") { aliases.insert(try related.requiredText("id")) }
    var since: KubernetesTime?
    for available in try fix?.list("available") ?? [] {
      let date = try KubernetesTime.read(available, "date")
      since = [since, date].compactMap(\.self).min()
    }
    let versions = try fix?.texts("versions") ?? []
    let isFixed = try fix?.text("state") == "fixed"
    return Vulnerability(
      id: try node.requiredText("id"), aliases: aliases, level: Vulnerability.Level(try node.text("severity")),
      package: try artifact.requiredText("name"), version: try artifact.text("version") ?? "",
      url: try artifact.text("purl").flatMap(PackageURL.init),
      fixes: isFixed && versions.isEmpty ? ["a newer version"] : isFixed ? versions : [], since: since,
      place: match.place)
  }
}
