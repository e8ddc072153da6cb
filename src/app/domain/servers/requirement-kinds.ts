/**
 * The state of a requirement: "notKnown" if nothing shows whether it’s met; "toDo" if this page is where to meet it;
 * "notNeeded" if a server doesn’t need it.
 */
export type RequirementState = 'met' | 'notMet' | 'toDo' | 'notKnown' | 'notNeeded';

/**
 * What automatic activation requires of a server ("Activate Windows Server VMs", Microsoft Learn, "Before you start"),
 * and the permission to set it up there.
 */
export type RequirementKind = 'online' | 'access' | 'system' | 'module' | 'key';
