/** The SDK's markdown directive, which is not used here, checks for null before it calls. */
export const marked = null;
