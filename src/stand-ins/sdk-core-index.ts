/** The two things that the SDK's controls take from the core's index, which otherwise brings in all of the core. */
export { Debounce } from '@microsoft/windows-admin-center-sdk/core/base/decorators/debounce.decorators';
export { SmeWebTelemetry } from '@microsoft/windows-admin-center-sdk/core/diagnostics/sme-web-telemetry';
