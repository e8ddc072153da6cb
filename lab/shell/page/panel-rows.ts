import { LabKey, LabState } from '../../control/lab-state';
import { accessWords } from './access-words';
import { button, element } from './panel-fields';
import { PanelControl } from './panel-part';

/** Creates a row for an account and its access. */
export function accountRow(
  { userName, password, access }: LabState['accounts'][number],
  { lab, tell }: PanelControl
): HTMLElement {
  const change = button('Change password');
  change.id = `change-password-${userName}`;
  change.setAttribute('aria-label', `Change password of ${userName}`);
  change.addEventListener('click', () => {
    const another = `${password}1`;
    tell(lab.changePassword(userName, another), `The password of ${userName} is now ${another}.`);
  });
  const texts = [
    element('code', '', userName),
    element('code', '', password),
    element('span', '', accessWords[access])
  ];
  return row(texts, change, 'account');
}

/** Creates a row with an invented product key to copy. */
export function keyRow({ key, kind, version, remaining }: LabKey, copyKey: (key: string) => void): HTMLElement {
  const left = remaining === null ? '' : `, ${remaining} activations left`;
  const copy = button('Copy');
  copy.setAttribute('aria-label', `Copy ${version} ${kind} key that ends in ${key.slice(-5)}`);
  copy.addEventListener('click', () => copyKey(key));
  return row([element('code', '', key), element('span', '', `${version} ${kind}${left}`)], copy);
}

function row(texts: HTMLElement[], action: HTMLElement, className = ''): HTMLElement {
  const made = element('div', `row ${className}`);
  const text = element('div', '');
  text.append(...texts);
  made.append(text, action);
  return made;
}
