/**
 * Pages of others that this one sends an admin to. They open in a new tab. Those of Microsoft Learn have no language
 * in their address: it leads each reader to their own.
 */
export const links = {
  /** "Update Azure Stack HCI clusters", where the specification sends whoever lacks the update. */
  updateCluster: 'https://learn.microsoft.com/azure-stack/hci/manage/update-cluster',
  /** "Activate Windows Server VMs on Azure Local", which goes on where the specification's article ended. */
  activateVms: 'https://learn.microsoft.com/azure/azure-local/manage/vm-activate',
  /** "Automatic Virtual Machine Activation": what guests need. */
  automaticActivation: 'https://learn.microsoft.com/windows-server/get-started/automatic-vm-activation',
  /** The list of public keys in the same article. */
  avmaKeys: 'https://learn.microsoft.com/windows-server/get-started/automatic-vm-activation#avma-keys',
  /** "KMS activation planning": other ways to activate Windows Server. */
  otherActivation: 'https://learn.microsoft.com/windows-server/get-started/kms-activation-planning',
  /** Where the label of a Certificate of Authenticity is, and what it looks like. */
  packagedSoftware: 'https://www.microsoft.com/howtotell/software-packaged',
  volumeLicensing: 'https://www.microsoft.com/Licensing/servicecenter/default.aspx',
  adminCenter: 'https://admin.microsoft.com',
  azurePortal: 'https://portal.azure.com'
} as const;
