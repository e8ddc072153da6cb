/**
 * Why a server's answer is missing. Whoever asks the server names the reason; nobody passes a raw
 * error on.
 */
export type FailureReason =
  | 'unreachable'
  | 'denied'
  | 'timedOut'
  | 'sessionLost'
  | 'applicationControl'
  /** The page was reloaded or closed before the answer came. */
  | 'pageLeft'
  | 'notUnderstood'
  /** The cluster named a server by what is no name. */
  | 'badServerName'
  | 'tooManyServers'
  | 'serverError';

/** What went wrong with one call to a server. */
export interface Failure {
  readonly reason: FailureReason;

  /** What was said, masked; empty where nothing was. */
  readonly message: string;
}

/**
 * What Windows Admin Center's endpoints say to whom a role, or the lack of one, keeps from running a script ("Windows
 * Admin Center ideas and feedback", 413 and 415). In English only: it is not known in other languages.
 */
const roleRefusals =
  /blocked by role.based access control|runspace is in no-language mode|find the microsoft\.sme\.powershell session configuration/i;

/** Whether a server's words say that the admin's role does not allow it. */
export function isRefusedByRole(message: string): boolean {
  return roleRefusals.test(message);
}

/** What a call to a server ends in. */
export type Outcome<T> =
  { readonly kind: 'answer'; readonly value: T } | { readonly kind: 'failure'; readonly failure: Failure };
