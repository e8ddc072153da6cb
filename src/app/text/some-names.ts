import { formatList } from '../platform/locale';
import { AppStrings, fillIn } from '../platform/strings';

/** How many names a message has at most, unless only one more is left. */
const most = 3;

/**
 * A list of names, such as "node01, node02, node03, and 5 more": all names of a large cluster would bury a message. A negation takes them as
 * alternatives.
 */
export function someNames(names: readonly string[], strings: AppStrings, format = formatList): string {
  if (names.length <= most + 1) {
    return format(names);
  }
  return format([...names.slice(0, most), fillIn(strings.Coverage.more, names.length - most)]);
}
