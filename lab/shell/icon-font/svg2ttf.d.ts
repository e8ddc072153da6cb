declare module 'svg2ttf' {
  /** Converts the text of an SVG font to a TrueType font. */
  export default function svg2ttf(
    svgFont: string,
    options?: { ts?: number; version?: string; description?: string; url?: string }
  ): { buffer: Uint8Array };
}
