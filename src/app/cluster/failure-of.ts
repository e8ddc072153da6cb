import { Net } from '@microsoft/windows-admin-center-sdk/core/data/net';
import { TimeoutError } from 'rxjs';
import { AjaxError } from 'rxjs/ajax';
import { Failure } from '../domain/answers/failure';
import { maskProductKeys } from '../domain/keys/product-key-mask';

/** What the SDK adds to an ajax error, each part only at times. Anything else that is thrown has none of it. */
type GatewayError = Partial<Omit<AjaxError, 'xhr'>> & {
  handlerError?: { code?: string };
  /** Of a request that the SDK held back while the admin was asked for credentials, and then let go. */
  code?: string;
  /** The stream has its status here, and none at the error itself. */
  xhr?: { response?: { errors?: unknown[]; statusCode?: number; error?: { message?: string } } };
};

const deniedOnStream = [401, 403];
const cancelledDialog = 'ManageAsDialogCancel';

/**
 * Names what went wrong with a call. A real gateway's error codes are not known, so only the HTTP status and the shape
 * of the answer decide.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof TimeoutError) {
    return { reason: 'timedOut', message: '' };
  }
  const known = (error ?? {}) as GatewayError;
  return { reason: reasonOf(known), message: maskProductKeys(messageOf(known)) };
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
    // The SDK throws where an error says nothing at all. The reason alone has to do then.
    return '';
  }
}
