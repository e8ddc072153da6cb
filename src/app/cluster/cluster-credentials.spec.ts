import {
  AuthorizationManager,
  AuthorizationToken
} from '@microsoft/windows-admin-center-sdk/core/security/authorization-manager';
import { Failure } from '../domain/answers/failure';
import { ActiveCluster } from './active-cluster';
import { CredentialPrompts } from './credential-prompts';
import { ClusterCredentials, DeniedCall } from './cluster-credentials';
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
    credentials = new ClusterCredentials(
      context.asAppContext(),
      new ActiveCluster(context.asAppContext()),
      new CredentialPrompts()
    );
  });

  /** Denies an action on a node and records the result: whether there are other credentials to try. */
  function deny(node: string, request = credentials.forRequest(node), call: DeniedCall = 'action'): boolean[] {
    const told: boolean[] = [];
    const used = 'authToken' in request ? request.authToken : undefined;
    credentials.afterDenial(node, used, denied, call).subscribe(hasOthers => told.push(hasOthers));
    return told;
  }

  /** Denies access to what the page reads. */
  function denyReading(node: string): boolean[] {
    return deny(node, credentials.forRequest(node), 'reading');
  }

  it('go with every request, or tell the SDK not to ask when there are none', () => {
    expect(credentials.forRequest('node01')).toEqual({ noAuth: true });
    context.tokens.set(cluster, tokenOf('admin'));
    expect(credentials.forRequest('node01')).toEqual({ authToken: tokenOf('admin') });
  });

  it('aren’t replaced by those that the SDK has saved for one node', () => {
    const saved = tokenOf('else');
    context.tokens.set('node01', saved);
    const request = credentials.forRequest('node01');
    // The SDK's own method, which is given what it would use otherwise.
    const sent = { headers: {} as Record<string, unknown> };
    AuthorizationManager.prototype.addAuthorizationRequestHeader.call(
      { getSavedNodeToken: () => saved },
      sent as never,
      'node01',
      'authToken' in request ? request.authToken : undefined
    );
    expect(JSON.stringify(sent)).not.toContain(saved.value);
    expect(Object.values(sent.headers)).toEqual([false, '']);
  });

  it('are compared with the SDK’s saved credentials for a node', () => {
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

  it('are requested once for the cluster, however many nodes deny access', () => {
    const told = ['node01', 'node02', 'node03'].map(node => deny(node));
    expect(context.prompts.map(({ nodes }) => nodes)).toEqual([[cluster]]);
    expect(context.prompts[0].error).toEqual(jasmine.objectContaining({ errorMessage: 'Access is denied.' }));
    expect(told).toEqual([[], [], []]);
    context.giveCredentials(tokenOf('admin'));
    expect(told).toEqual([[true], [true], [true]]);
  });

  it('aren’t requested again after the admin cancels', () => {
    const told = deny('node01');
    context.cancelCredentials();
    expect(told).toEqual([false]);
    expect(deny('node02')).toEqual([false]);
    expect(deny('node01')).toEqual([false]);
    expect(context.prompts.length).toBe(1);
  });

  it('are requested once more, but not for reading, when the admin tries again after canceling', () => {
    deny('node01');
    context.cancelCredentials();
    credentials.allowPrompt('action');
    expect(denyReading(cluster)).toEqual([false]);
    const told = [deny('node01'), deny('node02')];
    expect(context.prompts.length).toBe(2);
    context.cancelCredentials();
    expect(told).toEqual([[false], [false]]);
    expect(deny('node02')).toEqual([false]);
    expect(context.prompts.length).toBe(2);
  });

  it('wait for the prompt of another cluster in the same frame, and are then requested', () => {
    const prompts = new CredentialPrompts();
    const [one, other] = ['cluster01.contoso.com', 'cluster02.contoso.com'].map(name => {
      context.open(name);
      return new ClusterCredentials(context.asAppContext(), new ActiveCluster(context.asAppContext()), prompts);
    });
    const told: string[] = [];
    one.afterDenial('node01', undefined, denied, 'action').subscribe(has => told.push(`one ${has}`));
    other.afterDenial('node21', undefined, denied, 'action').subscribe(has => told.push(`other ${has}`));
    expect(context.prompts.length).toBe(1);
    context.cancelCredentials();
    expect(told).toEqual(['one false']);
    expect(context.prompts.map(({ nodes }) => nodes)).toEqual([['cluster01.contoso.com'], ['cluster02.contoso.com']]);
    context.cancelCredentials();
    expect(told).toEqual(['one false', 'other false']);
  });

  it('aren’t requested while the page isn’t shown', () => {
    credentials.pageShown(false);
    expect(deny('node01')).toEqual([false]);
    credentials.pageShown(true);
    expect(deny('node01')).toEqual([]);
    expect(context.prompts.length).toBe(1);
  });

  it('aren’t requested once more if what that was allowed for has ended', () => {
    deny('node01');
    context.cancelCredentials();
    for (const call of ['action', 'reading'] as const) {
      credentials.allowPrompt(call);
      credentials.endPrompt(call);
      expect(deny('node01', undefined, call)).toEqual([false]);
    }
    expect(context.prompts.length).toBe(1);
  });

  it('aren’t requested again after a node refuses them', () => {
    deny('node01');
    context.giveCredentials(tokenOf('nobody'));
    expect(deny('node01')).toEqual([false]);
    expect(context.prompts.length).toBe(1);
  });

  it('are tried again on a node that was denied with earlier ones', () => {
    const earlier = credentials.forRequest('node01');
    deny('node01');
    context.giveCredentials(tokenOf('admin'));
    expect(deny('node02', earlier)).toEqual([true]);
    expect(context.prompts.length).toBe(1);
  });

  it('are requested once more after they expire', () => {
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

  it('don’t count as accepted when a node answers to earlier ones', () => {
    const before = credentials.token();
    deny('node01');
    context.giveCredentials(tokenOf('admin'));
    credentials.accepted('node02', before);
    expect(deny('node02')).toEqual([false]);
    expect(context.prompts.length).toBe(1);
  });

  it('are tried at the full endpoint, even if earlier ones were only accepted by a restricted endpoint', () => {
    context.endpoints.set('node01', 'restricted');
    credentials.accepted('node01', credentials.token());
    deny('node02');
    context.giveCredentials(tokenOf('admin'));
    expect(context.endpoints.get('node01')).toBeFalsy();
  });

  it('aren’t requested again when one node refuses what another accepted', () => {
    deny('node01');
    context.giveCredentials(tokenOf('admin'));
    credentials.accepted('node02', credentials.token());
    expect(deny('node01')).toEqual([false]);
    expect(context.prompts.length).toBe(1);
  });

  it('are requested again when the admin asks for it', () => {
    deny('node01');
    context.cancelCredentials();
    credentials.allowPrompt('reading');
    const told = deny('node01');
    expect(context.prompts.length).toBe(2);
    context.giveCredentials(tokenOf('admin'));
    expect(told).toEqual([true]);
  });

  describe('when the page reads', () => {
    it('are requested if the cluster itself denies access before anything is known', () => {
      const told = denyReading(cluster);
      expect(context.prompts.length).toBe(1);
      context.cancelCredentials();
      expect(told).toEqual([false]);
      expect(denyReading(cluster)).toEqual([false]);
      expect(context.prompts.length).toBe(1);
    });

    it('aren’t requested because of a node', () => {
      expect(denyReading('node01')).toEqual([false]);
      credentials.accepted(cluster, credentials.token());
      expect(denyReading('node02')).toEqual([false]);
      expect(context.prompts.length).toBe(0);
    });

    it('aren’t requested after they expire', () => {
      credentials.accepted(cluster, credentials.token());
      credentials.accepted('node01', credentials.token());
      expect([denyReading(cluster), denyReading('node01')]).toEqual([[false], [false]]);
      expect(context.prompts.length).toBe(0);
    });

    it('are requested once for all nodes when the admin asks for it', () => {
      credentials.accepted(cluster, credentials.token());
      credentials.allowPrompt('reading');
      const told = [denyReading('node01'), denyReading('node02')];
      expect(context.prompts.length).toBe(1);
      context.giveCredentials(tokenOf('admin'));
      expect(told).toEqual([[true], [true]]);
      expect(denyReading('node02')).toEqual([false]);
      expect(context.prompts.length).toBe(1);
    });
  });
});
