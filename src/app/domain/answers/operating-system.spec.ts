import { OwnSystem, ownSystem } from './operating-system';
import { reportOf } from '../testing/report-fixture';

describe('The server’s own system', () => {
  const systems: [string | null, number | null, OwnSystem][] = [
    ['Microsoft Azure Stack HCI', 406, 'azureStackHci'],
    ['Microsoft Azure Stack HCI', null, 'azureStackHci'],
    ['AzureStackHCI', null, 'azureStackHci'],
    ['Microsoft Azure Local', null, 'azureStackHci'],
    ['azure local', null, 'azureStackHci'],
    ['AzureLocal', null, 'azureStackHci'],
    [null, 406, 'azureStackHci'],
    ['Windows Server 2022 Datacenter', 406, 'azureStackHci'],
    ['Microsoft Windows Server 2022 Datacenter', 8, 'windowsServer'],
    ['windows server 2019', null, 'windowsServer'],
    ['Microsoft Windows Server 2012 R2 Datacenter', 8, 'windowsServer'],
    ['Microsoft Hyper-V Server 2019', 42, 'windowsServer'],
    ['Microsoft Hyper-V Server 2019', null, 'windowsServer'],
    [null, 42, 'windowsServer'],
    ['Microsoft Windows Storage Server 2016 Standard', null, 'windowsServer'],
    ['Microsoft Windows 11 Pro', 48, 'unknown'],
    ['Azure Linux', null, 'unknown'],
    [null, 48, 'unknown']
  ];
  for (const [osCaption, osSku, system] of systems) {
    it(`is ${system} if its caption is ${osCaption} and its SKU is ${osSku}`, () => {
      expect(ownSystem(reportOf({ osCaption, osSku }))).toBe(system);
    });
  }

  it('is determined by the module if nothing else could be read, because no other system has it', () => {
    const unread = { osCaption: null, osSku: null };
    expect(ownSystem(reportOf({ ...unread, moduleSource: 'path' }))).toBe('azureStackHci');
    expect(ownSystem(reportOf({ ...unread, moduleSource: null }))).toBe('unknown');
  });
});
