import { LabServer } from '../../control/lab-state';
import { CertificateFault, SubscriptionStatus } from '../../servers/server-state';

/** What the cluster says of a server. */
export const clusterStateWords: Record<LabServer['clusterState'], string> = {
  Up: 'Up',
  Down: 'Down',
  Paused: 'Paused',
  Joining: 'Joining'
};

/** How ServerAVMAManager is on a server. */
export const moduleWords: Record<LabServer['activationModule']['found'], string> = {
  name: 'Found by name',
  path: 'Found by path only',
  missing: 'Missing',
  broken: 'Broken'
};

/** How the Windows Server subscription of a server is. */
export const subscriptionWords: Record<'none' | SubscriptionStatus, string> = {
  none: 'Not listed',
  Unknown: 'Unknown',
  Active: 'Active',
  Disabled: 'Disabled',
  Warned: 'Warned',
  Deleted: 'Deleted'
};

/** How AzureStackHCI is on a server. */
export const azureModuleWords: Record<LabServer['azure']['module'], string> = {
  complete: 'Complete',
  withoutSubscriptions: 'Without subscriptions',
  missing: 'Missing'
};

/** What goes wrong with the certificates of a server. */
export const certificateWords: Record<'none' | CertificateFault, string> = {
  none: 'Work',
  denied: 'No right to make one',
  deniedByProvider: 'Only with the older key provider',
  weakKey: 'Weak key',
  removalFails: 'Removal fails',
  sessionDies: 'Session dies after making one',
  otherCertificate: 'Another one is stored'
};

/** In what Get-VMAutomaticActivation answers. */
export const dialectWords: Record<LabServer['answerDialect'], string> = {
  plain: 'Plain words',
  numbers: 'Numbers',
  listing: 'Listing',
  sentence: 'Sentence',
  nested: 'Nested objects',
  silent: 'Nothing',
  unheardOf: 'Unheard of'
};
