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
  if (findings.checking > 0) {
    return fillIn(words.checking, findings.total - findings.checking, findings.total);
  }
  if (findings.isFirstRun) {
    return words.notSetUp;
  }
  const { notKnown, total } = findings;
  if (notKnown === total) {
    return total === 1 ? words.noneKnownSingle : words.noneKnown;
  }
  const known = howInWords(findings, strings);
  return notKnown === 0
    ? known
    : notKnown === 1
      ? fillIn(words.notKnownOne, known)
      : fillIn(words.notKnownOther, known, notKnown);
}

/** How many servers can activate VMs, and with what, as far as that's known. */
function howInWords(findings: Findings, strings: AppStrings): string {
  const { activated, covered, versions } = findings;
  const words = strings.Sentence;
  const subscription = strings.Subscription;
  const counted = countInWords(findings, strings);
  if (versions.length > 0) {
    const withKeys = covered > 0 ? subscription.summaryWithKeys : words.withKeys;
    return fillIn(withKeys, counted, formatList(versions));
  }
  const isAllCovered = covered > 0 && covered === activated;
  return fillIn(isAllCovered ? subscription.summary : words.plain, counted);
}

function countInWords({ activated, total }: Findings, { Sentence: words }: AppStrings): string {
  if (total === 1) {
    return activated === 1 ? words.single : words.cannotSingle;
  }
  return activated < total ? fillIn(words.some, activated, total) : fillIn(words.all, total);
}
