import { Findings } from '../../domain/findings';
import { listOf } from '../../shell/locale';
import { AppStrings, fillIn } from '../../shell/strings';
import { ActivationView } from '../activation-store';

/** How the cluster stands, in one sentence. */
export function sentenceOf(
  view: Pick<ActivationView, 'clusterName' | 'list' | 'findings'>,
  strings: AppStrings
): string {
  const words = strings.Sentence;
  switch (view.list.kind) {
    case 'asking':
      return fillIn(words.asking, view.clusterName);
    case 'failed':
      return fillIn(words.clusterFailed, view.clusterName);
    case 'known':
      return sentenceOfServers(view.findings, strings);
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
  const counted = countInWords(findings, strings);
  return findings.versions.length > 0
    ? fillIn(words.withKeys, counted, listOf(findings.versions))
    : fillIn(words.plain, counted);
}

function countInWords({ activated, total }: Findings, strings: AppStrings): string {
  if (activated < total) {
    return fillIn(strings.Sentence.some, activated, total);
  }
  return total === 1 ? strings.Sentence.single : fillIn(strings.Sentence.all, total);
}
