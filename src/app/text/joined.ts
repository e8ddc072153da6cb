import { AppStrings, fillIn } from '../platform/strings';

/** Whole sentences one after the other, without empty ones. The language says what stands between two sentences. */
export function inOrder(sentences: readonly string[], strings: AppStrings): string {
  return joined(strings.Joined.sentences, sentences);
}

/** Short facts about the same thing, without empty ones, such as "2022 · Volume · …3XJ7C". */
export function factsInLine(facts: readonly string[], strings: AppStrings): string {
  return joined(strings.Joined.facts, facts);
}

/** A text with its label, such as "node01: Server is down". */
export function labeled(label: string, text: string | number, strings: AppStrings): string {
  return fillIn(strings.Joined.labeled, label, text);
}

function joined(pattern: string, texts: readonly string[]): string {
  return texts.filter(Boolean).reduce((all, next) => (all === '' ? next : fillIn(pattern, all, next)), '');
}
