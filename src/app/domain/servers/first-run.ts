import { leavesKey } from './attempt';
import { activatesVms, canTakeKey, hasSubscription, isChecking, traitsOf } from './states';
import { ServerStatus } from './status';

/** What the page shows below its alerts. */
export type Opening = 'firstRun' | 'table';

/**
 * Decides between the first run and the table before all servers have answered: one slow server must not keep an admin
 * from setting up the others, and the page must not change from the first run to the table.
 *
 * The table is first, because an admin sees at once which servers are being checked. The first run takes its place when
 * enough is known. A cluster that is set up may have a new server or two, and these may answer first, so that takes a
 * third of all servers, and three at least. A server counts if it’s known to have no key and can take one.
 */
export function openingOf(statuses: readonly ServerStatus[]): Opening {
  if (!isFirstRun(statuses)) {
    return 'table';
  }
  const isComplete = !statuses.some(isChecking);
  const ready = statuses.filter(status => status.shows === 'noKey' && canTakeKey(status).can).length;
  return isComplete || ready >= Math.max(3, statuses.length / 3) ? 'firstRun' : 'table';
}

/**
 * The first run is shown if servers have answered, none of them shows a key, an activation, or a subscription, and one
 * of them can take a key. How a server says that it has no key isn’t published, so an answer that isn’t understood must
 * not hide how to set it up. Servers that can’t have a key yet, or don’t need one, don’t count.
 */
export function isFirstRun(statuses: readonly ServerStatus[]): boolean {
  const asked = statuses.filter(isAsked);
  const isKnown = asked.every(({ shows }) => shows === 'noKey');
  const canBegin = isKnown || asked.some(status => canTakeKey(status).can);
  return asked.length > 0 && canBegin && !statuses.some(rulesItOut);
}

/** Whether a server has answered and can have a key. */
function isAsked(status: ServerStatus): boolean {
  return status.report !== null && traitsOf(status).canHaveKey;
}

/**
 * Whether a server alone rules out the first run, whatever the others answer. If a server might have a key, the cluster
 * is set up, even if the server’s answer isn’t understood or it has stopped answering.
 */
function rulesItOut(status: ServerStatus): boolean {
  const isActivated = activatesVms(status) === 'yes';
  return (isAsked(status) && !showsNothing(status)) || isActivated || leavesKey(status.attempt);
}

/** Whether a server that has answered shows no sign of an activation or of an applied key. */
function showsNothing(status: ServerStatus): boolean {
  const isSetUp = status.showsKey || hasSubscription(status) || status.shows === 'activated';
  return traitsOf(status).allowsFirstRun && !isSetUp;
}
