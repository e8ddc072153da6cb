/** The simple controls that the lab's panel consists of. */

/** Creates an element with a class and text. */
export function element(tag: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

/** Creates a heading for a part of the panel. */
export function heading(text: string): HTMLElement {
  return element('h3', '', text);
}

/** Creates a button with text. */
export function button(text: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  return made;
}

/** Creates a list to choose one value from. Each value has its words if they differ from the value. */
export function selectField(
  id: string,
  values: readonly string[],
  selected: string,
  words: Record<string, string> = {}
): HTMLSelectElement {
  const made = document.createElement('select');
  made.id = id;
  made.append(...values.map(value => new Option(words[value] ?? value, value, false, value === selected)));
  return made;
}

/** Creates a field for one line of text, which the browser doesn't remember. */
export function textField(id: string, type: 'text' | 'password'): HTMLInputElement {
  const made = document.createElement('input');
  made.type = type;
  made.id = id;
  made.autocomplete = 'off';
  made.spellcheck = false;
  return made;
}

/** Creates a switch. The caller adds its label. */
export function switchField(id: string, isOn: boolean): HTMLInputElement {
  const made = document.createElement('input');
  made.type = 'checkbox';
  made.id = id;
  made.setAttribute('role', 'switch');
  made.checked = isOn;
  return made;
}

/** Creates a field for a number that is 0 or more. */
export function numberField(id: string, value: number, step: number): HTMLInputElement {
  const made = document.createElement('input');
  made.type = 'number';
  made.id = id;
  made.min = '0';
  made.step = String(step);
  made.value = String(value);
  return made;
}

/** Puts a label before a field. */
export function labelled(text: string, field: HTMLElement): HTMLElement[] {
  const label = document.createElement('label');
  label.htmlFor = field.id;
  label.textContent = text;
  return [label, field];
}

/** Puts a field on one line with its label after it. */
export function fieldLine(text: string, field: HTMLElement): HTMLElement {
  const line = element('label', 'field-line');
  line.append(field, text);
  return line;
}
