extension BuiltInDescriptions {
  /// Volumes of pods.
  static let coreVolumes = #"""
    group v1 io.k8s.api.core.v1

    struct AWSElasticBlockStoreVolumeSource
      fsType string
      partition int32
      readOnly bool
      volumeID string!

    struct AzureDiskVolumeSource
      cachingMode string? ="ReadWrite"
      diskName string!
      diskURI string!
      fsType string? ="ext4"
      kind string? ="Shared"
      readOnly bool? =false

    struct AzureFileVolumeSource
      readOnly bool
      secretName string!
      shareName string!

    struct CSIVolumeSource
      driver string!
      fsType string?
      nodePublishSecretRef LocalObjectReference
      readOnly bool?
      volumeAttributes {string}

    struct CephFSVolumeSource
      monitors [string]!
      path string
      readOnly bool
      secretFile string
      secretRef LocalObjectReference
      user string

    struct CinderVolumeSource
      fsType string
      readOnly bool
      secretRef LocalObjectReference
      volumeID string!

    struct ClusterTrustBundleProjection
      labelSelector LabelSelector
      name string?
      optional bool?
      path string!
      signerName string?

    struct ConfigMapProjection
      items [KeyToPath]
      name string
      optional bool?

    struct ConfigMapVolumeSource
      defaultMode int32? =420
      items [KeyToPath]
      name string
      optional bool?

    struct DownwardAPIProjection
      items [DownwardAPIVolumeFile]

    struct DownwardAPIVolumeFile
      fieldRef ObjectFieldSelector
      mode int32?
      path string!
      resourceFieldRef ResourceFieldSelector

    struct DownwardAPIVolumeSource
      defaultMode int32? =420
      items [DownwardAPIVolumeFile]

    struct EmptyDirVolumeSource
      medium string
      sizeLimit quantity?

    struct EphemeralVolumeSource
      volumeClaimTemplate PersistentVolumeClaimTemplate

    struct FCVolumeSource
      fsType string
      lun int32?
      readOnly bool
      targetWWNs [string]
      wwids [string]

    struct FlexVolumeSource
      driver string!
      fsType string
      options {string}
      readOnly bool
      secretRef LocalObjectReference

    struct FlockerVolumeSource
      datasetName string
      datasetUUID string

    struct GCEPersistentDiskVolumeSource
      fsType string
      partition int32
      pdName string!
      readOnly bool

    struct GitRepoVolumeSource
      directory string
      repository string!
      revision string

    struct GlusterfsVolumeSource
      endpoints string!
      path string!
      readOnly bool

    struct HostPathVolumeSource
      path string!
      type string? ="" enum(BlockDevice|CharDevice|Directory|DirectoryOrCreate|File|FileOrCreate|Socket)

    struct ISCSIVolumeSource
      chapAuthDiscovery bool
      chapAuthSession bool
      fsType string
      initiatorName string?
      iqn string!
      iscsiInterface string ="default"
      lun int32!
      portals [string]
      readOnly bool
      secretRef LocalObjectReference
      targetPortal string!

    struct ImageVolumeSource
      pullPolicy string
      reference string

    struct NFSVolumeSource
      path string!
      readOnly bool
      server string!

    struct PersistentVolumeClaimSpec
      accessModes [string] enum(ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod)
      dataSource TypedLocalObjectReference
      dataSourceRef TypedObjectReference
      resources VolumeResourceRequirements+
      selector LabelSelector
      storageClassName string?
      volumeAttributesClassName string?
      volumeMode string? ="Filesystem" enum(Block|Filesystem)
      volumeName string

    struct PersistentVolumeClaimTemplate
      metadata ObjectMeta+
      spec PersistentVolumeClaimSpec!

    struct PersistentVolumeClaimVolumeSource
      claimName string!
      readOnly bool

    struct PhotonPersistentDiskVolumeSource
      fsType string
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
      fsType string
      readOnly bool
      volumeID string!

    struct ProjectedVolumeSource
      defaultMode int32? =420
      sources [VolumeProjection]

    struct QuobyteVolumeSource
      group string
      readOnly bool
      registry string!
      tenant string
      user string
      volume string!

    struct RBDVolumeSource
      fsType string
      image string!
      keyring string ="/etc/ceph/keyring"
      monitors [string]!
      pool string ="rbd"
      readOnly bool
      secretRef LocalObjectReference
      user string ="admin"

    struct ScaleIOVolumeSource
      fsType string ="xfs"
      gateway string!
      protectionDomain string
      readOnly bool
      secretRef LocalObjectReference!?
      sslEnabled bool
      storageMode string ="ThinProvisioned"
      storagePool string
      system string!
      volumeName string

    struct SecretProjection
      items [KeyToPath]
      name string
      optional bool?

    struct SecretVolumeSource
      defaultMode int32? =420
      items [KeyToPath]
      optional bool?
      secretName string

    struct ServiceAccountTokenProjection
      audience string
      expirationSeconds int64? =3600
      path string!

    struct StorageOSVolumeSource
      fsType string
      readOnly bool
      secretRef LocalObjectReference
      volumeName string
      volumeNamespace string

    struct Volume
      awsElasticBlockStore AWSElasticBlockStoreVolumeSource
      azureDisk AzureDiskVolumeSource
      azureFile AzureFileVolumeSource
      cephfs CephFSVolumeSource
      cinder CinderVolumeSource
      configMap ConfigMapVolumeSource
      csi CSIVolumeSource
      downwardAPI DownwardAPIVolumeSource
      emptyDir EmptyDirVolumeSource
      ephemeral EphemeralVolumeSource
      fc FCVolumeSource
      flexVolume FlexVolumeSource
      flocker FlockerVolumeSource
      gcePersistentDisk GCEPersistentDiskVolumeSource
      gitRepo GitRepoVolumeSource
      glusterfs GlusterfsVolumeSource
      hostPath HostPathVolumeSource
      image ImageVolumeSource
      iscsi ISCSIVolumeSource
      name string!
      nfs NFSVolumeSource
      persistentVolumeClaim PersistentVolumeClaimVolumeSource
      photonPersistentDisk PhotonPersistentDiskVolumeSource
      portworxVolume PortworxVolumeSource
      projected ProjectedVolumeSource
      quobyte QuobyteVolumeSource
      rbd RBDVolumeSource
      scaleIO ScaleIOVolumeSource
      secret SecretVolumeSource
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
      limits {quantity}
      requests {quantity}

    struct VsphereVirtualDiskVolumeSource
      fsType string
      storagePolicyID string
      storagePolicyName string
      volumePath string!
    """#
}
