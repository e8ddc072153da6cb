import { Report } from './report';

/** The kind of operating system that a server runs, as far as AVMA is concerned. */
export type OwnSystem = 'azureStackHci' | 'windowsServer' | 'unknown';

const azureStackHciSku = 406;

/** PRODUCT_HYPERV in winnt.h: Hyper-V Server, which has no Datacenter license. */
const hyperVSku = 42;

/**
 * The operating system of the server itself. A Windows Server host activates VMs with its own license; on Azure Stack
 * HCI, a Windows Server Datacenter key is added. Only Azure Stack HCI comes with the module, so if the operating system
 * can’t be read, a module shows that it’s Azure Stack HCI.
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

/** Whether the server runs Hyper-V Server, which is a separate product. */
export function isHyperVServer({ osCaption, osSku }: Report): boolean {
  return osSku === hyperVSku || /Hyper-V Server/i.test(osCaption ?? '');
}
