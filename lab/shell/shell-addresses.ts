/** The SDK's style sheet that a shell gives to its extensions, by its address under /assets. */
export const sdkStyles = 'styles/main-v2.css';

/**
 * The faces that stand in for the shell's own fonts, which the SDK's package has only in damaged
 * form.
 */
export const fontStyles = 'styles/fonts.css';

/** What the shell's Init says that an extension is to load. */
export const assetAddresses = [`/assets/${fontStyles}`, `/assets/${sdkStyles}`];
