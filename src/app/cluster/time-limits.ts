/**
 * How long each call may take, in milliseconds. The SDK has no limit of its own: without these a row might never end.
 */
export const timeLimits = {
  /** One query on one node; a busy cluster service has been seen to take several seconds, never a minute. */
  servers: 60_000,
  /** A server's first session, the module's import and two CIM queries on a slow host. */
  report: 90_000,
  /** Making a 4096-bit key pair takes 3 s of processor; on a host under load many times that. */
  sessionKey: 90_000,
  /** Windows itself gives the activation service about two minutes before it reports a time-out over the internet. */
  apply: 240_000,
  /** A keyed session is forgotten by the SDK 3 minutes after its last answer, and with it the server's private key. */
  keepSessionAlive: 120_000
} as const;
