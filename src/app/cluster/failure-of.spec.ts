import { TimeoutError } from 'rxjs';
import { Failure } from '../domain/answers/failure';
import { failureOf } from './failure-of';

const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N';

/** What the SDK throws when the gateway answers with an error. */
function gatewayError(status: number, response: unknown = null): unknown {
  return { name: 'AjaxError', message: `ajax error ${status}`, status, xhr: { status, response } };
}

function reasonOf(error: unknown): Failure['reason'] {
  return failureOf(error).reason;
}

describe('A failed call', () => {
  it('is timed out when it reaches our own limit', () => {
    expect(failureOf(new TimeoutError())).toEqual({ reason: 'timedOut', message: '' });
  });

  it('is denied when the gateway or the server says so', () => {
    expect(reasonOf(gatewayError(401))).toBe('denied');
    expect(reasonOf(gatewayError(403))).toBe('denied');
    expect(reasonOf(gatewayError(403, { error: { forbidden: 'Unauthorized' } }))).toBe('denied');
    expect(reasonOf(gatewayError(400, { error: { forbidden: 'Forbidden' } }))).toBe('denied');
  });

  it('is denied when the admin cancels the credential prompt', () => {
    const handlerError = { message: 'cancelled', code: 'ManageAsDialogCancel' };
    expect(reasonOf({ status: 401, message: 'no', handlerError })).toBe('denied');
    expect(reasonOf({ message: 'no', handlerError })).toBe('denied');
  });

  it('has lost its session when the SDK held it back for a dialog that the admin then closed', () => {
    expect(failureOf({ code: 'ManageAsDialogCancel', message: 'cancelled' }).reason).toBe('sessionLost');
  });

  it('has its status in the answer when it comes from the stream', () => {
    const streamError = (response: unknown): unknown => ({ xhr: { id: '1', state: 4, response } });
    expect(reasonOf(streamError({ statusCode: 401, error: { message: 'no' } }))).toBe('denied');
    expect(reasonOf(streamError({ statusCode: 403, error: { forbidden: 'Forbidden' } }))).toBe('denied');
    expect(reasonOf(streamError({ statusCode: 400, errors: [{ message: 'no' }] }))).toBe('serverError');
    expect(failureOf(streamError({ statusCode: 400, error: { message: 'no such node' } }))).toEqual({
      reason: 'unreachable',
      message: 'no such node'
    });
  });

  it('is the server’s error when PowerShell reported one, in PowerShell’s words', () => {
    const errors = [{ errorType: 'TerminatingError', message: 'The term is not recognised.' }];
    const failure = failureOf(gatewayError(400, { errors }));
    expect(failure.reason).toBe('serverError');
    expect(failure.message).toContain('The term is not recognised.');
  });

  it('is unreachable for every other answer of the gateway, with the gateway’s message', () => {
    const response = { error: { message: 'WinRM cannot complete the operation.' } };
    expect(failureOf(gatewayError(500, response))).toEqual({
      reason: 'unreachable',
      message: 'WinRM cannot complete the operation.'
    });
    expect(failureOf(gatewayError(502))).toEqual({
      reason: 'unreachable',
      message: 'ajax error 502'
    });
  });

  it('has no message when the gateway is gone', () => {
    expect(failureOf(gatewayError(0))).toEqual({ reason: 'unreachable', message: '' });
  });

  it('is not understood when something else was thrown', () => {
    expect(failureOf(new Error('out of order'))).toEqual({
      reason: 'notUnderstood',
      message: 'out of order'
    });
  });

  it('leaves out the stack trace', () => {
    expect(failureOf(new Error('It broke. StackTrace: at Main()')).message).toBe('It broke. ');
  });

  it('never contains a product key', () => {
    const refused = { errors: [{ message: `The key ${key} is blocked.` }] };
    for (const error of [
      new Error(`${key} is no key`),
      gatewayError(500, { error: { message: `bad argument "${key}"` } }),
      gatewayError(400, refused)
    ]) {
      expect(failureOf(error).message).toContain('*****-6789N');
      expect(failureOf(error).message).not.toContain('XY234');
    }
  });

  it('is a failure whatever was thrown', () => {
    for (const nothing of [undefined, null, '', 0, {}, { xhr: {} }, { xhr: { response: {} } }]) {
      expect(failureOf(nothing)).toEqual({ reason: 'notUnderstood', message: '' });
    }
    expect(failureOf({ status: 502, xhr: { response: null, statusText: '' } })).toEqual({
      reason: 'unreachable',
      message: ''
    });
  });
});
