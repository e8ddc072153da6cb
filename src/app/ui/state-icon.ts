/** The SDK's status icons, and `wait` for its spinner. */
export type StateIcon = 'success' | 'warning' | 'error' | 'info' | 'wait';
