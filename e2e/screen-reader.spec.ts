import { expect, test } from './fixtures/test';
import { keyOf } from './lab-keys';

test('the way from first run to an activated cluster, as a screen reader has it', async ({ activation, lab }) => {
  const page = activation.frame.locator('avma-activation-page');
  const pane = activation.frame.getByRole('dialog');

  await activation.open({ scenario: 'small-fresh' });
  await expect(page).toMatchAriaSnapshot(`
    - heading "Activate Windows Server VMs" [level=1]
    - button "Questions and answers"
    - tablist:
      - tab "Servers" [selected]
      - tab "Virtual machines"
    - tabpanel "Servers":
      - heading "Automatically activate VMs" [level=2]
      - status: Automatic activation isn’t set up on this cluster yet.
      - list
      - button "Set up"
      - button "View PowerShell"
      - button "Refresh"
      - img /Two servers, each with an activation key/
      - heading "What you need" [level=3]
      - list:
        - listitem: "Met: All servers online"
        - listitem: "Met: Administrator access to every server"
        - listitem: /Met. Azure Local/
        - listitem: /Met. The activation module/
        - listitem: /To do. A Windows Server Datacenter key/
        - listitem: /Met. Windows Admin Center/
      - group: Where do I get keys?
      - group: Which keys activate which VMs?
      - group: What is the Windows Server subscription?
    - contentinfo:
      - group: Report a problem
  `);

  await activation.openSetUp();
  await expect(pane).toMatchAriaSnapshot(`
    - dialog "Apply activation keys to each server":
      - button "Close this pane"
      - heading "Apply activation keys to each server" [level=2]
      - group "How to license VMs":
        - radio "Use existing Windows Server licenses" [checked]
        - radio "Purchase Windows Server subscription"
      - paragraph: Each server requires a unique key, unless you have a valid volume license key.
      - button "Paste a list"
      - list:
        - listitem:
          - text: node01 No key
          - textbox "Product key for node01"
          - checkbox "Volume license key"
        - listitem:
          - text: node02 No key
          - textbox "Product key for node02"
          - checkbox "Volume license key"
      - status
      - button "Apply"
      - button "Close"
  `);

  await activation.keys.enter('node01', keyOf(lab, 'mak', 2022));
  await pane.getByRole('button', { name: 'Use for all: key for node01' }).click();
  await activation.keys.button('Apply').click();
  await expect(pane).toMatchAriaSnapshot(`
    - dialog "Apply activation keys to each server":
      - list:
        - listitem:
          - text: /node01 2022 · Volume · …3XJ7C Applied/
          - 'button "Change: key for node01"'
        - listitem:
          - text: /node02 2022 · Volume · …3XJ7C Applied/
          - 'button "Change: key for node02"'
      - status: Applied to all 2 servers. Next, install the matching AVMA key in each VM.
      - 'button "Next: see which VMs can be activated"'
      - button "Done"
      - button "Close"
  `);

  await activation.keys.finish();
  await expect(page).toMatchAriaSnapshot(`
    - tabpanel "Servers":
      - status: All 2 servers can activate VMs (Windows Server 2022 keys).
      - group "Show servers by state":
        - button "2 Activated"
        - button "0 No key" [disabled]
        - button "0 Needs attention" [disabled]
        - button "0 Unknown" [disabled]
      - searchbox "Search"
      - button "Count VMs"
      - status: /To manage activation keys, select one or more servers. Last checked/
      - menubar "Actions":
        - menuitem "Manage activation keys" [disabled]
        - menuitem "Refresh"
        - menuitem "Export"
        - menuitem "View PowerShell"
      - grid:
        - rowgroup:
          - row "Select all items Server Activation Key VMs"
        - rowgroup:
          - row "node01 Activated 2022 · Volume · …3XJ7C –"
          - row "node02 Activated 2022 · Volume · …3XJ7C –"
  `);
});
