/** Pages of others that this one sends an admin to. They open in a new tab. */
export const links = {
  /** "Update Azure Stack HCI clusters", Microsoft Learn: where the specification sends whoever lacks the update. */
  updateCluster: 'https://learn.microsoft.com/azure-stack/hci/manage/update-cluster'
} as const;
