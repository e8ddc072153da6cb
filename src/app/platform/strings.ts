import { Strings } from '../../generated/strings';

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
