import Documents
import Foundation
import Plans
import Testing

@testable import Suites

@Suite struct LintedFilesTests {
  /// Reads files of a folder of its own.
  static func read(_ files: [String: String], _ name: String = "") throws -> LintedFiles {
    let folder = FileManager.default.temporaryDirectory.appending(path: "linted-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return LintedFiles([folder.path() + name])
  }

  static let service = "{apiVersion: v1, kind: Service, metadata: {name: a}}"

  @Test("of a folder manifests are read, lists are opened, and other files are left alone")
  func folders() throws {
    let files = try Self.read([
      "a.yaml": Self.service + "\n---\n{apiVersion: v1, kind: List, items: [\(Self.service), \(Self.service)]}",
      "b/c.json": Self.service.replacing("{", with: "{\"").replacing(": ", with: "\":\"").replacing(", ", with: "\",\"")
        .replacing("}", with: "\"}").replacing("\"{", with: "{").replacing("}\"", with: "}"),
      "values.yaml": "a: 1", "kustomization.yaml": "{apiVersion: kustomize.config.k8s.io/v1beta1, kind: Kustomization}",
      ".hidden/d.yaml": "[", "notes.txt": "[",
    ])
    #expect(files.mistakes.map(\.description) == [])
    #expect(files.manifests.objects.count == 4)
  }

  @Test("a chart that is not rendered is told as one, and what needs no rendering is read")
  func charts() throws {
    let files = try Self.read([
      "Chart.yaml": "{apiVersion: v2, name: a, version: 1.0.0, kubeVersion: '>=1.29'}",
      "values.yaml": "image: {tag: a}",
      "templates/a.yaml": "{{ .Values.a }}", "crds/a.yaml": Self.service,
    ])
    #expect(
      files.mistakes.count == 1 && files.mistakes[0].message.hasSuffix("are not rendered, so they are not judged"))
    #expect(files.mistakes[0].hint?.hasSuffix("| plugfest lint -") == true)
    #expect(files.manifests.objects.count == 1)
    let release = try #require(files.manifests.releases.first)
    #expect(release.kubernetes == ">=1.29" && release.values == ["image", "tag"] && release.hasTemplates)
  }

  @Test(
    "what is no manifest is an error with a place",
    arguments: [
      ("a: [", "a.yaml:2:1: error: not valid YAML"), ("a: 1", "it has no kind"),
      ("{{ if }}\na: 1", "a template that is not rendered"),
      ("a: &a [*a]", "a.yaml:1:"), ("", "there is no manifest in"), ("kind: a\nkind: b", "a.yaml:2:1"),
      ("{apiVersion: kustomize.config.k8s.io/v1, kind: Kustomization}", "for a tool, and not for a cluster"),
      ("---\n---\n", "there is no manifest in"), ("apiVersion: v1\nkind: List\nitems:\n", "there is no manifest in"),
      ("{apiVersion: v1, kind: List, items: [7]}", "a.yaml:1:38: error: this is no manifest"), ("7", "it has no kind"),
      ("apiVersion: v1\nkind: A\nmetadata: {name: '{{ .Values.name }}'}", "a template that is not rendered"),
      ("apiVersion: v1\nkind: A\nmetadata:\n  {{- include }}", "a.yaml:4:1: error: this is a template"),
      ("a: \"{{ $labels.a }}\"\nb: [", "a.yaml:3:1: error: not valid YAML"),
      ("a: \(String(repeating: "[", count: 2000))", "nested deeper than"), ("a: 1\na: 2", "duplicate key"),
      ("a: b\nc: \u{1}", "control characters are not allowed"),
      (
        (1...9).reduce("a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1]\n") { text, number in
          text + "a\(number): &a\(number) [" + Array(repeating: "*a\(number - 1)", count: 8).joined(separator: ", ")
            + "]\n"
        }, "the aliases repeat more than"
      ),
    ])
  func mistakes(text: String, message: String) throws {
    let files = try Self.read(["a.yaml": text], "/a.yaml")
    #expect(files.mistakes.count == 1)
    #expect(files.mistakes.first?.description.contains(message) == true, "\(files.mistakes)")
  }

  @Test(
    "line ends of Windows, a byte order mark, JSON and lists in lists are read",
    arguments: [
      service.replacing(", ", with: ",\r\n"), "\u{FEFF}" + service, "\u{FEFF}---\n\(service)\n...\n---\n",
      #"{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}}"#,
      "{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: ServiceList, items: [\(service)]}]}",
    ])
  func forms(text: String) throws {
    let files = try Self.read(["a.yaml": text], "/a.yaml")
    #expect(files.mistakes.map(\.description) == [])
    #expect(files.manifests.objects.count == 1)
  }

  @Test("patches of kustomize are no manifests, wherever they lie")
  func patches() throws {
    let files = try Self.read([
      "default/kustomization.yaml":
        "resources: [../manager]\npatches: [{path: args.yaml}, {path: ../manager/patch.yaml, target: {kind: A}}]",
      "default/args.yaml": Self.service, "manager/patch.yaml": Self.service, "manager/manager.yaml": Self.service,
      "other/kustomization.yaml": "patchesStrategicMerge: [./patch.yaml, 7]", "other/patch.yaml": Self.service,
      "broken/kustomization.yaml": "patches: [",
    ])
    #expect(files.manifests.objects.map { $0.place.file.split(separator: "/").last } == ["manager.yaml"])
  }

  @Test("lines that hold a credential are not shown")
  func excerpts() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "linted-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("token: s3cret\n".utf8).write(to: folder)
    let criteria = try CriteriaCatalogue.load(folder: "\(CriteriaCatalogueTests.root)/criteria").criteria
    let findings = ["SEC-16", "CFG-01"].compactMap { id in
      criteria.first { $0.id == id }.map {
        Diagnostic(.error, "a", at: Place(file: folder.path(), line: 1, column: 1), rule: $0.rule)
      }
    }
    let shown = LintedFiles.excerpted(findings, of: criteria)
    #expect(shown[0].excerpt == nil && shown[1].excerpt?.contains("token") == true)
  }
}
