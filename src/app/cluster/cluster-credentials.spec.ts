import { AuthorizationToken } from '@microsoft/windows-admin-center-sdk/core/security/authorization-manager';
import { Failure } from '../domain/answers/failure';
import { ClusterCredentials } from './cluster-credentials';
import { FakeAppContext } from './testing/fake-app-context';

const cluster = 'cluster01.contoso.com';
const denied: Failure = { reason: 'denied', message: 'Access is denied.' };

function tokenOf(username: string): AuthorizationToken {
  return { value: `value of ${username}`, username, useLaps: false, lapsLocalAdminName: '' };
}

describe('The cluster’s credentials', () => {
  let context: FakeAppContext;
  let credentials: ClusterCredentials;

  beforeEach(() => {
    context = new FakeAppContext();
    credentials = new ClusterCredentials(context.asAppContext());
  });

  /** Notes what a node that denied access is told: whether there are others to try. */
  function deny(node: string, request = credentials.forRequest()): boolean[] {
    const told: boolean[] = [];
    const used = 'authToken' in request ? request.authToken : undefined;
    credentials.afterDenial(node, used, denied).subscribe(hasOthers => told.push(hasOthers));
    return told;
  }

  it('go with every request, or keep the SDK from asking where there are none', () => {
    expect(credentials.forRequest()).toEqual({ noAuth: true });
    context.tokens.set(cluster, tokenOf('admin'));
    expect(credentials.forRequest()).toEqual({ authToken: tokenOf('admin') });
  });

  it('are compared with those that the SDK has for a node', () => {
    expect(credentials.areThoseSavedFor('node01')).toBeTrue();
    context.tokens.set(cluster, tokenOf('admin'));
    expect(credentials.areThoseSavedFor('node01')).toBeFalse();
    context.tokens.set('node01', tokenOf('admin'));
    expect(credentials.areThoseSavedFor('node01')).toBeTrue();
    for (const change of [{ value: 'else' }, { useLaps: true }, { lapsLocalAdminName: 'else' }]) {
      context.tokens.set('node01', { ...tokenOf('admin'), ...change });
      expect(credentials.areThoseSavedFor('node01')).toBeFalse();
    }
  });

  it('are asked for once, for the cluster, however many nodes deny access', () => {
    const told = ['node01', 'node02', 'node03'].map(node => deny(node));
    expect(context.prompts.map(({ nodes }) => nodes)).toEqual([[cluster]]);
    expect(context.prompts[0].error).toEqual(jasmine.objectContaining({ errorMessage: 'Access is denied.' }));
    expect(told).toEqual([[], [], []]);
    context.giveCredentials(tokenOf('admin'));
    expect(told).toEqual([[true], [true], [true]]);
  });

  it('are cancelled once: nobody is asked again by itself', () => {
    const told = deny('node01');
    context.cancelCredentials();
    expect(told).toEqual([false]);
    expect(deny('node02')).toEqual([false]);
    expect(deny('node01')).toEqual([false]);
    expect(context.prompts.length).toBe(1);
  });

  it('that a node refuses are not asked for again by itself', () => {
    deny('node01');
    context.giveCredentials(tokenOf('nobody'));
    expect(deny('node01')).toEqual([false]);
    expect(context.prompts.length).toBe(1);
  });

  it('are tried by a node that was asked with earlier ones', () => {
    const earlier = credentials.forRequest();
    deny('node01');
    context.giveCredentials(tokenOf('admin'));
    expect(deny('node02', earlier)).toEqual([true]);
    expect(context.prompts.length).toBe(1);
  });

  it('that have expired are asked for once more', () => {
    deny('node01');
    context.giveCredentials(tokenOf('admin'));
    credentials.accepted('node01', credentials.token());
    credentials.accepted('node02', credentials.token());
    const told = [deny('node01'), deny('node02'), deny('node03')];
    expect(context.prompts.length).toBe(2);
    context.cancelCredentials();
    expect(told).toEqual([[false], [false], [false]]);
    expect(deny('node02')).toEqual([false]);
    expect(context.prompts.length).toBe(2);
  });

  it('are not taken for accepted where a node answers to those before them', () => {
    const before = credentials.token();
    deny('node01');
    context.giveCredentials(tokenOf('admin'));
    credentials.accepted('node02', before);
    expect(deny('node02')).toEqual([false]);
    expect(context.prompts.length).toBe(1);
  });

  it('are tried at the full endpoint, though those before them were only let in by a restricted one', () => {
    context.endpoints.set('node01', 'restricted');
    credentials.accepted('node01', credentials.token());
    deny('node02');
    context.giveCredentials(tokenOf('admin'));
    expect(context.endpoints.get('node01')).toBeFalsy();
  });

  it('are not asked for again where one node refuses what another took', () => {
    deny('node01');
    context.giveCredentials(tokenOf('admin'));
    credentials.accepted('node02', credentials.token());
    expect(deny('node01')).toEqual([false]);
    expect(context.prompts.length).toBe(1);
  });

  it('are asked for again by the admin’s own wish', () => {
    deny('node01');
    context.cancelCredentials();
    credentials.allowPrompt();
    const told = deny('node01');
    expect(context.prompts.length).toBe(2);
    context.giveCredentials(tokenOf('admin'));
    expect(told).toEqual([true]);
  });
});
