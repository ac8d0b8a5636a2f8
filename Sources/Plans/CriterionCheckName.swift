/// Checks of criteria that are written in Swift, by the names that the catalogue uses.
package enum CriterionCheckName: String, Sendable, Hashable, CaseIterable {
  // Custom resource definitions
  case structuralSchema = "structural-schema"
  case closedSchema = "closed-schema"
  case conditionShape = "condition-shape"
  case mergingLists = "merging-lists"
  case noFloats = "no-floats"
  case describedFields = "described-fields"
  case boundedFields = "bounded-fields"
  case enforcedImmutability = "enforced-immutability"
  case validSamples = "valid-samples"
  case compatibleChange = "compatible-change"
  // Everything else
  case restrictedPods = "restricted-pods"
  case noHostAccess = "no-host-access"
  case noInlinedSecrets = "no-inlined-secrets"
  case noHardCodedPlaces = "no-hard-coded-places"
  case applicableManifests = "applicable-manifests"
}
