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
    ])
  func mistakes(text: String, message: String) throws {
    let files = try Self.read(["a.yaml": text], "/a.yaml")
    #expect(files.mistakes.count == 1)
    #expect(files.mistakes.first?.description.contains(message) == true, "\(files.mistakes)")
  }
}
