import { CoverageKind, GuestCoverage, Verdict, kindOf } from '../domain/guests/guest-coverage';
import { GuestSystem } from '../domain/guests/guest-system';
import { GuestFacts } from '../domain/guests/virtual-machine';
import { formatList } from '../platform/locale';
import { AppStrings, fillIn } from '../platform/strings';
import { StateIcon } from '../ui/state-icon';

/** The maximum number of servers that a row names as unable to activate a guest. */
const namedInRow = 3;

/** A guest operating system: its release if known, otherwise the name that the guest reports. */
export function systemInWords(system: GuestSystem, facts: GuestFacts | null, strings: AppStrings): string {
  return system.kind === 'windowsServer' && system.release !== null && system.release !== 'older'
    ? fillIn(strings.GuestSystem.windowsServer, system.release)
    : (facts?.osName ?? strings.Table.notKnown);
}

/** The edition of a Windows Server; other systems have none that matters. */
export function editionInWords(system: GuestSystem, strings: AppStrings): string {
  switch (system.kind) {
    case 'windowsServer':
      return strings.GuestEdition[system.edition];
    case 'unknown':
      return strings.GuestEdition.unknown;
    default:
      return strings.Table.none;
  }
}

/**
 * What to expect of the cluster, in a few words, with the names of the servers that make the difference, up to the
 * given number.
 */
export function coverageInWords(
  coverage: GuestCoverage,
  nameOf: (serverId: string) => string,
  strings: AppStrings,
  named = namedInRow
): string {
  const kind = kindOf(coverage);
  const words = strings.Coverage;
  const [not, open] = [['cannot'], ['notKnown', 'dependsOnLicense']].map(kinds =>
    coverage.elsewhere.filter(({ verdict }) => kinds.includes(verdict.kind)).map(({ server }) => nameOf(server))
  );
  const names = (all: readonly string[]): string => namesInWords(all, named, strings);
  if (kind === 'dependsOnLicense' && not.length > 0) {
    return fillIn(words.dependsNotOn, names(not));
  }
  if (kind === 'canHere' && not.length + open.length > 0) {
    return not.length > 0 ? fillIn(words.notOn, names(not)) : fillIn(words.openOn, names(open));
  }
  return words[kind];
}

function namesInWords(all: readonly string[], named: number, { Coverage: words }: AppStrings): string {
  const left = all.length - named;
  return formatList(left > 0 ? [...all.slice(0, named), fillIn(words.more, left)] : all);
}

/** The reason for a coverage; empty if there's none to give. */
export function whyOfCoverage(coverage: GuestCoverage, strings: AppStrings): string {
  const isUnclear = coverage.here.kind === 'can' && !coverage.isWholeClusterKnown;
  return isUnclear ? strings.CoverageWhy.movesNotKnown : whyOfVerdict(coverage.here, strings);
}

/** Why a server can't activate a guest, or why that isn't known; empty if it can. */
export function whyOfVerdict(verdict: Verdict, strings: AppStrings): string {
  switch (verdict.kind) {
    case 'can':
      return '';
    case 'dependsOnLicense':
      return strings.CoverageWhy.license;
    default:
      return strings.CoverageWhy[verdict.why];
  }
}

export function coverageIcon(kind: CoverageKind): StateIcon {
  const icons: Record<CoverageKind, StateIcon> = {
    can: 'success',
    canHere: 'warning',
    cannot: 'error',
    dependsOnLicense: 'info',
    notKnown: 'info',
    doesNotApply: 'info'
  };
  return icons[kind];
}
