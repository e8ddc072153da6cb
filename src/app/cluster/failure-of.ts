import { Net } from '@microsoft/windows-admin-center-sdk/core/data/net';
import { TimeoutError } from 'rxjs';
import { AjaxError } from 'rxjs/ajax';
import { Failure } from '../domain/answers/failure';
import { keptText } from '../domain/keys/product-key-mask';

/** What the SDK adds to an ajax error. Each part is optional; other thrown values have none of them. */
type GatewayError = Partial<Omit<AjaxError, 'xhr'>> & {
  handlerError?: { code?: string };
  /** Set on a request that the SDK held back during a credential prompt and then dropped. */
  code?: string;
  /** Errors from the stream have their status here instead of on the error. */
  xhr?: { response?: { errors?: unknown[]; statusCode?: number; error?: { message?: string } } };
};

const deniedOnStream = [401, 403];
const cancelledDialog = 'ManageAsDialogCancel';

/**
 * Names a call's failure. A real gateway's error codes aren't known, so only the HTTP status and the answer's shape
 * decide.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof TimeoutError) {
    return { reason: 'timedOut', message: '' };
  }
  const known = (error ?? {}) as GatewayError;
  return { reason: reasonOf(known), message: keptText(messageOf(known)) };
}

function reasonOf(error: GatewayError): Failure['reason'] {
  if (error.code === cancelledDialog) {
    return 'sessionLost';
  }
  const cancelled = error.handlerError?.code === cancelledDialog;
  const asAjax = error as AjaxError;
  const statusOnStream = error.xhr?.response?.statusCode;
  if (statusOnStream && deniedOnStream.includes(statusOnStream)) {
    return 'denied';
  }
  if (cancelled || Net.isUnauthorized(asAjax) || Net.isForbidden(asAjax)) {
    return 'denied';
  }
  if (error.xhr?.response?.errors?.length) {
    return 'serverError';
  }
  return (error.status ?? statusOnStream) === undefined ? 'notUnderstood' : 'unreachable';
}

function messageOf(error: GatewayError): string {
  if (error.status === 0) {
    return '';
  }
  try {
    return Net.getErrorMessageWithoutStacktrace(error) ?? '';
  } catch {
    // The SDK throws if an error has no content. The named reason is enough then.
    return '';
  }
}
