package import Documents
import FoundationEssentials
package import Plans

/// The manifests of files, folders and standard input.
package struct LintedFiles {
  package private(set) var manifests = ManifestSet()
  /// What cannot be read, or not be judged as it is.
  package private(set) var mistakes: [Diagnostic] = []
  private var seen: Set<String> = []
  private static let endings = [".yaml", ".yml", ".json"]

  /// - Parameter paths: `-` is standard input; of a folder, all manifests below it.
  package init(_ paths: [String]) {
    for path in paths {
      let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
      let count = (manifests.objects.count + manifests.releases.count, mistakes.count)
      if path != "-", FilePath.isDirectory(path) {
        seen.formUnion(KustomizePatches.below(path))
        visit(path, depth: 0)
      } else {
        read(path, isNamed: true)
      }
      if (manifests.objects.count + manifests.releases.count, mistakes.count) == count {
        mistakes.append(.error("there is no manifest in \(path.quoted)", rule: .unreadableFile))
      }
    }
  }

  /// With the lines that they are about, but for those of findings about credentials.
  package static func excerpted(_ findings: [Diagnostic], of criteria: [Criterion] = []) -> [Diagnostic] {
    var lines = SourceLines()
    let secret = Set(
      criteria.filter { if case .named(.noInlinedSecrets) = $0.check { true } else { false } }.map(\.id))
    return findings.map { finding in
      var finding = finding
      // Standard input cannot be read twice.
      guard let place = finding.place, place.file != "-", !secret.contains(finding.rule?.id ?? "") else {
        return finding
      }
      finding.excerpt = finding.excerpt ?? lines.excerpt(at: place)
      return finding
    }
  }

  // MARK: Folders

  private mutating func visit(_ folder: String, depth: Int) {
    // Links may lead in circles.
    guard depth < 32 else { return }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      return mistakes.append(.error("\(folder.quoted) may not be read", hint: "check its permissions"))
    }
    let isChart = names.contains("Chart.yaml")
    if isChart { readChart(folder, names) }
    for name in names.sorted() where !name.hasPrefix(".") {
      if isChart, name == "templates" || name.hasPrefix("values") || name == "Chart.yaml" { continue }
      let path = "\(folder)/\(name)"
      if FilePath.isDirectory(path) {
        visit(path, depth: depth + 1)
      } else if Self.endings.contains(where: name.hasSuffix) {
        read(path, isNamed: false)
      }
    }
  }

  private mutating func readChart(_ folder: String, _ names: [String]) {
    let hasTemplates = names.contains("templates")
    if hasTemplates {
      mistakes.append(
        .error(
          "the templates of the chart \(folder.quoted) are not rendered, so they are not judged",
          at: Place(file: "\(folder)/Chart.yaml", line: 1, column: 1),
          hint: "helm template \(folder) | plugfest lint -", rule: .unrendered))
    }
    do {
      guard let chart = try Node.load(file: "\(folder)/Chart.yaml").first else { return }
      var values: [String] = []
      if names.contains("values.yaml"), let node = try Node.load(file: "\(folder)/values.yaml").first {
        values = Self.memberNames(node)
      }
      manifests.releases.append(
        ManifestSet.Release(
          kind: .chart, name: chart["name"]?.string ?? "", version: chart["version"]?.value.text ?? "",
          kubernetes: chart["kubeVersion"]?.string ?? "", values: values, hasTemplates: hasTemplates,
          hasSchema: names.contains("values.schema.json"),
          place: chart.member("version")?.place ?? chart.place))
    } catch {
      mistakes += error.all
    }
  }

  private static func memberNames(_ node: Node) -> [String] {
    switch node.content {
    case .scalar: []
    case .sequence(let items): items.flatMap(memberNames)
    case .mapping(let members): members.flatMap { [$0.name] + memberNames($0.value) }
    }
  }

  // MARK: Files

  private mutating func read(_ path: String, isNamed: Bool) {
    guard seen.insert(isNamed ? path : KustomizePatches.normal(path)).inserted else { return }
    let text: String
    do { text = try TextFile.read(path, limit: PlugfestFile.limits.bytes) } catch {
      return mistakes.append(error.of(.unreadableFile))
    }
    do {
      for document in try YAML.parse(text, file: path, schema: .yaml11, limits: PlugfestFile.limits) {
        add(document, isNamed: isNamed)
      }
    } catch {
      guard let line = Self.templateLine(text) else { return mistakes += error.all }
      addTemplate(at: Place(file: path, line: line, column: 1))
    }
  }

  private mutating func addTemplate(at place: Place) {
    mistakes.append(
      .error(
        "this is a template that is not rendered", at: place, hint: "helm template CHART | plugfest lint -",
        rule: .unrendered))
  }

  /// The first line with an action of Go's templates. Texts in quotes may have some for other programs.
  private static func templateLine(_ text: String) -> Int? {
    text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { line in
      line.drop(while: \.isWhitespace).hasPrefix("{{") || line.contains(": {{") || line.contains("- {{")
    }.map { $0 + 1 }
  }

  /// Whether what an object is called is left to a template.
  private static func isTemplate(_ document: Node) -> Bool {
    let metadata = document["metadata"]
    return [document["kind"], document["apiVersion"], metadata?["name"], metadata?["namespace"]]
      .contains { $0?.string?.contains("{{") ?? false }
  }

  private mutating func add(_ document: Node, isNamed: Bool) {
    guard let kind = document["kind"]?.string, let version = document["apiVersion"]?.string, !kind.isEmpty else {
      if isNamed {
        mistakes.append(
          .error(
            "this is no manifest: it has no \(document["kind"]?.string == nil ? "kind" : "apiVersion")",
            at: document.place, hint: "name manifests, or a folder with some among other files", rule: .missingField))
      }
      return
    }
    if kind.hasSuffix("List"), let items = document["items"]?.items {
      for item in items { add(item, isNamed: isNamed) }
    } else if kind == "List", version == "v1", document["items"]?.isNull ?? true {
      return
    } else if Self.isTemplate(document) {
      addTemplate(at: document["metadata"]?.place ?? document.place)
    } else if !Self.isForTools(version) {
      manifests.objects.append(document)
    } else if isNamed {
      mistakes.append(
        .error(
          "a \(kind) is for a tool, and not for a cluster", at: document.place,
          hint: kind == "Kustomization" ? "kustomize build FOLDER | plugfest lint -" : nil, rule: .wrongValue))
    }
  }

  /// Files beside manifests that only look like some.
  private static func isForTools(_ apiVersion: String) -> Bool {
    ["kustomize.config.k8s.io/", "plugfest.dev/", "config.kubernetes.io/", "kind.x-k8s.io/"].contains(
      where: apiVersion.hasPrefix)
  }
}

extension Value {
  /// As a version is meant, also when it was written without quotes.
  fileprivate var text: String { string ?? "\(self)" }
}

extension DiagnosticRule {
  static let unrendered = DiagnosticRule(
    "unrendered", .error, "templates that are not rendered",
    remedy: "render them first: helm template CHART | plugfest lint -")
}
