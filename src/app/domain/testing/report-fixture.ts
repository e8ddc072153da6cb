import { LicensingProduct, Report, readReport } from '../answers/report';

/** A licensing product of a host key, for specs. */
export const product: LicensingProduct = {
  name: 'Windows(R), ServerDatacenter edition (Windows Server 2022)',
  description: 'Windows(R) Operating System, VOLUME_MAK channel',
  licenseFamily: 'ServerDatacenter',
  licenseStatus: 1,
  licenseStatusReason: '0x00000000',
  partialProductKey: '6789N',
  productKeyChannel: 'Volume:MAK',
  gracePeriodRemaining: 0
};

/** The Azure Stack HCI host’s own license, for specs: licensed, but not evidence of anything. */
export const ownProduct: LicensingProduct = {
  ...product,
  name: 'Windows(R), ServerAzureStackHCICor edition',
  description: 'Windows(R) Operating System, RETAIL channel',
  licenseFamily: 'ServerAzureStackHCICor',
  partialProductKey: '7HWQ4',
  productKeyChannel: 'Retail'
};

/** What a server that is covered by the Windows Server subscription says about it, for specs. */
export const subscribed = {
  subscription: [{ SubscriptionName: 'Windows Server Subscription', Status: 'Active' }]
};

/** The script’s answer on an Azure Stack HCI server, for specs. */
export function answerOf(said: Record<string, unknown>): Record<string, unknown> {
  return {
    schema: 1,
    computerName: 'NODE01',
    languageMode: 'FullLanguage',
    moduleVersion: '1.1',
    moduleSource: 'name',
    moduleError: null,
    activation: null,
    activationError: null,
    activationErrorCode: null,
    licensing: JSON.stringify([ownProduct]),
    licensingError: null,
    osCaption: 'Microsoft Azure Stack HCI',
    osVersion: '10.0.20349',
    osBuild: '20349',
    osUpdateRevision: '2322',
    osSku: 406,
    osDisplayVersion: '22H2',
    osError: null,
    keyCertificates: null,
    subscription: '[]',
    subscriptionError: null,
    lastAzureSync: null,
    azureRegistration: null,
    azureConnection: null,
    lastAzureSyncError: null,
    ...said
  };
}

/** The same answer in the script’s five parts, in its order. The last two are about Azure. */
export function answerInParts(): readonly Record<string, unknown>[] {
  const all = Object.entries(answerOf({})).filter(([name]) => name !== 'schema');
  const names = [/^os/, /^licensing/, /azure/i, /^subscription/];
  const laterParts = names.map(name => all.filter(([property]) => name.test(property)));
  const first = all.filter(entry => !laterParts.flat().includes(entry));
  return [first, ...laterParts].map(part => ({ schema: 1, ...Object.fromEntries(part) }));
}

/** The report of an Azure Stack HCI server, for specs. Lists and objects are converted to JSON. */
export function reportOf(said: Record<string, unknown> = {}): Report {
  const texts = Object.entries(said).map(([name, value]) => {
    const packed = typeof value === 'object' && value !== null;
    return [name, packed ? JSON.stringify(value) : value];
  });
  const reading = readReport(answerOf(Object.fromEntries(texts) as Record<string, unknown>));
  if (reading.kind !== 'answer') {
    throw new Error('The fixture is no report.');
  }
  return reading.value;
}
