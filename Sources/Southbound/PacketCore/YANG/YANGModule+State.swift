import Documents

extension YANGModule {
  /// What a server says of its modules (RFC 8525 and, for older clients, RFC 7895): the nodes that it fills.
  static let yangLibrary = #"""
    module ietf-yang-library {
      namespace "urn:ietf:params:xml:ns:yang:ietf-yang-library";
      revision 2019-01-04;
      container yang-library {
        config false;
        list module-set {
          key name;
          leaf name { type string; }
          list module {
            key name;
            leaf name { type string; }
            leaf revision { type string; }
            leaf namespace { type string; }
          }
          list import-only-module {
            key "name revision";
            leaf name { type string; }
            leaf revision { type string; }
            leaf namespace { type string; }
          }
        }
        list schema {
          key name;
          leaf name { type string; }
          leaf-list module-set { type string; }
        }
        list datastore {
          key name;
          leaf name { type string; }
          leaf schema { type string; }
        }
        leaf content-id { type string; }
      }
      container modules-state {
        config false;
        leaf module-set-id { type string; }
        list module {
          key "name revision";
          leaf name { type string; }
          leaf revision { type string; }
          leaf namespace { type string; }
          leaf conformance-type { type string; }
        }
      }
    }
    """#

  /// What a RESTCONF server can do beyond the least (RFC 8040 section 9).
  static let restconfMonitoring = #"""
    module ietf-restconf-monitoring {
      namespace "urn:ietf:params:xml:ns:yang:ietf-restconf-monitoring";
      revision 2017-01-26;
      container restconf-state {
        config false;
        container capabilities { leaf-list capability { type string; } }
      }
    }
    """#

  /// The data of these modules, for a server that implements the given ones.
  static func state(of modules: [YANGModule]) -> [(path: String, value: Value)] {
    let identity = modules.map { "\($0.name)@\($0.revision)" }.joined(separator: ",")
    let imported = Set(modules.flatMap(\.imports)).subtracting(modules.map(\.name)).sorted()
    // The only module of types that `TypeCompiler` knows.
    let types: [Value] = imported.map { name in
      ["name": .string(name), "revision": "2013-07-15", "namespace": .string("urn:ietf:params:xml:ns:yang:\(name)")]
    }
    let library: Value = [
      "module-set": [
        ["name": "all", "module": .array(modules.map(\.entry)), "import-only-module": .array(types)]
      ],
      "schema": [["name": "all", "module-set": ["all"]]],
      "datastore": [["name": "ietf-datastores:running", "schema": "all"]], "content-id": .string(identity),
    ]
    let conformance = { (entry: Value, type: String) -> Value in
      var entry = entry
      entry["conformance-type"] = .string(type)
      return entry
    }
    let modulesState: Value = [
      "module-set-id": .string(identity),
      "module": .array(modules.map { conformance($0.entry, "implement") } + types.map { conformance($0, "import") }),
    ]
    return [
      ("/ietf-yang-library:yang-library", library), ("/ietf-yang-library:modules-state", modulesState),
      (
        "/ietf-restconf-monitoring:restconf-state",
        ["capabilities": ["capability": .array(QueryParameters.capabilities.map { .string($0) })]]
      ),
    ]
  }

  private var entry: Value {
    ["name": .string(name), "revision": .string(revision), "namespace": .string(namespace)]
  }
}
