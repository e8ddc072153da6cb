import { Strings } from '../../generated/strings';

/** All the words of this extension, in the language that the shell asked for. */
export type AppStrings = Strings['ActivateWindowsServerVms'];

/** The words, as the SDK has loaded them. */
export function appStrings(): AppStrings {
  return MsftSme.getStrings<Strings>().ActivateWindowsServerVms;
}

/** Puts values in the places {0}, {1}… of a text. A place without a value stays as it is. */
export function fillIn(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d+)\}/g, (place, index: string) => `${values[Number(index)] ?? place}`);
}
