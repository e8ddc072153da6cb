/** Page timings that the SDK would only send as telemetry. */
const notMeasured = (): void => undefined;

export const getCLS = notMeasured;
export const getFCP = notMeasured;
export const getFID = notMeasured;
export const getLCP = notMeasured;
export const getTTFB = notMeasured;
