import { RunError } from '../servers/session';

/** The gateway's answer, before it's sent. */
export interface GatewayAnswer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** The output and errors of a run since the last call. */
export interface RunProgress {
  sessionId: string;
  state: 'running' | 'completed' | 'failed' | 'stopped' | 'crashed';
  results: unknown[];
  errors: RunError[];
}

/**
 * The answer to a request that started a run or asks for more of its output. The SDK's pages read the words "True" and
 * "False". A script that threw is a bad request with errors, as on a real gateway.
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
 * The answer if nothing ran. A real gateway's codes aren't known, so the lab has its own. Nothing may depend on them.
 */
export function refused(status: number, code: string, message: string): GatewayAnswer {
  return { status, body: { error: { code, message } } };
}
