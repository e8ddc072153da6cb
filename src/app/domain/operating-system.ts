import { Report } from './report';

/** What kind of system a server runs, as far as AVMA is concerned. */
export type OwnSystem = 'azureStackHci' | 'windowsServer' | 'unknown';

const azureStackHciSku = 406;

/**
 * Which system the server itself runs. A Windows Server host activates VMs with its own licence; on
 * Azure Stack HCI a Windows Server Datacenter key is set beside it. The module ships with Azure
 * Stack HCI only, so where the system can't be read a module that is there tells.
 */
export function ownSystem(report: Report): OwnSystem {
  const caption = report.osCaption ?? '';
  if (report.osSku === azureStackHciSku || /Azure ?(?:Stack ?HCI|Local)/i.test(caption)) {
    return 'azureStackHci';
  }
  if (/Windows Server/i.test(caption)) {
    return 'windowsServer';
  }
  const unread = caption === '' && report.osSku === null;
  return unread && report.moduleSource !== null ? 'azureStackHci' : 'unknown';
}
