extension BuiltInDescriptions {
  /// Kinds of `batch/v1`.
  static let batch = #"""
    group batch/v1 io.k8s.api.batch.v1

    kind CronJob cronjobs namespaced short(cj) categories(all) generation(spec) -- Starts jobs by a schedule.
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
      spec CronJobSpec! -- What is wanted.
      status CronJobStatus+ -- What was observed last; written by controllers.

    kind Job jobs namespaced categories(all) generation(spec) select(status.successful)
        -- Runs pods until enough of them have succeeded.
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
      spec JobSpec+ -- What is wanted.
      status JobStatus+ -- What was observed last; written by controllers.

    struct CronJobSpec
      concurrencyPolicy string ="Allow" enum(Allow|Forbid|Replace)
        -- What happens when the last job still runs: Allow, Forbid or Replace.
      failedJobsHistoryLimit int32? =1 -- How many failed jobs are kept.
      jobTemplate JobTemplateSpec! -- What the jobs look like.
      schedule string! -- When jobs are started: five fields, as in cron.
      startingDeadlineSeconds int64? -- How many seconds late a job may be started.
      successfulJobsHistoryLimit int32? =3 -- How many succeeded jobs are kept.
      suspend bool? =false -- Whether no jobs are started.
      timeZone string? -- The time zone of the schedule.

    struct CronJobStatus
      active [ObjectReference]
      lastScheduleTime time?
      lastSuccessfulTime time?

    struct JobCondition
      lastProbeTime time+ -- When the condition was last checked.
      lastTransitionTime time+ -- When the condition last changed from one status to another.
      message string
      reason string
      status string! -- What was observed last; written by controllers.
      type string!

    struct JobSpec
      activeDeadlineSeconds int64? -- After how many seconds the job has failed.
      backoffLimit int32? -- How many failures the job survives.
      backoffLimitPerIndex int32?
      completionMode string? enum(Indexed|NonIndexed) -- NonIndexed, or Indexed for pods with numbers.
      completions int32? -- How many pods must succeed.
      managedBy string?
      manualSelector bool? -- Whether the selector is given by hand.
      maxFailedIndexes int32?
      parallelism int32? -- How many pods run at the same time.
      podFailurePolicy PodFailurePolicy
      podReplacementPolicy string? enum(Failed|TerminatingOrFailed) -- When a failing pod is replaced.
      selector LabelSelector -- Which pods belong to the job; made by the server.
      successPolicy SuccessPolicy
      suspend bool? -- Whether no pods run.
      template PodTemplateSpec! -- What the pods look like.
      ttlSecondsAfterFinished int32? -- After how many seconds a finished job is removed.

    struct JobStatus
      active int32 -- How many pods run.
      completedIndexes string
      completionTime time? -- When the job succeeded.
      conditions [JobCondition] patch=merge(type) -- The latest observations of the object's state, one for each type.
      failed int32 -- How many pods have failed.
      failedIndexes string?
      ready int32?
      startTime time? -- When the job began.
      succeeded int32 -- How many pods have succeeded.
      terminating int32?
      uncountedTerminatedPods UncountedTerminatedPods

    struct JobTemplateSpec
      metadata ObjectMeta+ -- Name, labels and other facts that every object has.
      spec JobSpec+ -- What is wanted.

    struct PodFailurePolicy
      rules [PodFailurePolicyRule]!

    struct PodFailurePolicyOnExitCodesRequirement
      containerName string?
      operator string! enum(In|NotIn)
      values [int32]! set

    struct PodFailurePolicyOnPodConditionsPattern
      status string ="True" -- What was observed last; written by controllers.
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
