import { Requirement, ServerRequirement, adminCenterStanding, requirementsOf } from '../domain/servers/requirements';
import { RequirementKind, RequirementState } from '../domain/servers/requirement-kinds';
import { readOnce } from '../domain/answers/read-once';
import { Report } from '../domain/answers/report';
import { ServerStatus, causeOf } from '../domain/servers/status';
import { canTakeKey, severityOf } from '../domain/servers/states';
import { formatList } from '../platform/locale';
import { AppStrings, fillIn } from '../platform/strings';
import { explained } from './explanation';
import { labeled } from './joined';
import { systemInWords, whyNoKey, wordsOf } from './server-text';
import { CheckRow } from '../ui/check-list.component';
import { StateIcon } from '../ui/state-icon';

/** A requirement, as the page shows it. */
export interface RequirementRow extends CheckRow {
  readonly kind: RequirementKind | 'adminCenter';
}

const icons: Record<RequirementState, StateIcon | null> = {
  met: 'success',
  notMet: 'error',
  toDo: null,
  notKnown: null,
  notNeeded: 'info'
};

/** The requirements of automatic activation, and how these servers meet them. */
export function requirementRowsOf(
  statuses: readonly ServerStatus[],
  adminCenter: string,
  strings: AppStrings
): readonly RequirementRow[] {
  const rows = requirementsOf(statuses).map(requirement => rowOf(requirement, strings));
  return [...rows, adminCenterRow(adminCenter, strings)];
}

function rowOf({ kind, standing, servers }: Requirement, strings: AppStrings): RequirementRow {
  const words = strings.Requirement;
  const texts: Record<RequirementKind, string> = {
    online: words.online,
    access: words.access,
    system: words.system,
    module: words.module,
    key: words.key
  };
  return {
    kind,
    text: texts[kind],
    icon: icons[standing],
    isToDo: standing === 'toDo',
    standing: words.standing[standing],
    notes: together(
      servers.map(server => [server, notesIn(strings)(server)]),
      strings
    )
  };
}

function adminCenterRow(version: string, strings: AppStrings): RequirementRow {
  const words = strings.Requirement;
  const standing = adminCenterStanding(version);
  const reported = version === '' ? strings.Table.notKnown : fillIn(words.adminCenterReports, version);
  return {
    kind: 'adminCenter',
    text: words.adminCenter,
    icon: icons[standing],
    isToDo: false,
    standing: strings.Requirement.standing[standing],
    notes: [reported]
  };
}

/** Groups servers with the same text, in their original order. */
function together(notes: readonly (readonly [ServerRequirement, string])[], strings: AppStrings): string[] {
  const names = new Map<string, string[]>();
  for (const [{ status }, words] of notes) {
    if (words !== '') {
      names.set(words, [...(names.get(words) ?? []), status.server.name]);
    }
  }
  return [...names].map(([words, all]) => {
    const isOfAll = all.length === notes.length && all.length > 1;
    return isOfAll ? words : labeled(formatList(all), words, strings);
  });
}

/** The text about one server, put into words once for each status. */
const notesIn = readOnce((strings: AppStrings) => readOnce((server: ServerRequirement) => noteOf(server, strings)));

/** The text about one server; empty if the tick is enough. */
function noteOf({ kind, status, standing }: ServerRequirement, strings: AppStrings): string {
  if (severityOf(status) === 'wait') {
    return kind === 'online' ? strings.State.checking : '';
  }
  if (standing === 'notNeeded') {
    return kind === 'system' ? wordsOf(status, strings) : '';
  }
  switch (kind) {
    case 'online':
      return standing === 'met' ? '' : silenceOf(status, strings);
    case 'access':
      return standing === 'notMet' ? whyNoKey(canTakeKey(status), strings) : '';
    case 'system':
      return status.report ? systemInWords(status.report, strings) : '';
    case 'module':
      return status.report ? moduleOf(status.report, standing, strings) : '';
    case 'key':
      return status.report && standing !== 'met' ? wordsOf(status, strings) : '';
  }
}

/** Why a server didn't answer, or that it's down. */
function silenceOf(status: ServerStatus, strings: AppStrings): string {
  const why = causeOf(status);
  return why ? explained(why, strings) : whyNoKey(canTakeKey(status), strings);
}

function moduleOf(
  { moduleSource, moduleVersion, moduleError }: Report,
  standing: RequirementState,
  strings: AppStrings
): string {
  const words = strings.Requirement;
  if (moduleSource === null) {
    return standing === 'notMet' ? words.moduleMissing : strings.Details.moduleNone;
  }
  if (moduleError !== null) {
    return words.moduleBroken;
  }
  return moduleVersion === null ? words.moduleUnversioned : fillIn(words.moduleVersion, moduleVersion);
}
