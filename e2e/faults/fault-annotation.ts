/** The type of Playwright's annotations that name the cells of the fault matrix which a test shows. */
export const faultAnnotation = 'fault';
