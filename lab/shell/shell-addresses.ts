/** The address under /assets of the SDK's style sheet that a shell gives to its extensions. */
export const sdkStyles = 'styles/main-v2.css';

/** The fonts that replace the shell's own. The SDK's package has those only in damaged form. */
export const fontStyles = 'styles/fonts.css';

/** The style sheets that the shell's Init tells an extension to load. */
export const assetAddresses = [`/assets/${fontStyles}`, `/assets/${sdkStyles}`];
