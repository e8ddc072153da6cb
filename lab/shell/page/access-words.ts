import { LabServer } from '../../control/lab-state';

type Access = LabServer['access'];

/** The panel's words for what a caller may do. */
export const accessWords: Record<Access, string> = {
  administrator: 'Administrator',
  hyperVAdministrator: 'Hyper-V administrator',
  reader: 'Reader',
  none: 'No access'
};

/** All kinds of access, from the most to the least. */
export const accesses = Object.keys(accessWords) as Access[];
