extension BuiltInDescriptions {
  /// Kinds of `autoscaling/v2` and `autoscaling/v1`.
  static let autoscaling = #"""
    group autoscaling/v2 io.k8s.api.autoscaling.v2

    kind HorizontalPodAutoscaler horizontalpodautoscalers namespaced short(hpa) categories(all)
      : stored(autoscaling/horizontalpodautoscalers/v2)
        -- Scales an object by its load.
      / status
      | Name string:name .metadata.name
      | Reference string hpaReference() -- The object that is scaled.
      | Targets string hpaTargets() -- Current and target values.
      | MinPods string orUnset(.spec.minReplicas) -- The least pods.
      | MaxPods string .spec.maxReplicas -- The most pods.
      | Replicas string zero(.status.currentReplicas) -- How many pods there are.
      | Age string age(.metadata.creationTimestamp)
      spec HorizontalPodAutoscalerSpec! -- What is wanted.
      status HorizontalPodAutoscalerStatus+ -- What was observed last; written by controllers.

    struct ContainerResourceMetricSource
      container string!
      name string!
      target MetricTarget!

    struct ContainerResourceMetricStatus
      container string!
      current MetricValueStatus!
      name string!

    struct CrossVersionObjectReference
      apiVersion string
      kind string!
      name string!

    struct ExternalMetricSource
      metric MetricIdentifier!
      target MetricTarget!

    struct ExternalMetricStatus
      current MetricValueStatus!
      metric MetricIdentifier!

    struct HPAScalingPolicy
      periodSeconds int32!
      type string! enum(Percent|Pods)
      value int32!

    struct HPAScalingRules
      policies [HPAScalingPolicy]
      selectPolicy string? enum(Disabled|Max|Min)
      stabilizationWindowSeconds int32?
      tolerance quantity?

    struct HorizontalPodAutoscalerBehavior
      scaleDown HPAScalingRules
      scaleUp HPAScalingRules

    struct HorizontalPodAutoscalerCondition
      lastTransitionTime time+ -- When the condition last changed from one status to another.
      message string
      reason string
      status string! -- What was observed last; written by controllers.
      type string!

    struct HorizontalPodAutoscalerSpec
      behavior HorizontalPodAutoscalerBehavior -- How fast it scales up and down.
      maxReplicas int32! -- The most pods.
      metrics [MetricSpec] -- What is measured, and the wanted values.
      minReplicas int32? =1 -- The least pods; 1 by default.
      scaleTargetRef CrossVersionObjectReference! -- What is scaled.

    struct HorizontalPodAutoscalerStatus
      conditions [HorizontalPodAutoscalerCondition] map(type) patch=merge(type)
        -- The latest observations of the object's state, one for each type.
      currentMetrics [MetricStatus]+
      currentReplicas int32
      desiredReplicas int32!
      lastScaleTime time?
      observedGeneration int64? -- The metadata.generation that this was observed for.

    struct MetricIdentifier
      name string!
      selector LabelSelector

    struct MetricSpec
      containerResource ContainerResourceMetricSource
      external ExternalMetricSource
      object ObjectMetricSource
      pods PodsMetricSource
      resource ResourceMetricSource
      type string! enum(ContainerResource|External|Object|Pods|Resource)

    struct MetricStatus
      containerResource ContainerResourceMetricStatus
      external ExternalMetricStatus
      object ObjectMetricStatus
      pods PodsMetricStatus
      resource ResourceMetricStatus
      type string!

    struct MetricTarget
      averageUtilization int32?
      averageValue quantity?
      type string! enum(AverageValue|Utilization|Value)
      value quantity?

    struct MetricValueStatus
      averageUtilization int32?
      averageValue quantity?
      value quantity?

    struct ObjectMetricSource
      describedObject CrossVersionObjectReference!
      metric MetricIdentifier!
      target MetricTarget!

    struct ObjectMetricStatus
      current MetricValueStatus!
      describedObject CrossVersionObjectReference!
      metric MetricIdentifier!

    struct PodsMetricSource
      metric MetricIdentifier!
      target MetricTarget!

    struct PodsMetricStatus
      current MetricValueStatus!
      metric MetricIdentifier!

    struct ResourceMetricSource
      name string!
      target MetricTarget!

    struct ResourceMetricStatus
      current MetricValueStatus!
      name string!

    group autoscaling/v1 io.k8s.api.autoscaling.v1

    kind HorizontalPodAutoscaler horizontalpodautoscalers namespaced short(hpa) categories(all)
      : stored(autoscaling/horizontalpodautoscalers/v2)
        -- Scales an object by its load.
      / status
      | Name string:name .metadata.name
      | Reference string hpaReference() -- The object that is scaled.
      | Targets string hpaTargets() -- Current and target values.
      | MinPods string orUnset(.spec.minReplicas) -- The least pods.
      | MaxPods string .spec.maxReplicas -- The most pods.
      | Replicas string zero(.status.currentReplicas) -- How many pods there are.
      | Age string age(.metadata.creationTimestamp)
      spec HorizontalPodAutoscalerSpec! -- What is wanted.
      status HorizontalPodAutoscalerStatus+ -- What was observed last; written by controllers.

    kind Scale - -- How many replicas an object has and shall have.
      | Name string:name .metadata.name
      | Desired integer zero(.spec.replicas) -- How many replicas are wanted.
      | Available integer zero(.status.replicas) -- How many replicas there are.
      | Age string age(.metadata.creationTimestamp)
      spec ScaleSpec+ -- What is wanted.
      status ScaleStatus+ -- What was observed last; written by controllers.

    struct CrossVersionObjectReference atomic
      apiVersion string
      kind string!
      name string!

    struct HorizontalPodAutoscalerSpec
      maxReplicas int32! -- The most pods.
      minReplicas int32? =1 -- The least pods; 1 by default.
      scaleTargetRef CrossVersionObjectReference! -- What is scaled.
      targetCPUUtilizationPercentage int32? -- The wanted load of requested CPU in percent.

    struct HorizontalPodAutoscalerStatus
      currentCPUUtilizationPercentage int32?
      currentReplicas int32!
      desiredReplicas int32!
      lastScaleTime time?
      observedGeneration int64? -- The metadata.generation that this was observed for.

    struct ScaleSpec
      replicas int32 -- How many are wanted.

    struct ScaleStatus
      replicas int32! -- How many there are.
      selector string -- The labels of the pods, as text.
    """#
}
