extension BuiltInDescriptions {
  /// Kinds of `batch/v1`.
  static let batch = #"""
    group batch/v1 io.k8s.api.batch.v1

    kind CronJob cronjobs namespaced short(cj) categories(all) generation(spec)
      / status
      | Name string:name .metadata.name
      | Schedule string .spec.schedule -- When jobs are started.
      | Timezone string orNone(.spec.timeZone) -- The time zone of the schedule.
      | Suspend boolean text(.spec.suspend) -- Whether no jobs are started.
      | Active integer count(.status.active) -- How many jobs run.
      | "Last Schedule" string age(.status.lastScheduleTime,<none>) -- When a job was last started.
      | Age string age(.metadata.creationTimestamp)
      | Containers string wide containerNames(.spec.jobTemplate.spec.template.spec)
        -- Names of each container in the template.
      | Images string wide containerImages(.spec.jobTemplate.spec.template.spec)
        -- Images referenced by each container in the template.
      | Selector string wide labelSelector(.spec.jobTemplate.spec.selector) -- Which pods belong to the object.
      spec CronJobSpec!
      status CronJobStatus+

    kind Job jobs namespaced categories(all) generation(spec) select(status.successful)
      / status
      | Name string:name .metadata.name
      | Status string jobStatus() -- The state of the job.
      | Completions string jobCompletions() -- Succeeded and wanted pods.
      | Duration string jobDuration() -- How long the job ran.
      | Age string age(.metadata.creationTimestamp)
      | Containers string wide containerNames(.spec.template.spec) -- Names of each container in the template.
      | Images string wide containerImages(.spec.template.spec)
        -- Images referenced by each container in the template.
      | Selector string wide labelSelector(.spec.selector) -- Which pods belong to the object.
      spec JobSpec+
      status JobStatus+

    struct CronJobSpec
      concurrencyPolicy string ="Allow" enum(Allow|Forbid|Replace)
      failedJobsHistoryLimit int32? =1
      jobTemplate JobTemplateSpec!
      schedule string!
      startingDeadlineSeconds int64?
      successfulJobsHistoryLimit int32? =3
      suspend bool? =false
      timeZone string?

    struct CronJobStatus
      active [ObjectReference]
      lastScheduleTime time?
      lastSuccessfulTime time?

    struct JobCondition
      lastProbeTime time+
      lastTransitionTime time+
      message string
      reason string
      status string!
      type string!

    struct JobSpec
      activeDeadlineSeconds int64?
      backoffLimit int32?
      backoffLimitPerIndex int32?
      completionMode string? enum(Indexed|NonIndexed)
      completions int32?
      managedBy string?
      manualSelector bool?
      maxFailedIndexes int32?
      parallelism int32?
      podFailurePolicy PodFailurePolicy
      podReplacementPolicy string? enum(Failed|TerminatingOrFailed)
      selector LabelSelector
      successPolicy SuccessPolicy
      suspend bool?
      template PodTemplateSpec!
      ttlSecondsAfterFinished int32?

    struct JobStatus
      active int32
      completedIndexes string
      completionTime time?
      conditions [JobCondition] patch=merge(type)
      failed int32
      failedIndexes string?
      ready int32?
      startTime time?
      succeeded int32
      terminating int32?
      uncountedTerminatedPods UncountedTerminatedPods

    struct JobTemplateSpec
      metadata ObjectMeta+
      spec JobSpec+

    struct PodFailurePolicy
      rules [PodFailurePolicyRule]!

    struct PodFailurePolicyOnExitCodesRequirement
      containerName string?
      operator string! enum(In|NotIn)
      values [int32]! set

    struct PodFailurePolicyOnPodConditionsPattern
      status string ="True"
      type string!

    struct PodFailurePolicyRule
      action string! enum(Count|FailIndex|FailJob|Ignore)
      onExitCodes PodFailurePolicyOnExitCodesRequirement
      onPodConditions [PodFailurePolicyOnPodConditionsPattern]

    struct SuccessPolicy
      rules [SuccessPolicyRule]!

    struct SuccessPolicyRule
      succeededCount int32?
      succeededIndexes string?

    struct UncountedTerminatedPods
      failed [string] set
      succeeded [string] set
    """#
}
