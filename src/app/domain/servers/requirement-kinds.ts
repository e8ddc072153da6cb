/**
 * How it stands with something that is required: "notKnown" where nothing shows it, which is neither
 * met nor not met; "notNeeded" where a server does without.
 */
export type RequirementState = 'met' | 'notMet' | 'notKnown' | 'notNeeded';

/**
 * What automatic activation requires of a server ("Activate Windows Server VMs", Microsoft Learn,
 * "Before you start"), and that one may set it up there.
 */
export type RequirementKind = 'online' | 'access' | 'system' | 'module' | 'key';
