import { RunError } from '../servers/session';

/** What the gateway answers, before it is put on the wire. */
export interface GatewayAnswer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** What a run has brought since it was last asked. */
export interface RunProgress {
  sessionId: string;
  state: 'running' | 'completed' | 'failed' | 'stopped' | 'crashed';
  results: unknown[];
  errors: RunError[];
}

/**
 * The answer to whoever started a run or asks for more of it. The words "True" and "False" are what
 * a page of the SDK reads; a script that threw is a bad request with errors, as a real gateway has
 * it.
 */
export function runAnswer(progress: RunProgress): GatewayAnswer {
  if (progress.state === 'crashed') {
    return refused(
      400,
      'RemoteSessionEnded',
      'The WinRM client cannot complete the operation: the remote session was disconnected.'
    );
  }
  return {
    status: progress.state === 'failed' ? 400 : 200,
    body: {
      sessionId: progress.sessionId,
      completed: progress.state === 'running' ? 'False' : 'True',
      results: progress.results,
      errors: progress.errors.map(errorRecord),
      progress: []
    }
  };
}

function errorRecord(error: RunError) {
  return {
    errorType: error.errorType,
    message: error.message,
    detailRecord: {
      hResult: error.hResult,
      nativeErrorCode: 0,
      remoteExceptionMessage: error.remoteExceptionMessage
    }
  };
}

/**
 * The answer where nothing was run. A real gateway's codes are not known, so these are the lab's
 * own: nothing may depend on them.
 */
export function refused(status: number, code: string, message: string): GatewayAnswer {
  return { status, body: { error: { code, message } } };
}
