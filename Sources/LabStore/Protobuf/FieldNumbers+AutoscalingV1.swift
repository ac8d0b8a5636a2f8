extension FieldNumbers {
  static let autoscalingV1 = """
    package io.k8s.api.autoscaling.v1
    ContainerResourceMetricSource name targetAverageUtilization targetAverageValue container=5
    ContainerResourceMetricStatus name currentAverageUtilization currentAverageValue container
    CrossVersionObjectReference kind name apiVersion
    ExternalMetricSource metricName metricSelector targetValue targetAverageValue
    ExternalMetricStatus metricName metricSelector currentValue currentAverageValue
    HorizontalPodAutoscaler metadata spec status
    HorizontalPodAutoscalerCondition type status lastTransitionTime reason message
    HorizontalPodAutoscalerSpec scaleTargetRef minReplicas maxReplicas targetCPUUtilizationPercentage
    HorizontalPodAutoscalerStatus observedGeneration lastScaleTime currentReplicas desiredReplicas
      currentCPUUtilizationPercentage
    MetricSpec type object pods resource external containerResource=7
    MetricStatus type object pods resource external containerResource=7
    ObjectMetricSource target metricName targetValue selector averageValue
    ObjectMetricStatus target metricName currentValue selector averageValue
    PodsMetricSource metricName targetAverageValue selector
    PodsMetricStatus metricName currentAverageValue selector
    ResourceMetricSource name targetAverageUtilization targetAverageValue
    ResourceMetricStatus name currentAverageUtilization currentAverageValue
    Scale metadata spec status
    ScaleSpec replicas
    ScaleStatus replicas selector
    """
}
