/**
 * How long each call may take, in milliseconds. The SDK has no limit of its own: without these a row might never end.
 */
export const timeLimits = {
  /** One query on one node; a busy cluster service has been seen to take several seconds, never a minute. */
  servers: 60_000,
  /** A server's first session, the module's import and two CIM queries on a slow host. */
  report: 90_000,
  /** Queries for hundreds of virtual machines, and 20 ms of the cluster service for each. */
  virtualMachines: 120_000,
  /** Making a 4096-bit key pair takes 3 s of processor; on a host under load many times that. */
  sessionKey: 90_000,
  /** Windows itself gives the activation service about two minutes before it reports a time-out over the internet. */
  apply: 240_000,
  /** A keyed session is forgotten by the SDK 3 minutes after its last answer, and with it the server's private key. */
  keepSessionAlive: 120_000
} as const;

/**
 * How long the gateway is asked to hold its first answer to a script, in milliseconds. A browser keeps six requests
 * open to an HTTP/1.1 gateway: as long as those are held for six servers, no other server is even asked. With hardly a
 * hold all begin at once, and their answers are fetched as they come. 0 would mean the gateway's own.
 */
export const firstAnswerHold = 1;

/**
 * On how many servers a session is prepared at a time. Making a key pair holds a request for seconds: half of a
 * browser's six stay free for what the admin does meanwhile.
 */
export const preparedAtATime = 3;
