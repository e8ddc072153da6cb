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

/** What a call to a server ends in. */
export type Outcome<T> =
  { readonly kind: 'answer'; readonly value: T } | { readonly kind: 'failure'; readonly failure: Failure };
