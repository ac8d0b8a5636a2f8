extension BuiltInDescriptions {
  /// Persistent volumes and claims.
  static let corePersistentVolumes = #"""
    group v1 io.k8s.api.core.v1

    kind PersistentVolumeClaim persistentvolumeclaims namespaced short(pvc) deletes-to-object -- A claim to storage.
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
      spec PersistentVolumeClaimSpec+ -- What is wanted.
      status PersistentVolumeClaimStatus+ -- What was observed last; written by controllers.

    kind PersistentVolume persistentvolumes short(pv) deletes-to-object -- Storage of the cluster.
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
      spec PersistentVolumeSpec+ -- What is wanted.
      status PersistentVolumeStatus+ -- What was observed last; written by controllers.

    struct AzureFilePersistentVolumeSource
      readOnly bool -- Mounts it for reading only.
      secretName string!
      secretNamespace string?
      shareName string!

    struct CSIPersistentVolumeSource
      controllerExpandSecretRef SecretReference
      controllerPublishSecretRef SecretReference
      driver string!
      fsType string -- The file system of the volume, such as ext4.
      nodeExpandSecretRef SecretReference
      nodePublishSecretRef SecretReference
      nodeStageSecretRef SecretReference
      readOnly bool -- Mounts it for reading only.
      volumeAttributes {string}
      volumeHandle string!

    struct CephFSPersistentVolumeSource
      monitors [string]! -- The addresses of the monitors.
      path string
      readOnly bool -- Mounts it for reading only.
      secretFile string
      secretRef SecretReference -- The secret that holds the credentials.
      user string -- The user to act as.

    struct CinderPersistentVolumeSource
      fsType string -- The file system of the volume, such as ext4.
      readOnly bool -- Mounts it for reading only.
      secretRef SecretReference -- The secret that holds the credentials.
      volumeID string!

    struct FlexPersistentVolumeSource
      driver string!
      fsType string -- The file system of the volume, such as ext4.
      options {string}
      readOnly bool -- Mounts it for reading only.
      secretRef SecretReference -- The secret that holds the credentials.

    struct GlusterfsPersistentVolumeSource
      endpoints string!
      endpointsNamespace string?
      path string!
      readOnly bool -- Mounts it for reading only.

    struct ISCSIPersistentVolumeSource
      chapAuthDiscovery bool
      chapAuthSession bool
      fsType string -- The file system of the volume, such as ext4.
      initiatorName string?
      iqn string!
      iscsiInterface string ="default"
      lun int32!
      portals [string]
      readOnly bool -- Mounts it for reading only.
      secretRef SecretReference -- The secret that holds the credentials.
      targetPortal string!

    struct LocalVolumeSource
      fsType string? -- The file system of the volume, such as ext4.
      path string!

    struct ModifyVolumeStatus
      status string! -- What was observed last; written by controllers.
      targetVolumeAttributesClassName string

    struct PersistentVolumeClaimCondition
      lastProbeTime time+ -- When the condition was last checked.
      lastTransitionTime time+ -- When the condition last changed from one status to another.
      message string
      reason string
      status string! -- What was observed last; written by controllers.
      type string!

    struct PersistentVolumeClaimStatus
      accessModes [string]
      allocatedResourceStatuses {string}
      allocatedResources {quantity}
      capacity {quantity}
      conditions [PersistentVolumeClaimCondition] map(type) patch=merge(type)
        -- The latest observations of the object's state, one for each type.
      currentVolumeAttributesClassName string?
      modifyVolumeStatus ModifyVolumeStatus
      phase string ="Pending"

    struct PersistentVolumeSpec
      accessModes [string] enum(ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod)
        -- How the volume may be mounted.
      awsElasticBlockStore AWSElasticBlockStoreVolumeSource
      azureDisk AzureDiskVolumeSource
      azureFile AzureFilePersistentVolumeSource
      capacity {quantity} -- How much the volume holds.
      cephfs CephFSPersistentVolumeSource
      cinder CinderPersistentVolumeSource
      claimRef ObjectReference -- The claim that the volume is bound to.
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
        -- What happens to the volume when its claim goes.
      photonPersistentDisk PhotonPersistentDiskVolumeSource
      portworxVolume PortworxVolumeSource
      quobyte QuobyteVolumeSource
      rbd RBDPersistentVolumeSource
      scaleIO ScaleIOPersistentVolumeSource
      storageClassName string -- The class of the volume.
      storageos StorageOSPersistentVolumeSource
      volumeAttributesClassName string?
      volumeMode string? ="Filesystem" enum(Block|Filesystem) -- Filesystem or Block.
      vsphereVolume VsphereVirtualDiskVolumeSource

    struct PersistentVolumeStatus
      lastPhaseTransitionTime time?
      message string
      phase string ="Pending"
      reason string

    struct RBDPersistentVolumeSource
      fsType string -- The file system of the volume, such as ext4.
      image string!
      keyring string ="/etc/ceph/keyring"
      monitors [string]! -- The addresses of the monitors.
      pool string ="rbd"
      readOnly bool -- Mounts it for reading only.
      secretRef SecretReference -- The secret that holds the credentials.
      user string ="admin" -- The user to act as.

    struct ScaleIOPersistentVolumeSource
      fsType string ="xfs" -- The file system of the volume, such as ext4.
      gateway string!
      protectionDomain string
      readOnly bool -- Mounts it for reading only.
      secretRef SecretReference!? -- The secret that holds the credentials.
      sslEnabled bool
      storageMode string ="ThinProvisioned"
      storagePool string
      system string!
      volumeName string -- The name of the volume.

    struct StorageOSPersistentVolumeSource
      fsType string -- The file system of the volume, such as ext4.
      readOnly bool -- Mounts it for reading only.
      secretRef ObjectReference -- The secret that holds the credentials.
      volumeName string -- The name of the volume.
      volumeNamespace string

    struct VolumeNodeAffinity
      required NodeSelector
    """#
}
