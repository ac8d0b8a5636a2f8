import Documents
import FoundationEssentials
import Testing

@testable import LabStore

@Suite struct TypeCatalogueTests {
  private let catalogue = TypeCatalogue.builtIn

  @Test("the descriptions hold no mistake") func descriptionsAreRead() {
    #expect(catalogue.problems == [])
    #expect(catalogue.kinds.count > 50)
  }

  @Test("every cell function that a column names exists") func cellsExist() {
    for kind in catalogue.kinds {
      for case .function(let name, let arguments) in kind.columns.map(\.cell) {
        let row = TableRow(object: [:], now: Date(timeIntervalSince1970: 0))
        #expect(row.computed(name, arguments) != nil, "\(kind.kind): \(name)")
      }
    }
  }

  @Test("merge keys and list keys are fields of the items") func keysExist() {
    for type in catalogue.types {
      for field in type.fields {
        guard let item = field.type.structure.map({ catalogue[$0] }) else { continue }
        if case .map(let keys) = field.merging {
          for key in keys { #expect(item.field(key) != nil, "\(type.name).\(field.name): \(key)") }
        }
        if let key = field.patchMergeKey { #expect(item.field(key) != nil, "\(type.name).\(field.name): \(key)") }
      }
    }
  }

  @Test("a default is one of the valid values") func defaultsAreValid() {
    for type in catalogue.types {
      for field in type.fields where !field.validValues.isEmpty {
        if let text = field.defaultValue?.string, !text.isEmpty {
          #expect(field.validValues.contains(text), "\(type.name).\(field.name)")
        }
      }
    }
  }

  @Test("a kind knows its resource, subresources and columns") func deployment() throws {
    let kind = try #require(catalogue.kind(group: "apps", version: "v1", kind: "Deployment"))
    #expect(kind.plural == "deployments")
    #expect(kind.shortNames == ["deploy"])
    #expect(kind.subresources.map(\.name) == ["scale", "status"])
    #expect(kind.subresources.first?.kind == "Scale")
    #expect(kind.columns.map(\.name).prefix(3) == ["Name", "Ready", "Up-to-date"])
    let spec = try #require(catalogue.type(model: "io.k8s.api.apps.v1.DeploymentSpec"))
    #expect(spec.field("replicas")?.defaultValue == 1)
    #expect(spec.field("selector")?.presence == .requiredOrNull)
    #expect(spec.field("strategy")?.patchStrategy == "retainKeys")
  }
}
