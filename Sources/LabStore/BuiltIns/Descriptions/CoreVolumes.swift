extension BuiltInDescriptions {
  /// Volumes of pods.
  static let coreVolumes = #"""
    group v1 io.k8s.api.core.v1

    struct AWSElasticBlockStoreVolumeSource
      fsType string -- The file system of the volume, such as ext4.
      partition int32
      readOnly bool -- Mounts it for reading only.
      volumeID string!

    struct AzureDiskVolumeSource
      cachingMode string? ="ReadWrite"
      diskName string!
      diskURI string!
      fsType string? ="ext4" -- The file system of the volume, such as ext4.
      kind string? ="Shared"
      readOnly bool? =false -- Mounts it for reading only.

    struct AzureFileVolumeSource
      readOnly bool -- Mounts it for reading only.
      secretName string!
      shareName string!

    struct CSIVolumeSource
      driver string!
      fsType string? -- The file system of the volume, such as ext4.
      nodePublishSecretRef LocalObjectReference
      readOnly bool? -- Mounts it for reading only.
      volumeAttributes {string}

    struct CephFSVolumeSource
      monitors [string]! -- The addresses of the monitors.
      path string
      readOnly bool -- Mounts it for reading only.
      secretFile string
      secretRef LocalObjectReference -- The secret that holds the credentials.
      user string -- The user to act as.

    struct CinderVolumeSource
      fsType string -- The file system of the volume, such as ext4.
      readOnly bool -- Mounts it for reading only.
      secretRef LocalObjectReference -- The secret that holds the credentials.
      volumeID string!

    struct ClusterTrustBundleProjection
      labelSelector LabelSelector
      name string?
      optional bool? -- Whether it may be missing.
      path string!
      signerName string?

    struct ConfigMapProjection
      items [KeyToPath]
      name string
      optional bool? -- Whether it may be missing.

    struct ConfigMapVolumeSource
      defaultMode int32? =420 -- The permission bits of the files, unless an item says otherwise.
      items [KeyToPath]
      name string
      optional bool? -- Whether it may be missing.

    struct DownwardAPIProjection
      items [DownwardAPIVolumeFile]

    struct DownwardAPIVolumeFile
      fieldRef ObjectFieldSelector
      mode int32?
      path string!
      resourceFieldRef ResourceFieldSelector

    struct DownwardAPIVolumeSource
      defaultMode int32? =420 -- The permission bits of the files, unless an item says otherwise.
      items [DownwardAPIVolumeFile]

    struct EmptyDirVolumeSource
      medium string
      sizeLimit quantity?

    struct EphemeralVolumeSource
      volumeClaimTemplate PersistentVolumeClaimTemplate

    struct FCVolumeSource
      fsType string -- The file system of the volume, such as ext4.
      lun int32?
      readOnly bool -- Mounts it for reading only.
      targetWWNs [string]
      wwids [string]

    struct FlexVolumeSource
      driver string!
      fsType string -- The file system of the volume, such as ext4.
      options {string}
      readOnly bool -- Mounts it for reading only.
      secretRef LocalObjectReference -- The secret that holds the credentials.

    struct FlockerVolumeSource
      datasetName string
      datasetUUID string

    struct GCEPersistentDiskVolumeSource
      fsType string -- The file system of the volume, such as ext4.
      partition int32
      pdName string!
      readOnly bool -- Mounts it for reading only.

    struct GitRepoVolumeSource
      directory string
      repository string!
      revision string

    struct GlusterfsVolumeSource
      endpoints string!
      path string!
      readOnly bool -- Mounts it for reading only.

    struct HostPathVolumeSource
      path string!
      type string? ="" enum(BlockDevice|CharDevice|Directory|DirectoryOrCreate|File|FileOrCreate|Socket)

    struct ISCSIVolumeSource
      chapAuthDiscovery bool
      chapAuthSession bool
      fsType string -- The file system of the volume, such as ext4.
      initiatorName string?
      iqn string!
      iscsiInterface string ="default"
      lun int32!
      portals [string]
      readOnly bool -- Mounts it for reading only.
      secretRef LocalObjectReference -- The secret that holds the credentials.
      targetPortal string!

    struct ImageVolumeSource
      pullPolicy string
      reference string

    struct NFSVolumeSource
      path string!
      readOnly bool -- Mounts it for reading only.
      server string!

    struct PersistentVolumeClaimSpec
      accessModes [string] enum(ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod)
        -- How the volume shall be mounted.
      dataSource TypedLocalObjectReference
      dataSourceRef TypedObjectReference
      resources VolumeResourceRequirements+ -- How much storage is needed.
      selector LabelSelector -- Which volumes may be bound.
      storageClassName string? -- The class that is asked for.
      volumeAttributesClassName string?
      volumeMode string? ="Filesystem" enum(Block|Filesystem) -- Filesystem or Block.
      volumeName string -- The volume that is bound.

    struct PersistentVolumeClaimTemplate
      metadata ObjectMeta+ -- Name, labels and other facts that every object has.
      spec PersistentVolumeClaimSpec! -- What is wanted.

    struct PersistentVolumeClaimVolumeSource
      claimName string!
      readOnly bool -- Mounts it for reading only.

    struct PhotonPersistentDiskVolumeSource
      fsType string -- The file system of the volume, such as ext4.
      pdID string!

    struct PodCertificateProjection
      certificateChainPath string
      credentialBundlePath string
      keyPath string
      keyType string!
      maxExpirationSeconds int32?
      signerName string!
      userAnnotations {string}

    struct PortworxVolumeSource
      fsType string -- The file system of the volume, such as ext4.
      readOnly bool -- Mounts it for reading only.
      volumeID string!

    struct ProjectedVolumeSource
      defaultMode int32? =420 -- The permission bits of the files, unless an item says otherwise.
      sources [VolumeProjection]

    struct QuobyteVolumeSource
      group string
      readOnly bool -- Mounts it for reading only.
      registry string!
      tenant string
      user string -- The user to act as.
      volume string!

    struct RBDVolumeSource
      fsType string -- The file system of the volume, such as ext4.
      image string!
      keyring string ="/etc/ceph/keyring"
      monitors [string]! -- The addresses of the monitors.
      pool string ="rbd"
      readOnly bool -- Mounts it for reading only.
      secretRef LocalObjectReference -- The secret that holds the credentials.
      user string ="admin" -- The user to act as.

    struct ScaleIOVolumeSource
      fsType string ="xfs" -- The file system of the volume, such as ext4.
      gateway string!
      protectionDomain string
      readOnly bool -- Mounts it for reading only.
      secretRef LocalObjectReference!? -- The secret that holds the credentials.
      sslEnabled bool
      storageMode string ="ThinProvisioned"
      storagePool string
      system string!
      volumeName string -- The name of the volume.

    struct SecretProjection
      items [KeyToPath]
      name string
      optional bool? -- Whether it may be missing.

    struct SecretVolumeSource
      defaultMode int32? =420 -- The permission bits of the files, unless an item says otherwise.
      items [KeyToPath]
      optional bool? -- Whether it may be missing.
      secretName string

    struct ServiceAccountTokenProjection
      audience string
      expirationSeconds int64? =3600
      path string!

    struct StorageOSVolumeSource
      fsType string -- The file system of the volume, such as ext4.
      readOnly bool -- Mounts it for reading only.
      secretRef LocalObjectReference -- The secret that holds the credentials.
      volumeName string -- The name of the volume.
      volumeNamespace string

    struct Volume -- A volume of a pod: a name and exactly one source.
      awsElasticBlockStore AWSElasticBlockStoreVolumeSource
      azureDisk AzureDiskVolumeSource
      azureFile AzureFileVolumeSource
      cephfs CephFSVolumeSource
      cinder CinderVolumeSource
      configMap ConfigMapVolumeSource -- Files from a config map.
      csi CSIVolumeSource -- A volume of a CSI driver.
      downwardAPI DownwardAPIVolumeSource -- Files from fields of the pod.
      emptyDir EmptyDirVolumeSource -- An empty directory that lives as long as the pod.
      ephemeral EphemeralVolumeSource -- A claim that lives as long as the pod.
      fc FCVolumeSource
      flexVolume FlexVolumeSource
      flocker FlockerVolumeSource
      gcePersistentDisk GCEPersistentDiskVolumeSource
      gitRepo GitRepoVolumeSource
      glusterfs GlusterfsVolumeSource
      hostPath HostPathVolumeSource -- A path of the node.
      image ImageVolumeSource -- The files of an image.
      iscsi ISCSIVolumeSource
      name string! -- The name by which containers mount it.
      nfs NFSVolumeSource -- An NFS export.
      persistentVolumeClaim PersistentVolumeClaimVolumeSource -- A claim in the same namespace.
      photonPersistentDisk PhotonPersistentDiskVolumeSource
      portworxVolume PortworxVolumeSource
      projected ProjectedVolumeSource -- Files from several sources in one directory.
      quobyte QuobyteVolumeSource
      rbd RBDVolumeSource
      scaleIO ScaleIOVolumeSource
      secret SecretVolumeSource -- Files from a secret.
      storageos StorageOSVolumeSource
      vsphereVolume VsphereVirtualDiskVolumeSource

    struct VolumeProjection
      clusterTrustBundle ClusterTrustBundleProjection
      configMap ConfigMapProjection
      downwardAPI DownwardAPIProjection
      podCertificate PodCertificateProjection
      secret SecretProjection
      serviceAccountToken ServiceAccountTokenProjection

    struct VolumeResourceRequirements
      limits {quantity} -- The most that may be used.
      requests {quantity}

    struct VsphereVirtualDiskVolumeSource
      fsType string -- The file system of the volume, such as ext4.
      storagePolicyID string
      storagePolicyName string
      volumePath string!
    """#
}
