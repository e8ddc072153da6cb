/** Why a server’s answer is missing. The code that asks the server sets the reason. Raw errors aren’t passed on. */
export type FailureReason =
  | 'unreachable'
  | 'denied'
  | 'timedOut'
  | 'sessionLost'
  | 'applicationControl'
  /** The page was reloaded or closed before the answer came. */
  | 'pageLeft'
  | 'notUnderstood'
  /** The name that the cluster gave for a server isn’t a valid name. */
  | 'badServerName'
  | 'tooManyServers'
  | 'serverError';

/** What went wrong with one call to a server. */
export interface Failure {
  readonly reason: FailureReason;

  /** The error message, masked; empty if there was none. */
  readonly message: string;
}

/**
 * What Windows Admin Center’s endpoints say if a role, or the lack of one, keeps an admin from running a script
 * ("Windows Admin Center ideas and feedback", 413 and 415). In English only: the text in other languages isn’t known.
 */
const roleRefusals =
  /blocked by role.based access control|runspace is in no-language mode|find the microsoft\.sme\.powershell session configuration/i;

/** Whether a server’s message says that the admin’s role doesn’t allow the call. */
export function isRefusedByRole(message: string): boolean {
  return roleRefusals.test(message);
}

/** The result of a call to a server. */
export type Outcome<T> =
  { readonly kind: 'answer'; readonly value: T } | { readonly kind: 'failure'; readonly failure: Failure };
