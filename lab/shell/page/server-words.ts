import { LabServer } from '../../control/lab-state';

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
