import Documents
import Kubernetes
import Plans

extension CriterionCheckName {
  /// What watches a run for it; nil for what is judged otherwise.
  var runCheck: (any RunCheck)? {
    switch self {
    case .establishedDefinitions: EstablishedDefinitionsCheck()
    case .singleOwner: SingleOwnerCheck()
    case .readySummary: ReadySummaryCheck()
    case .honestReadiness: HonestReadinessCheck()
    case .observedGenerations: ObservedGenerationsCheck()
    case .noStaleReadiness: StaleReadinessCheck()
    case .toldFailures: ToldFailuresCheck()
    case .transitionTimes: TransitionTimesCheck()
    case .restingStatus: RestingStatusCheck()
    case .reportedValues: ReportedValuesCheck()
    case .keptSecrets: KeptSecretsCheck()
    case .untouchedWish: UntouchedWishCheck()
    case .emptyDryRun: EmptyDryRunCheck()
    case .noFieldFights: FieldFightsCheck()
    case .traceableChildren: TraceableChildrenCheck()
    case .servedVersions: ServedVersionsCheck()
    case .unattendedInstallation: UnattendedInstallationCheck()
    case .noPanics: NoPanicsCheck()
    case .tellingEvents: TellingEventsCheck()
    case .structuredLogs: StructuredLogsCheck()
    case .servedMetrics: ServedMetricsCheck()
    case .workMetrics: WorkMetricsCheck()
    case .errorMetrics: ErrorMetricsCheck()
    case .listedImages: ListedImagesCheck()
    case .stableWrites: StableWritesCheck()
    case .ownWebhooks: OwnWebhooksCheck()
    case .untouchedPackage: UntouchedPackageCheck()
    case .namespaceRights: NamespaceRightsCheck()
    case .noMemoryKills: NoMemoryKillsCheck()
    case .takenManifests: TakenManifestsCheck()
    case .quietLog: QuietLogCheck()
    case .toldBuild: ToldBuildCheck()
    case .ownersOutside: OwnersOutsideCheck()
    case .boundedReads: BoundedReadsCheck()
    case .structuralSchema, .closedSchema, .conditionShape, .mergingLists, .noFloats, .describedFields, .boundedFields,
      .enforcedImmutability, .validSamples, .compatibleChange, .restrictedPods, .noHostAccess, .noInlinedSecrets,
      .noHardCodedPlaces, .applicableManifests, .alertRules, .nodeDrain:
      nil
    }
  }
}
