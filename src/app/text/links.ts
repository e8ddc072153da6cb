/**
 * External pages that this extension links to. They open in a new tab. Microsoft Learn addresses have no language, so
 * readers get their own.
 */
export const links = {
  /** "Update Azure Stack HCI clusters": the specification's link for clusters that lack the update. */
  updateCluster: 'https://learn.microsoft.com/azure-stack/hci/manage/update-cluster',
  /** "Activate Windows Server VMs on Azure Local": continues the specification's article. */
  activateVms: 'https://learn.microsoft.com/azure/azure-local/manage/vm-activate',
  /** "Automatic Virtual Machine Activation": what guests need. */
  automaticActivation: 'https://learn.microsoft.com/windows-server/get-started/automatic-vm-activation',
  /** The list of public keys in the same article. */
  avmaKeys: 'https://learn.microsoft.com/windows-server/get-started/automatic-vm-activation#avma-keys',
  /** "KMS activation planning": other ways to activate Windows Server. */
  otherActivation: 'https://learn.microsoft.com/windows-server/get-started/kms-activation-planning',
  /** "Pricing and licensing for Windows Server": what a license allows, and what it costs. */
  licensing: 'https://www.microsoft.com/windows-server/pricing',
  /** "Azure Local billing and payment": what Azure charges for a cluster. */
  billing: 'https://learn.microsoft.com/azure/azure-local/concepts/billing',
  /** Where to find the Certificate of Authenticity label, and what it looks like. */
  packagedSoftware: 'https://www.microsoft.com/howtotell/software-packaged',
  volumeLicensing: 'https://www.microsoft.com/Licensing/servicecenter/default.aspx',
  adminCenter: 'https://admin.microsoft.com',
  azurePortal: 'https://portal.azure.com'
} as const;
