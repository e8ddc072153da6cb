import { LabServer } from '../../control/lab-state';

type Access = LabServer['access'];

/** What somebody may do, in the panel's words. */
export const accessWords: Record<Access, string> = {
  administrator: 'Administrator',
  hyperVAdministrator: 'Hyper-V administrator',
  reader: 'Reader',
  none: 'No access'
};

/** All of them, from the most to the least. */
export const accesses = Object.keys(accessWords) as Access[];
