import { AppContextService } from '@microsoft/windows-admin-center-sdk/angular';
import { Notifications } from './notifications';

describe('The shell’s notifications', () => {
  it('show one notification for each operation, about a node, and update it', () => {
    const told: string[][] = [];
    const notification = {
      create: (nodeName: string) => {
        told.push(['created', nodeName]);
        return {
          showInProgress: (...words: string[]) => told.push(['in progress', ...words]),
          showInformation: (...words: string[]) => told.push(['information', ...words]),
          showSuccess: (...words: string[]) => told.push(['success', ...words]),
          showError: (...words: string[]) => told.push(['error', ...words])
        };
      }
    };
    const shell = new Notifications({ notification } as unknown as AppContextService);
    const begun = shell.begin('cluster01');
    begun.inProgress('Working', '1 of 2');
    begun.information('Still working', '1 of 2');
    begun.success('Done', '2 of 2');
    begun.error('Failed', '1 of 2');
    expect(told).toEqual([
      ['created', 'cluster01'],
      ['in progress', 'Working', '1 of 2'],
      ['information', 'Still working', '1 of 2'],
      ['success', 'Done', '2 of 2'],
      ['error', 'Failed', '1 of 2']
    ]);
  });
});
