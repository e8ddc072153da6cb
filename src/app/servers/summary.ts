import { Findings } from '../domain/servers/findings';
import { formatList } from '../platform/locale';
import { AppStrings, fillIn } from '../platform/strings';
import { ActivationView } from './activation-store';

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
        : fillIn(words.applying, view.progress.done, view.progress.total);
  }
}

function sentenceOfServers(findings: Findings, strings: AppStrings): string {
  const words = strings.Sentence;
  const { checking, notKnown, opening, total } = findings;
  if (checking > 0) {
    return fillIn(opening === 'firstRun' ? words.notSetUpChecking : words.checking, total - checking, total);
  }
  if (opening === 'firstRun') {
    return words.notSetUp;
  }
  if (notKnown === total) {
    return total === 1 ? words.noneKnownSingle : words.noneKnown;
  }
  const known = total === 1 ? ofOneServer(findings, strings) : ofServers(findings, strings);
  return notKnown === 0 ? known : fillIn(words.inOrder, known, unknownInWords(notKnown, strings));
}

/** Whether the only server can activate VMs, and with what. */
function ofOneServer({ activated, covered, versions }: Findings, { Sentence: words }: AppStrings): string {
  if (activated === 0) {
    return words.cannotSingle;
  }
  if (versions.length > 0) {
    return fillIn(covered > 0 ? words.singleBoth : words.singleKeys, formatList(versions));
  }
  return covered > 0 ? words.singleSubscription : words.single;
}

/** How many servers can activate VMs, and with what, as far as that's known. */
function ofServers({ activated, covered, total, versions }: Findings, { Sentence: words }: AppStrings): string {
  const isAll = activated === total;
  const counts = isAll ? [total] : [activated, total];
  if (versions.length > 0) {
    const withKeys = isAll ? words.allKeys : words.someKeys;
    const withBoth = isAll ? words.allBoth : words.someBoth;
    return fillIn(covered > 0 ? withBoth : withKeys, ...counts, formatList(versions));
  }
  if (covered > 0 && covered === activated) {
    return fillIn(isAll ? words.allSubscription : words.someSubscription, ...counts);
  }
  return fillIn(isAll ? words.all : words.some, ...counts);
}

function unknownInWords(count: number, { Sentence: words }: AppStrings): string {
  return count === 1 ? words.notKnownOne : fillIn(words.notKnownOther, count);
}
