/** The plain controls that the lab's panel is made of. */

/** An element with a class and a text. */
export function element(tag: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

/** A heading of a part of the panel. */
export function heading(text: string): HTMLElement {
  return element('h3', '', text);
}

/** A button with a text. */
export function button(text: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  return made;
}

/** A choice of one, each with its words where they are others than the value. */
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

/** A field for a line of text, which the browser does not remember. */
export function textField(id: string, type: 'text' | 'password'): HTMLInputElement {
  const made = document.createElement('input');
  made.type = type;
  made.id = id;
  made.autocomplete = 'off';
  made.spellcheck = false;
  return made;
}

/** A switch; its label is the caller's. */
export function switchField(id: string, isOn: boolean): HTMLInputElement {
  const made = document.createElement('input');
  made.type = 'checkbox';
  made.id = id;
  made.setAttribute('role', 'switch');
  made.checked = isOn;
  return made;
}

/** A number that is 0 or more. */
export function numberField(id: string, value: number, step: number): HTMLInputElement {
  const made = document.createElement('input');
  made.type = 'number';
  made.id = id;
  made.min = '0';
  made.step = String(step);
  made.value = String(value);
  return made;
}

/** A field with its label before it. */
export function labelled(text: string, field: HTMLElement): HTMLElement[] {
  const label = document.createElement('label');
  label.htmlFor = field.id;
  label.textContent = text;
  return [label, field];
}

/** A field in one line with its label after it. */
export function fieldLine(text: string, field: HTMLElement): HTMLElement {
  const line = element('label', 'field-line');
  line.append(field, text);
  return line;
}
