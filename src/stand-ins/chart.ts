/** The SDK's chart component is never shown here; the real library brings moment with it. */
export class Chart {}
