import { ServerStatus } from '../domain/servers/status';
import { AppStrings, fillIn } from '../platform/strings';
import { factsInLine } from './joined';
import { keyTypeInWords } from './server-text';

/**
 * A server's key in a few words, such as "2022 · Volume · …3XJ7C": its version, its type, and its last five characters,
 * as far as the server shows them. Empty if it shows no key.
 */
export function keySummaryOf({ showsKey, keyVersion, keyType, lastFive }: ServerStatus, strings: AppStrings): string {
  if (!showsKey) {
    return '';
  }
  const version = keyVersion === 'unknown' ? strings.Table.versionUnknown : keyVersion;
  const type = keyType === 'unknown' ? [] : [keyTypeInWords(keyType, strings)];
  const end = lastFive === null ? [] : [fillIn(strings.Table.endsIn, lastFive)];
  return factsInLine([version, ...type, ...end], strings);
}
