import { product, reportOf } from '../testing/report-fixture';
import { serversNamed } from '../servers/server';
import { Reading, statusOf } from '../servers/status';

const [server] = serversNamed(['node01']);
const attempt = { kind: 'failed', reason: 'refused', code: '0xC004C003', message: 'Blocked' } as const;
const refused = { attempt, lastFiveBefore: null, wasActivated: true };

function answered(said: Record<string, unknown>): Reading {
  return { kind: 'answer', value: reportOf(said) };
}

describe('The own license of a server', () => {
  it('is a Windows Server host’s own activation if the module is missing', () => {
    const host = {
      moduleSource: null,
      osCaption: 'Microsoft Windows Server 2022 Datacenter',
      osSku: 8
    };
    const status = (licensing: unknown) => statusOf(server, answered({ ...host, licensing }), refused);
    const license = (licensing: unknown) => {
      const own = status(licensing);
      expect(own.lastFive).toBeNull();
      return own.state === 'ownActivation' ? own.license : null;
    };
    const inactive = { ...product, licenseStatus: 5 };
    const standard = { ...product, name: 'ServerStandard', licenseFamily: 'ServerStandard' };
    expect(license([product])).toBe('active');
    expect(license([inactive])).toBe('notActive');
    expect(license([inactive, product])).toBe('active');
    expect(license([standard])).toBe('otherEdition');
    expect(license([standard, inactive])).toBe('notActive');
    expect(license([{ ...product, licenseStatus: null }])).toBe('unknown');
    expect(license(null)).toBe('unknown');
    const addOn = { ...product, name: 'Windows(R), Server-ESU-Year1 add-on for ServerDatacenter,ServerStandard' };
    expect(license([standard, addOn])).toBe('otherEdition');
    expect(license([inactive, addOn])).toBe('notActive');
    expect(license([{ ...addOn, name: 'x', licenseFamily: 'Server-ESU-Year1' }, standard])).toBe('otherEdition');
  });

  it('activates no virtual machines on Hyper-V Server, which isn’t an edition of Datacenter', () => {
    const host = {
      moduleSource: null,
      moduleError: 'not found',
      osCaption: 'Microsoft Hyper-V Server 2019',
      osSku: 42
    };
    for (const licensing of [[], null]) {
      expect(statusOf(server, answered({ ...host, licensing }))).toEqual(
        jasmine.objectContaining({ state: 'ownActivation', license: 'otherEdition' })
      );
    }
  });
});
