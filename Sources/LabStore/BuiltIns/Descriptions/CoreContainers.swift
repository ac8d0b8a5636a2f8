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
      optional bool? -- Whether it may be missing.

    struct ConfigMapKeySelector atomic
      key string!
      name string
      optional bool? -- Whether it may be missing.

    struct Container -- One program that runs in a pod.
      args [string] -- Arguments of the command; the image's own by default. $(NAME) is replaced by variables.
      command [string] -- The command; the image's entry point by default. $(NAME) is replaced by variables.
      env [EnvVar] map(name) patch=merge(name) -- Environment variables.
      envFrom [EnvFromSource] -- Sources whose every key becomes an environment variable.
      image string -- The image that is run.
      imagePullPolicy string enum(Always|IfNotPresent|Never)
        -- When the image is pulled: Always, Never or IfNotPresent.
      lifecycle Lifecycle -- What is done after the start and before the stop.
      livenessProbe Probe -- Checks that the container is alive; it is started again when not.
      name string! -- The name of the container, unique in the pod.
      ports [ContainerPort] map(containerPort,protocol) patch=merge(containerPort)
        -- The ports that the container serves.
      readinessProbe Probe -- Checks that the container is ready; it gets no requests when not.
      resizePolicy [ContainerResizePolicy] -- Whether resources may change without a new start.
      resources ResourceRequirements+ -- What the container needs and may use.
      restartPolicy string? -- For init containers only: Always makes a sidecar of one.
      restartPolicyRules [ContainerRestartRule]
      securityContext SecurityContext -- Security settings; they win over those of the pod.
      startupProbe Probe -- Checks that the container has started; other probes wait for it.
      stdin bool -- Whether a buffer for standard input is allocated.
      stdinOnce bool
      terminationMessagePath string ="/dev/termination-log"
        -- The file from which the last message of the container is read.
      terminationMessagePolicy string ="File" enum(FallbackToLogsOnError|File)
        -- Where the last message comes from: File or FallbackToLogsOnError.
      tty bool -- Whether a terminal is allocated.
      volumeDevices [VolumeDevice] map(devicePath) patch=merge(devicePath) -- Block devices that the container uses.
      volumeMounts [VolumeMount] map(mountPath) patch=merge(mountPath) -- Volumes that the container mounts.
      workingDir string -- The working directory; the image's own by default.

    struct ContainerPort -- A port that a container serves.
      containerPort int32! -- The number of the port, 1 to 65535.
      hostIP string
      hostPort int32 -- The port of the host that leads to it.
      name string -- A name by which services may refer to the port.
      protocol string ="TCP" enum(SCTP|TCP|UDP) -- TCP, UDP or SCTP.

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
      secretRef SecretEnvSource -- The secret that holds the credentials.

    struct EnvVar -- An environment variable.
      name string! -- The name of the variable.
      value string -- Its value; $(NAME) is replaced by variables that come before.
      valueFrom EnvVarSource -- Where the value comes from, when it is not given.

    struct EnvVarSource -- Where the value of a variable comes from.
      configMapKeyRef ConfigMapKeySelector -- A key of a config map.
      fieldRef ObjectFieldSelector -- A field of the pod.
      fileKeyRef FileKeySelector
      resourceFieldRef ResourceFieldSelector -- A request or limit of a container.
      secretKeyRef SecretKeySelector -- A key of a secret.

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
      optional bool? -- Whether it may be missing.
      path string!
      volumeName string! -- The name of the volume.

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

    struct Probe -- A check of a container that is repeated.
      exec ExecAction -- Runs a command in the container.
      failureThreshold int32 =3 -- How many failures in a row count as failed.
      grpc GRPCAction -- Asks a gRPC health service.
      httpGet HTTPGetAction -- Sends an HTTP request.
      initialDelaySeconds int32 -- How many seconds after the start the first check is made.
      periodSeconds int32 =10 -- How many seconds lie between checks.
      successThreshold int32 =1 -- How many successes in a row count as succeeded.
      tcpSocket TCPSocketAction -- Opens a connection.
      terminationGracePeriodSeconds int64? -- How many seconds the pod may take to stop after a failure.
      timeoutSeconds int32 =1 -- After how many seconds a check has failed.

    struct ResourceClaim
      name string!
      request string

    struct ResourceRequirements -- What is needed and what may be used.
      claims [ResourceClaim] map(name) -- Names of resource claims that the container uses.
      limits {quantity} -- The most that may be used.
      requests {quantity} -- The least that must be there; the limits by default.

    struct SELinuxOptions
      level string
      role string
      type string
      user string -- The user to act as.

    struct SeccompProfile
      localhostProfile string?
      type string! enum(Localhost|RuntimeDefault|Unconfined)

    struct SecretEnvSource
      name string
      optional bool? -- Whether it may be missing.

    struct SecretKeySelector atomic
      key string!
      name string
      optional bool? -- Whether it may be missing.

    struct SecurityContext -- Security settings of a container.
      allowPrivilegeEscalation bool? -- Whether a process may gain more privileges than its parent.
      appArmorProfile AppArmorProfile
      capabilities Capabilities -- Capabilities to add and drop.
      privileged bool? -- Runs with all privileges of the host.
      procMount string? enum(Default|Unmasked)
      readOnlyRootFilesystem bool? -- Whether the root file system is for reading only.
      runAsGroup int64? -- The group id of the first process.
      runAsNonRoot bool? -- Whether the container must not run as root.
      runAsUser int64? -- The user id of the first process.
      seLinuxOptions SELinuxOptions
      seccompProfile SeccompProfile -- The system calls that are allowed.
      windowsOptions WindowsSecurityContextOptions

    struct SleepAction
      seconds int64!

    struct TCPSocketAction
      host string
      port intorstring!

    struct VolumeDevice
      devicePath string!
      name string!

    struct VolumeMount -- Where a container sees a volume.
      mountPath string! -- The path in the container.
      mountPropagation string? enum(Bidirectional|HostToContainer|None)
        -- Whether mounts made later are seen on the other side.
      name string! -- The name of the volume.
      readOnly bool -- Mounts it for reading only.
      recursiveReadOnly string? enum(Disabled|Enabled|IfPossible)
      subPath string -- The path within the volume.
      subPathExpr string

    struct WindowsSecurityContextOptions
      gmsaCredentialSpec string?
      gmsaCredentialSpecName string?
      hostProcess bool?
      runAsUserName string?
    """#
}
