declare module 'svg2ttf' {
  /** Turns the text of an SVG font into a TrueType font. */
  export default function svg2ttf(
    svgFont: string,
    options?: { ts?: number; version?: string; description?: string; url?: string }
  ): { buffer: Uint8Array };
}
