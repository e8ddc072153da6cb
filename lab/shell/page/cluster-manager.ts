import type { ListedEntry } from './listed-entry';

/** The shell's own pages around the extension. They are only shown, except for the one with the extension. */
const tools: [glyph: string, name: string][] = [
  ['\ue80f', 'Dashboard'],
  ['\uee9b', 'Virtual machines'],
  ['\uf201', 'Servers'],
  ['\uef74', 'Volumes'],
  ['\ueda2', 'Drives'],
  ['\uf38b', 'Virtual switches'],
  ['\uf815', 'Virtual networks'],
  ['\uf0c5', 'Updates'],
  ['\uf731', 'Performance Monitor'],
  ['\ue9d9', 'Diagnostics'],
  ['\uea18', 'Security'],
  ['\ue713', 'Settings']
];

/** The page with the extension, and one other page to go to. */
const selectedTool = 'Settings';
const otherTool = 'Dashboard';

const settings: [group: string, names: string[]][] = [
  [
    'Cluster',
    [
      'Access point',
      'Node shutdown behavior',
      'Cluster traffic encryption',
      'Virtual machine load balancing',
      'Witness',
      'Affinity rules'
    ]
  ],
  ['Hyper-V', ['General', 'Enhanced session mode', 'NUMA spanning', 'Live migration', 'Storage migration']]
];

/** The extension's own entry in the list of settings. It belongs to no group, so it's the last one. */
const ownEntry = 'own-entry';

/**
 * Draws Cluster Manager's lists around the extension. `onTool` gets whether the page with the extension is selected.
 */
export function drawClusterManager(
  toolList: HTMLElement,
  settingsList: HTMLElement,
  onTool: (isExtensions: boolean) => void
): void {
  toolList.append(
    ...tools.map(([glyph, name]) => {
      const link = linkTo(name, name === selectedTool);
      link.dataset['glyph'] = glyph;
      if (name === otherTool || name === selectedTool) {
        link.href = '#extension';
        link.addEventListener('click', () => {
          toolList.querySelector('[aria-current]')?.removeAttribute('aria-current');
          link.setAttribute('aria-current', 'page');
          onTool(name === selectedTool);
        });
      }
      return inItem(link);
    })
  );
  settingsList.append(
    ...settings.flatMap(([group, names]) => {
      const heading = document.createElement('h3');
      heading.textContent = group;
      const list = document.createElement('ul');
      list.append(...names.map(name => inItem(linkTo(name, false))));
      return [heading, list];
    })
  );
  // Its manifest has the name.
  const own = linkTo('Extension', true);
  own.id = ownEntry;
  const list = document.createElement('ul');
  list.className = 'ungrouped';
  list.append(inItem(own));
  settingsList.append(list);
}

/** Shows the extension's entry by its name and icon, as its manifest has them. */
export function showEntry({ displayName, icon }: ListedEntry): void {
  const entry = document.getElementById(ownEntry);
  if (!entry) {
    return;
  }
  entry.textContent = displayName;
  if (icon) {
    const image = document.createElement('img');
    // The name beside it says the same.
    image.alt = '';
    image.src = icon;
    entry.prepend(image);
  }
}

/**
 * Makes a link. For keyboards and screen readers, only links that lead somewhere are links. The others are scenery, and
 * say so.
 */
function linkTo(name: string, isSelected: boolean): HTMLAnchorElement {
  const link = document.createElement('a');
  link.textContent = name;
  if (isSelected) {
    link.href = '#extension';
    link.setAttribute('aria-current', 'page');
  }
  return link;
}

function inItem(link: HTMLElement): HTMLLIElement {
  const item = document.createElement('li');
  item.append(link);
  return item;
}
