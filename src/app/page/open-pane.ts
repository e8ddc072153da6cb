import { LastAttempt } from '../domain/servers/attempt';
import { HelpTopicId } from '../domain/servers/help-topic-id';
import { KeysPaneMode } from '../keys/keys-pane.component';

/** The pane that applies keys, and the servers it is open for. */
export interface KeysPane {
  readonly kind: 'keys';
  readonly mode: KeysPaneMode;
  readonly serverIds: ReadonlySet<string>;
  /** The ids of the servers that keys were handed over for. */
  readonly applied: ReadonlySet<string>;
}

/** The pane of questions and answers, open at one of them or at none. */
interface HelpPane {
  readonly kind: 'help';
  readonly topic: HelpTopicId | null;
}

/** The pane of commands that do what the page does. */
interface CommandsPane {
  readonly kind: 'commands';
}

/** One of the page's panes. */
export type Pane = KeysPane | HelpPane | CommandsPane;

/** The one pane that is open. */
export type OpenPane = Pane & {
  /** Where the focus goes when it closes. */
  readonly openedFrom: Element | null;
};

/** Which servers stay selected when a pane closes: those whose key is not on them, to try again. */
export function stillSelected(
  { mode, serverIds, applied }: KeysPane,
  attempts: ReadonlyMap<string, LastAttempt>
): ReadonlySet<string> {
  const ids = mode === 'manage' ? serverIds : applied;
  const isDone = (id: string): boolean => applied.has(id) && attempts.get(id)?.attempt.kind === 'applied';
  return new Set([...ids].filter(id => !isDone(id)));
}
