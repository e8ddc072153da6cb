import { LastAttempt } from '../domain/servers/attempt';
import { HelpTopicId } from '../domain/servers/help-topic-id';
import { KeysPaneMode } from '../keys/keys-pane.component';

/** The keys pane, and the servers that it's open for. */
export interface KeysPane {
  readonly kind: 'keys';
  readonly mode: KeysPaneMode;
  readonly serverIds: ReadonlySet<string>;
  /** The IDs of the servers whose keys were submitted. */
  readonly applied: ReadonlySet<string>;
}

/** The help pane, with one of its questions open, or none. */
interface HelpPane {
  readonly kind: 'help';
  readonly topic: HelpTopicId | null;
}

/** The pane of PowerShell commands that do what the page does. */
interface CommandsPane {
  readonly kind: 'commands';
  /** The servers that the commands are for; null for all. */
  readonly serverIds: ReadonlySet<string> | null;
}

/** One of the page's panes. */
export type Pane = KeysPane | HelpPane | CommandsPane;

/** The open pane. There's only one. */
export type OpenPane = Pane & {
  /** Where the focus returns when the pane closes. */
  readonly openedFrom: Element | null;
};

/** Whether both panes are for the same servers, and do the same for them. */
export function isForSame(one: KeysPane, other: KeysPane): boolean {
  const ids = [...other.serverIds];
  return one.mode === other.mode && one.serverIds.size === ids.length && ids.every(id => one.serverIds.has(id));
}

/** The servers that stay selected when a pane closes: those whose key isn't on them, so the admin can try again. */
export function stillSelected(
  { mode, serverIds, applied }: KeysPane,
  attempts: ReadonlyMap<string, LastAttempt>
): ReadonlySet<string> {
  const ids = mode === 'manage' ? serverIds : applied;
  const isDone = (id: string): boolean => applied.has(id) && attempts.get(id)?.attempt.kind === 'applied';
  return new Set([...ids].filter(id => !isDone(id)));
}
