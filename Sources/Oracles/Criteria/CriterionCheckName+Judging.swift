import Documents
import Plans

extension CriterionCheckName {
  /// Whether there is anything to judge, where the catalogue does not say.
  func applies(to subject: JudgedSubject, _ finder: SubjectFinder) -> Bool {
    switch self {
    case .closedSchema, .noFloats, .describedFields, .boundedFields:
      subject.fields.contains { $0.isWish }
    case .enforcedImmutability:
      subject.fields.contains { $0.isWish } && !ImmutabilityCheck.hasWebhook(for: subject, finder)
    case .mergingLists: subject.fields.contains { $0.type == "array" }
    case .validSamples: !SampleCheck.kindsWithSamples(finder).isEmpty
    case .nodeDrain: NodeDrain.isAboutAny(finder)
    default: true
    }
  }

  /// What is wrong with a subject of the kind that the check is about.
  func problems(_ subject: JudgedSubject, _ finder: SubjectFinder) -> [Problem] {
    switch self {
    case .structuralSchema: StructureCheck.problems(subject)
    case .closedSchema: SchemaQuality.holes(subject)
    case .conditionShape: ConditionShape.problems(subject)
    case .mergingLists: SchemaQuality.listsWithoutType(subject)
    case .noFloats: SchemaQuality.floats(subject)
    case .describedFields: SchemaQuality.undescribed(subject)
    case .boundedFields: SchemaQuality.unbounded(subject)
    case .enforcedImmutability: ImmutabilityCheck.problems(subject)
    case .validSamples: SampleCheck.problems(finder)
    // Compares two definitions, which a set of manifests does not have.
    case .compatibleChange: []
    case .restrictedPods: PodSecurity.problems(subject)
    case .noHostAccess: HostAccess.problems(subject)
    case .noInlinedSecrets: InlinedSecrets.problems(subject)
    case .noHardCodedPlaces: HardCodedPlaces.problems(subject)
    case .applicableManifests: ApplicableManifests.problems(finder)
    case .alertRules: AlertRules.problems(subject)
    case .nodeDrain: NodeDrain.problems(finder)
    // Manifests show nothing of it.
    case .establishedDefinitions, .singleOwner, .readySummary, .honestReadiness, .observedGenerations,
      .noStaleReadiness, .toldFailures, .transitionTimes, .restingStatus, .reportedValues, .keptSecrets, .untouchedWish,
      .emptyDryRun, .noFieldFights, .traceableChildren, .servedVersions, .unattendedInstallation, .noPanics,
      .tellingEvents, .structuredLogs, .servedMetrics, .workMetrics, .errorMetrics, .listedImages, .stableWrites,
      .ownWebhooks, .untouchedPackage, .namespaceRights, .noMemoryKills, .takenManifests, .quietLog, .toldBuild,
      .ownersOutside, .boundedReads:
      []
    }
  }
}
