/// The resource types that every lab serves, generated from one description.
package enum BuiltIns {
  package static func registry() -> ResourceRegistry { ResourceRegistry() }
}
