import { Report } from './report';

/** What kind of system a server runs, as far as AVMA is concerned. */
export type OwnSystem = 'azureStackHci' | 'windowsServer' | 'unknown';

const azureStackHciSku = 406;

/** PRODUCT_HYPERV of winnt.h: Hyper-V Server, which has no license of Datacenter. */
const hyperVSku = 42;

/**
 * Which system the server itself runs. A Windows Server host activates VMs with its own license; on
 * Azure Stack HCI a Windows Server Datacenter key is set beside it. The module ships with Azure
 * Stack HCI only, so where the system can't be read a module that is there tells.
 */
export function ownSystem(report: Report): OwnSystem {
  const caption = report.osCaption ?? '';
  if (report.osSku === azureStackHciSku || /Azure ?(?:Stack ?HCI|Local)/i.test(caption)) {
    return 'azureStackHci';
  }
  if (/Windows (?:\w+ )?Server/i.test(caption) || isHyperVServer(report)) {
    return 'windowsServer';
  }
  const unread = caption === '' && report.osSku === null;
  return unread && report.moduleSource !== null ? 'azureStackHci' : 'unknown';
}

/** Whether the server runs Hyper-V Server, a product of its own. */
export function isHyperVServer({ osCaption, osSku }: Report): boolean {
  return osSku === hyperVSku || /Hyper-V Server/i.test(osCaption ?? '');
}
