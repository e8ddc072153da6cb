import {
  CoverageKind,
  GuestCoverage,
  Verdict,
  kindOf
} from '../../domain/guest-coverage';
import { GuestSystem } from '../../domain/guest-system';
import { GuestFacts } from '../../domain/virtual-machine';
import { listOf } from '../../shell/locale';
import { AppStrings, fillIn } from '../../shell/strings';
import { StateIcon } from '../servers/server-words';

/** Of how many servers a row names those that a guest can't be activated on. */
const namedInRow = 3;

/** A system by its release, where that is known, else as the guest calls it. */
export function systemInWords(system: GuestSystem, facts: GuestFacts | null, strings: AppStrings): string {
  return system.kind === 'windowsServer' && system.release !== null && system.release !== 'older'
    ? fillIn(strings.GuestSystem.windowsServer, system.release)
    : facts?.osName ?? strings.Table.notKnown;
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

/** What can be expected of the cluster, in few words; the servers that make the difference by their names. */
export function coverageInWords(
  coverage: GuestCoverage,
  nameOf: (serverId: string) => string,
  strings: AppStrings
): string {
  const kind = kindOf(coverage);
  const others = coverage.elsewhere.map(({ server }) => nameOf(server));
  if (kind !== 'canHere' || others.length === 0) {
    return strings.Coverage[kind];
  }
  const named = others.slice(0, namedInRow);
  const more = others.length > namedInRow ? ['…'] : [];
  return fillIn(strings.Coverage.notOn, listOf([...named, ...more]));
}

/** Why that is so; empty where there is nothing to say. */
export function whyOfCoverage(coverage: GuestCoverage, strings: AppStrings): string {
  const isUnclear = coverage.here.kind === 'can' && !coverage.isWholeClusterKnown;
  return isUnclear ? strings.CoverageWhy.movesNotKnown : whyOfVerdict(coverage.here, strings);
}

/** Why a server can't activate a guest, or why that is not known; empty where it can. */
export function whyOfVerdict(verdict: Verdict, strings: AppStrings): string {
  switch (verdict.kind) {
    case 'can':
      return '';
    case 'dependsOnLicence':
      return strings.CoverageWhy.licence;
    default:
      return strings.CoverageWhy[verdict.why];
  }
}

export function coverageIcon(kind: CoverageKind): StateIcon {
  const icons: Record<CoverageKind, StateIcon> = {
    can: 'success',
    canHere: 'warning',
    cannot: 'error',
    dependsOnLicence: 'info',
    notKnown: 'info',
    doesNotApply: 'info'
  };
  return icons[kind];
}
