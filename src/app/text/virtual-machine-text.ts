import { CoverageKind, GuestCoverage, Verdict } from '../domain/guests/guest-coverage';
import { GuestSystem } from '../domain/guests/guest-system';
import { GuestFacts, Mobility } from '../domain/guests/virtual-machine';
import { formatAlternatives, formatList } from '../platform/locale';
import { AppStrings, fillIn } from '../platform/strings';
import { StateIcon } from '../ui/state-icon';

/** The maximum number of servers that a row names. */
export const namedInRow = 3;

/** A guest operating system: its release if known, otherwise the name that the guest reports. */
export function systemInWords(system: GuestSystem, facts: GuestFacts | null, strings: AppStrings): string {
  return system.kind === 'windowsServer' && system.release !== null && system.release !== 'older'
    ? fillIn(strings.GuestSystem.windowsServer, system.release)
    : (facts?.osName ?? strings.Table.notKnown);
}

/** The system with its edition, such as "Windows Server 2022 Standard". Other systems have no edition that matters. */
export function systemWithEdition(system: GuestSystem, facts: GuestFacts | null, strings: AppStrings): string {
  const name = systemInWords(system, facts, strings);
  if (system.kind !== 'windowsServer' || system.release === null || system.release === 'older') {
    return name;
  }
  return system.edition === 'unknown'
    ? fillIn(strings.GuestSystem.editionUnknown, name)
    : fillIn(strings.GuestSystem.withEdition, name, editionInWords(system, strings));
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
 * The reason for a coverage, or how far it goes: a sentence that names the servers that make the difference, up to the
 * given number.
 */
export function whyOfCoverage(
  { here, elsewhere, isWholeClusterKnown }: GuestCoverage,
  moves: Mobility,
  nameOf: (serverId: string) => string,
  strings: AppStrings,
  named = namedInRow
): string {
  const words = strings.CoverageWhy;
  const namesOf = (kinds: readonly Verdict['kind'][], format: typeof formatList): string => {
    const servers = elsewhere.filter(({ verdict }) => kinds.includes(verdict.kind));
    return namesInWords(
      servers.map(({ server }) => nameOf(server)),
      named,
      strings,
      format
    );
  };
  const not = namesOf(['cannot'], formatAlternatives);
  const open = namesOf(['notKnown', 'dependsOnLicense'], formatList);
  if (here.kind === 'dependsOnLicense') {
    return not !== ''
      ? fillIn(words.licenseNotOn, not)
      : open === ''
        ? words.license
        : fillIn(words.licenseOpenOn, open);
  }
  if (here.kind !== 'can') {
    return whyOfVerdict(here, strings);
  }
  if (!isWholeClusterKnown) {
    return words.movesNotKnown;
  }
  if (not !== '' && open !== '') {
    return fillIn(words.notOnAndOpenOn, not, open);
  }
  if (not !== '' || open !== '') {
    return not === '' ? fillIn(words.openOn, open) : fillIn(words.notOn, not);
  }
  return moves.kind === 'yes' ? words.everywhere : words.stays;
}

function namesInWords(
  all: readonly string[],
  named: number,
  { Coverage: words }: AppStrings,
  format: typeof formatList
): string {
  const left = all.length - named;
  return format(left > 0 ? [...all.slice(0, named), fillIn(words.more, left)] : all);
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
