extension BuiltInDescriptions {
  /// Containers of pods.
  static let coreContainers = #"""
    group v1 io.k8s.api.core.v1

    struct AppArmorProfile
      localhostProfile string?
      type string! enum(Localhost|RuntimeDefault|Unconfined)

    struct Capabilities
      add [string]
      drop [string]

    struct ConfigMapEnvSource
      name string
      optional bool?

    struct ConfigMapKeySelector atomic
      key string!
      name string
      optional bool?

    struct Container
      args [string]
      command [string]
      env [EnvVar] map(name) patch=merge(name)
      envFrom [EnvFromSource]
      image string
      imagePullPolicy string enum(Always|IfNotPresent|Never)
      lifecycle Lifecycle
      livenessProbe Probe
      name string!
      ports [ContainerPort] map(containerPort,protocol) patch=merge(containerPort)
      readinessProbe Probe
      resizePolicy [ContainerResizePolicy]
      resources ResourceRequirements+
      restartPolicy string?
      restartPolicyRules [ContainerRestartRule]
      securityContext SecurityContext
      startupProbe Probe
      stdin bool
      stdinOnce bool
      terminationMessagePath string ="/dev/termination-log"
      terminationMessagePolicy string ="File" enum(FallbackToLogsOnError|File)
      tty bool
      volumeDevices [VolumeDevice] map(devicePath) patch=merge(devicePath)
      volumeMounts [VolumeMount] map(mountPath) patch=merge(mountPath)
      workingDir string

    struct ContainerPort
      containerPort int32!
      hostIP string
      hostPort int32
      name string
      protocol string ="TCP" enum(SCTP|TCP|UDP)

    struct ContainerResizePolicy
      resourceName string!
      restartPolicy string! enum(NotRequired|RestartContainer)

    struct ContainerRestartRule
      action string!
      exitCodes ContainerRestartRuleOnExitCodes

    struct ContainerRestartRuleOnExitCodes
      operator string!
      values [int32] set

    struct EnvFromSource
      configMapRef ConfigMapEnvSource
      prefix string
      secretRef SecretEnvSource

    struct EnvVar
      name string!
      value string
      valueFrom EnvVarSource

    struct EnvVarSource
      configMapKeyRef ConfigMapKeySelector
      fieldRef ObjectFieldSelector
      fileKeyRef FileKeySelector
      resourceFieldRef ResourceFieldSelector
      secretKeyRef SecretKeySelector

    struct EphemeralContainer
      args [string]
      command [string]
      env [EnvVar] map(name) patch=merge(name)
      envFrom [EnvFromSource]
      image string
      imagePullPolicy string enum(Always|IfNotPresent|Never)
      lifecycle Lifecycle
      livenessProbe Probe
      name string!
      ports [ContainerPort] map(containerPort,protocol) patch=merge(containerPort)
      readinessProbe Probe
      resizePolicy [ContainerResizePolicy]
      resources ResourceRequirements+
      restartPolicy string?
      restartPolicyRules [ContainerRestartRule]
      securityContext SecurityContext
      startupProbe Probe
      stdin bool
      stdinOnce bool
      targetContainerName string
      terminationMessagePath string ="/dev/termination-log"
      terminationMessagePolicy string ="File" enum(FallbackToLogsOnError|File)
      tty bool
      volumeDevices [VolumeDevice] map(devicePath) patch=merge(devicePath)
      volumeMounts [VolumeMount] map(mountPath) patch=merge(mountPath)
      workingDir string

    struct ExecAction
      command [string]

    struct FileKeySelector atomic
      key string!
      optional bool?
      path string!
      volumeName string!

    struct GRPCAction
      port int32!
      service string? =""

    struct HTTPGetAction
      host string
      httpHeaders [HTTPHeader]
      path string ="/"
      port intorstring!
      scheme string ="HTTP" enum(HTTP|HTTPS)

    struct HTTPHeader
      name string!
      value string!

    struct Lifecycle
      postStart LifecycleHandler
      preStop LifecycleHandler
      stopSignal string?

    struct LifecycleHandler
      exec ExecAction
      httpGet HTTPGetAction
      sleep SleepAction
      tcpSocket TCPSocketAction

    struct Probe
      exec ExecAction
      failureThreshold int32 =3
      grpc GRPCAction
      httpGet HTTPGetAction
      initialDelaySeconds int32
      periodSeconds int32 =10
      successThreshold int32 =1
      tcpSocket TCPSocketAction
      terminationGracePeriodSeconds int64?
      timeoutSeconds int32 =1

    struct ResourceClaim
      name string!
      request string

    struct ResourceRequirements
      claims [ResourceClaim] map(name)
      limits {quantity}
      requests {quantity}

    struct SELinuxOptions
      level string
      role string
      type string
      user string

    struct SeccompProfile
      localhostProfile string?
      type string! enum(Localhost|RuntimeDefault|Unconfined)

    struct SecretEnvSource
      name string
      optional bool?

    struct SecretKeySelector atomic
      key string!
      name string
      optional bool?

    struct SecurityContext
      allowPrivilegeEscalation bool?
      appArmorProfile AppArmorProfile
      capabilities Capabilities
      privileged bool?
      procMount string? enum(Default|Unmasked)
      readOnlyRootFilesystem bool?
      runAsGroup int64?
      runAsNonRoot bool?
      runAsUser int64?
      seLinuxOptions SELinuxOptions
      seccompProfile SeccompProfile
      windowsOptions WindowsSecurityContextOptions

    struct SleepAction
      seconds int64!

    struct TCPSocketAction
      host string
      port intorstring!

    struct VolumeDevice
      devicePath string!
      name string!

    struct VolumeMount
      mountPath string!
      mountPropagation string? enum(Bidirectional|HostToContainer|None)
      name string!
      readOnly bool
      recursiveReadOnly string? enum(Disabled|Enabled|IfPossible)
      subPath string
      subPathExpr string

    struct WindowsSecurityContextOptions
      gmsaCredentialSpec string?
      gmsaCredentialSpecName string?
      hostProcess bool?
      runAsUserName string?
    """#
}
