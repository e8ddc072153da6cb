import { Strings } from '../../generated/strings';
import { pageLanguage } from './locale';

/** A text for each number, as far as the language tells numbers apart. Its categories are those of Unicode's CLDR. */
export type PluralForms = { readonly other: string } & Partial<Readonly<Record<Intl.LDMLPluralRule, string>>>;

/** By language. Creating rules takes a hundred times as long as using them. */
const pluralRules = new Map<string, Intl.PluralRules>();

/** All strings of this extension, in the language that the shell asked for. */
export type AppStrings = Strings['ActivateWindowsServerVms'];

/** The strings, as loaded by the SDK. */
export function appStrings(): AppStrings {
  return MsftSme.getStrings<Strings>().ActivateWindowsServerVms;
}

/** Fills in the places {0}, {1}… of a text. A place without a value stays as it is. */
export function fillIn(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d+)\}/g, (place, index: string) => `${values[Number(index)] ?? place}`);
}

/** The text for a number of things, in the page's language. Its places aren't filled in yet. */
export function pluralOf(forms: PluralForms, count: number): string {
  const language = pageLanguage();
  const rules = pluralRules.get(language) ?? new Intl.PluralRules(language);
  pluralRules.set(language, rules);
  return forms[rules.select(count)] ?? forms.other;
}
