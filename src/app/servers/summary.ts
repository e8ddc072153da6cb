import { Findings } from '../domain/servers/findings';
import { formatList } from '../platform/locale';
import { AppStrings, fillIn, pluralOf } from '../platform/strings';
import { inOrder } from '../text/joined';
import { ActivationView } from './activation-state';

/** The state of the cluster, in one sentence. */
export function summaryOf(
  view: Pick<ActivationView, 'clusterName' | 'list' | 'findings' | 'progress'>,
  strings: AppStrings
): string {
  const words = strings.Sentence;
  switch (view.list.kind) {
    case 'asking':
      return fillIn(words.asking, view.clusterName);
    case 'failed':
      return fillIn(words.clusterFailed, view.clusterName);
    case 'known':
      return view.progress === null
        ? sentenceOfServers(view.findings, strings)
        : fillIn(pluralOf(words.applying, view.progress.total), view.progress.done, view.progress.total);
  }
}

function sentenceOfServers(findings: Findings, strings: AppStrings): string {
  const words = strings.Sentence;
  const { checking, keyless, notKnown, opening, total } = findings;
  if (checking > 0) {
    const sentence = opening === 'firstRun' ? words.notSetUpChecking : words.checking;
    return fillIn(pluralOf(sentence, total), total - checking, total);
  }
  if (opening === 'firstRun' && keyless > 0) {
    return words.notSetUp;
  }
  if (opening === 'firstRun' || notKnown === total) {
    return pluralOf(words.noneKnown, total);
  }
  const unknown = notKnown === 0 ? '' : fillIn(pluralOf(words.notKnown, notKnown), notKnown);
  return inOrder([ofServers(findings, strings), unknown], strings);
}

/** How many servers can activate VMs, and with what, as far as that's known. */
function ofServers({ activated, covered, total, versions }: Findings, { Sentence: words }: AppStrings): string {
  const isAll = activated === total;
  const counts = isAll ? [total] : [activated, total];
  if (versions.length > 0) {
    const withKeys = isAll ? words.allKeys : words.someKeys;
    const withBoth = isAll ? words.allBoth : words.someBoth;
    return fillIn(pluralOf(covered > 0 ? withBoth : withKeys, total), ...counts, formatList(versions));
  }
  if (covered > 0 && covered === activated) {
    return fillIn(pluralOf(isAll ? words.allSubscription : words.someSubscription, total), ...counts);
  }
  return fillIn(pluralOf(isAll ? words.all : words.some, total), ...counts);
}
