extension BuiltInDescriptions {
  /// Persistent volumes and claims.
  static let corePersistentVolumes = #"""
    group v1 io.k8s.api.core.v1

    kind PersistentVolumeClaim persistentvolumeclaims namespaced short(pvc) deletes-to-object
      / status
      | Name string:name .metadata.name
      | Status string claimStatus() -- The phase of the claim.
      | Volume string .spec.volumeName -- The volume that backs the claim.
      | Capacity string claimCapacity() -- The storage that the volume has.
      | "Access Modes" string claimAccessModes() -- How the volume may be mounted.
      | StorageClass string storageClass() -- The class that the claim asks for.
      | VolumeAttributesClass string orUnset(.spec.volumeAttributesClassName)
        -- The attributes class that the claim asks for.
      | Age string age(.metadata.creationTimestamp)
      | VolumeMode string wide orUnset(.spec.volumeMode) -- Filesystem or Block.
      spec PersistentVolumeClaimSpec+
      status PersistentVolumeClaimStatus+

    kind PersistentVolume persistentvolumes short(pv) deletes-to-object
      / status
      | Name string:name .metadata.name
      | Capacity string .spec.capacity.storage -- The storage of the volume.
      | "Access Modes" string accessModes(.spec.accessModes) -- How the volume may be mounted.
      | "Reclaim Policy" string .spec.persistentVolumeReclaimPolicy -- What happens when the claim goes.
      | Status string volumeStatus() -- The phase of the volume.
      | Claim string volumeClaim() -- The claim that is bound to the volume.
      | StorageClass string storageClass() -- The class of the volume.
      | VolumeAttributesClass string orUnset(.spec.volumeAttributesClassName) -- The attributes class of the volume.
      | Reason string .status.reason -- Why the volume is in its phase.
      | Age string age(.metadata.creationTimestamp)
      | VolumeMode string wide orUnset(.spec.volumeMode) -- Filesystem or Block.
      spec PersistentVolumeSpec+
      status PersistentVolumeStatus+

    struct AzureFilePersistentVolumeSource
      readOnly bool
      secretName string!
      secretNamespace string?
      shareName string!

    struct CSIPersistentVolumeSource
      controllerExpandSecretRef SecretReference
      controllerPublishSecretRef SecretReference
      driver string!
      fsType string
      nodeExpandSecretRef SecretReference
      nodePublishSecretRef SecretReference
      nodeStageSecretRef SecretReference
      readOnly bool
      volumeAttributes {string}
      volumeHandle string!

    struct CephFSPersistentVolumeSource
      monitors [string]!
      path string
      readOnly bool
      secretFile string
      secretRef SecretReference
      user string

    struct CinderPersistentVolumeSource
      fsType string
      readOnly bool
      secretRef SecretReference
      volumeID string!

    struct FlexPersistentVolumeSource
      driver string!
      fsType string
      options {string}
      readOnly bool
      secretRef SecretReference

    struct GlusterfsPersistentVolumeSource
      endpoints string!
      endpointsNamespace string?
      path string!
      readOnly bool

    struct ISCSIPersistentVolumeSource
      chapAuthDiscovery bool
      chapAuthSession bool
      fsType string
      initiatorName string?
      iqn string!
      iscsiInterface string ="default"
      lun int32!
      portals [string]
      readOnly bool
      secretRef SecretReference
      targetPortal string!

    struct LocalVolumeSource
      fsType string?
      path string!

    struct ModifyVolumeStatus
      status string!
      targetVolumeAttributesClassName string

    struct PersistentVolumeClaimCondition
      lastProbeTime time+
      lastTransitionTime time+
      message string
      reason string
      status string!
      type string!

    struct PersistentVolumeClaimStatus
      accessModes [string]
      allocatedResourceStatuses {string}
      allocatedResources {quantity}
      capacity {quantity}
      conditions [PersistentVolumeClaimCondition] map(type) patch=merge(type)
      currentVolumeAttributesClassName string?
      modifyVolumeStatus ModifyVolumeStatus
      phase string ="Pending"

    struct PersistentVolumeSpec
      accessModes [string] enum(ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod)
      awsElasticBlockStore AWSElasticBlockStoreVolumeSource
      azureDisk AzureDiskVolumeSource
      azureFile AzureFilePersistentVolumeSource
      capacity {quantity}
      cephfs CephFSPersistentVolumeSource
      cinder CinderPersistentVolumeSource
      claimRef ObjectReference
      csi CSIPersistentVolumeSource
      fc FCVolumeSource
      flexVolume FlexPersistentVolumeSource
      flocker FlockerVolumeSource
      gcePersistentDisk GCEPersistentDiskVolumeSource
      glusterfs GlusterfsPersistentVolumeSource
      hostPath HostPathVolumeSource
      iscsi ISCSIPersistentVolumeSource
      local LocalVolumeSource
      mountOptions [string]
      nfs NFSVolumeSource
      nodeAffinity VolumeNodeAffinity
      persistentVolumeReclaimPolicy string ="Retain" enum(Delete|Recycle|Retain)
      photonPersistentDisk PhotonPersistentDiskVolumeSource
      portworxVolume PortworxVolumeSource
      quobyte QuobyteVolumeSource
      rbd RBDPersistentVolumeSource
      scaleIO ScaleIOPersistentVolumeSource
      storageClassName string
      storageos StorageOSPersistentVolumeSource
      volumeAttributesClassName string?
      volumeMode string? ="Filesystem" enum(Block|Filesystem)
      vsphereVolume VsphereVirtualDiskVolumeSource

    struct PersistentVolumeStatus
      lastPhaseTransitionTime time?
      message string
      phase string ="Pending"
      reason string

    struct RBDPersistentVolumeSource
      fsType string
      image string!
      keyring string ="/etc/ceph/keyring"
      monitors [string]!
      pool string ="rbd"
      readOnly bool
      secretRef SecretReference
      user string ="admin"

    struct ScaleIOPersistentVolumeSource
      fsType string ="xfs"
      gateway string!
      protectionDomain string
      readOnly bool
      secretRef SecretReference!?
      sslEnabled bool
      storageMode string ="ThinProvisioned"
      storagePool string
      system string!
      volumeName string

    struct StorageOSPersistentVolumeSource
      fsType string
      readOnly bool
      secretRef ObjectReference
      volumeName string
      volumeNamespace string

    struct VolumeNodeAffinity
      required NodeSelector
    """#
}
