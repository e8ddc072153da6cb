import { LabServer } from '../../control/lab-state';
import { CertificateFault, SubscriptionStatus } from '../../servers/server-state';

/** The words for a server's state in the cluster. */
export const clusterStateWords: Record<LabServer['clusterState'], string> = {
  Up: 'Up',
  Down: 'Down',
  Paused: 'Paused',
  Joining: 'Joining'
};

/** The words for how ServerAVMAManager is installed on a server. */
export const moduleWords: Record<LabServer['activationModule']['found'], string> = {
  name: 'Found by name',
  path: 'Found by path only',
  missing: 'Missing',
  broken: 'Broken'
};

/** The words for a server's Windows Server subscription. */
export const subscriptionWords: Record<'none' | SubscriptionStatus, string> = {
  none: 'Not listed',
  Unknown: 'Unknown',
  Active: 'Active',
  Disabled: 'Disabled',
  Warned: 'Warned',
  Deleted: 'Deleted'
};

/** The words for how AzureStackHCI is installed on a server. */
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

/** The words for the form of Get-VMAutomaticActivation's answers. */
export const dialectWords: Record<LabServer['answerDialect'], string> = {
  plain: 'Plain words',
  numbers: 'Numbers',
  listing: 'Listing',
  sentence: 'Sentence',
  nested: 'Nested objects',
  silent: 'Nothing',
  unheardOf: 'Unheard of'
};
