/** The time limit of each call, in milliseconds. The SDK’s own ends a call without an error, and drops its data. */
export const timeLimits = {
  /** One query on one node. A busy cluster service has been seen to take several seconds, never a minute. */
  servers: 60_000,
  /** A server's first session, the module's import, and two CIM queries on a slow host. */
  report: 90_000,
  /** Queries for hundreds of virtual machines, plus 20 ms of the cluster service for each. */
  virtualMachines: 120_000,
  /** A 4096-bit key pair takes 3 s of processor time, and many times that on a host under load. */
  sessionKey: 90_000,
  /** A 2048-bit key pair and two writes to the certificate store; many times what that takes. */
  certificate: 60_000,
  /** Windows itself gives the activation service about two minutes before it reports a time-out over the internet. */
  apply: 240_000,
  /** The SDK forgets a keyed session 3 minutes after its last answer, and the server's private key with it. */
  keepSessionAlive: 120_000
} as const;

/**
 * How long the gateway is asked to hold its first answer to a script, in milliseconds. A browser keeps six requests
 * open to an HTTP/1.1 gateway: while they're held for six servers, no other server is even asked. With almost no hold,
 * all scripts start at once and their answers are fetched as they arrive. 0 would mean the gateway's own default.
 */
export const firstAnswerHold = 1;

/**
 * How many servers a session is prepared on at a time. Making a key pair holds a request for seconds, so half of a
 * browser's six stay free for what the admin does meanwhile.
 */
export const preparedAtATime = 3;
