/// The one description of the built-in API: every kind with its resource, its table columns and its fields.
///
/// A text holds groups; a group holds kinds and structures; a line each:
///
///     group apps/v1 io.k8s.api.apps.v1             group/version and the prefix of the OpenAPI model names
///     kind Deployment deployments namespaced …     kind, plural (`-`: no resource of its own), options
///       : select(spec.a,spec.b)                    further options
///       / scale autoscaling/v1.Scale               subresource; what it takes when that is not the kind itself; verbs(…)
///       | Ready string wide cell(…) -- text        table column: name, type[:format], `wide` for -o wide, cell
///       field type marks -- text                   field
///     struct DeploymentSpec atomic -- text         structure; atomic: one owner, replaced as a whole
///       -- more text
///
/// Options of a kind: `namespaced`, `singular(…)`, `short(…)`, `categories(…)`, `verbs(…)`, `select(…)` field selectors,
/// `name(label|path)`, `generation(spec|all|specOrAnnotations|fixed)`, `graceful` deletion, `deletes-to-object` where DELETE
/// answers the object, `puts-create`, `puts-need-version`, `stored(group/plural/version)`.
///
/// Types: `string int32 int64 double bool bytes quantity intorstring time microtime any`, a structure of the group, the
/// core group or meta, `[T]` a list, `{T}` a map. Without a mark after the type a field is left out when it is empty or
/// zero; `?` keeps zero apart from absent; `+` is always written; `!` is always written and required; `!?` is required and
/// null when absent.
///
/// Then `=JSON` the default, `enum(a|b)` the valid values, `set` or `map(key,…)` how a list merges (otherwise as one value),
/// `atomic` for a map, and `patch=strategy(key)` for strategic merge patches.
enum BuiltInDescriptions {
  /// In discovery order.
  static let all = [
    meta, coreObjects, corePods, coreContainers, corePodStatus, coreVolumes, corePersistentVolumes, coreServices,
    apiRegistration, apps, events, authentication, authorization, autoscaling, batch, networking, policy, rbac,
    storage, admissionRegistration, apiExtensions, scheduling, coordination, endpointSlices,
  ]
}
