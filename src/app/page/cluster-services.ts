import { Provider } from '@angular/core';
import { ActiveCluster } from '../cluster/active-cluster';
import { CertificateKeys } from '../cluster/certificate-keys';
import { ClusterConnection } from '../cluster/cluster-connection';
import { ClusterCredentials } from '../cluster/cluster-credentials';
import { KeyedSessions } from '../cluster/keyed-sessions';
import { NodeReads } from '../cluster/node-reads';
import { SdkClusterConnection } from '../cluster/sdk-cluster-connection';
import { ActivationStore } from '../servers/activation-store';
import { ApplyNotifications } from '../servers/apply-notifications';
import { PendingApplies } from '../servers/pending-applies';
import { VirtualMachinesStore } from '../virtual-machines/virtual-machines-store';

/** Everything that belongs to one cluster: what's known of it, its sessions, and its credentials. */
export const clusterServices: Provider[] = [
  ActiveCluster,
  PendingApplies,
  ApplyNotifications,
  ActivationStore,
  VirtualMachinesStore,
  ClusterCredentials,
  NodeReads,
  CertificateKeys,
  KeyedSessions,
  { provide: ClusterConnection, useClass: SdkClusterConnection }
];
