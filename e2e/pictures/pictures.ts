import { Locator, expect } from '@playwright/test';
import { singleUseKeys } from '../lab-keys';
import { Lab } from '../../lab/lab';
import { ActivationPage } from '../pages/activation-page';

/** A picture for the documents: what the lab is, and what to do until there's something to see. */
export interface Picture {
  /** The file in `docs/pictures`, without its extension. */
  readonly name: string;
  readonly scenario: string;
  /** In CSS pixels. 800 unless it's said otherwise. */
  readonly height?: number;
  readonly pose: (activation: ActivationPage, lab: Lab) => Promise<void>;
}

/** All pictures of the documents, in the light theme. */
export const pictures: readonly Picture[] = [
  {
    name: 'first-run',
    scenario: 'small-fresh',
    height: 768,
    pose: async ({ setUp, frame }: ActivationPage): Promise<void> => {
      await expect(setUp).toBeEnabled();
      await expect(frame.getByRole('img', { name: /Two servers/ })).toBeVisible();
    }
  },
  {
    name: 'apply-keys',
    scenario: 'fresh',
    pose: async (activation: ActivationPage, lab: Lab): Promise<void> => {
      const { keys } = activation;
      const [first, second, third] = singleUseKeys(lab, 2022);
      await activation.openSetUp();
      await keys.enter('node01', first);
      await keys.enter('node02', second);
      await keys.enter('node03', third);
      // Microsoft's public key for guests, which no server takes.
      await keys.enter('node04', 'W3GNR-8DDXR-2TFRP-H8P33-DV9BG');
      await expect(keys.field('node04')).toHaveAttribute('aria-invalid', 'true');
      await expect(keys.field('node01')).not.toHaveAttribute('aria-invalid', 'true');
    }
  },
  {
    name: 'keys-applied',
    scenario: 'fresh',
    pose: async (activation: ActivationPage, lab: Lab): Promise<void> => {
      const { keys } = activation;
      await activation.openSetUp();
      for (const [index, { name }] of lab.state().servers.entries()) {
        await keys.enter(name, singleUseKeys(lab, 2022)[index]);
      }
      await keys.button('Apply').click();
      await expect(keys.footnote).toContainText('Applied to all');
    }
  },
  {
    name: 'servers',
    scenario: 'mixed-versions',
    pose: async (activation: ActivationPage): Promise<void> => {
      await expect(activation.summary).not.toContainText('…');
      await expectRows(activation.rows);
    }
  },
  {
    name: 'alerts',
    scenario: 'everything-wrong',
    height: 900,
    pose: async (activation: ActivationPage): Promise<void> => {
      await expect(activation.summary).not.toContainText('…');
      await expectRows(activation.rows);
      await expect(activation.alerts.first()).toBeVisible();
    }
  },
  {
    name: 'machines',
    scenario: 'guests',
    pose: async ({ machines }: ActivationPage): Promise<void> => {
      await machines.open();
      await expect(machines.summary).toContainText('VMs can be activated');
      await expectRows(machines.rows);
    }
  },
  {
    name: 'machine-details',
    scenario: 'guests',
    height: 900,
    pose: async ({ machines }: ActivationPage): Promise<void> => {
      await machines.open();
      await expectRows(machines.rows);
      await machines.row('sql01').click();
      await expect(machines.details).toContainText('slmgr /ipk');
      await machines.details.scrollIntoViewIfNeeded();
    }
  },
  {
    name: 'preview',
    scenario: 'guests',
    height: 900,
    pose: async ({ machines }: ActivationPage): Promise<void> => {
      await machines.open();
      await expect(machines.summary).toContainText('VMs can be activated');
      await machines.map.locator('summary').click();
      await machines.list('Preview other keys').selectOption('Windows Server 2025 keys everywhere');
      await expect(machines.preview).toBeVisible();
      await expectRows(machines.rows);
    }
  }
];

/** A picture of a table without rows, or with a spinner, would say nothing. */
async function expectRows(rows: Locator): Promise<void> {
  await expect(rows.first()).toBeVisible();
  expect((await rows.first().innerText()).trim()).not.toBe('');
}
