/** What the shell's dialogs have in common: a title, some parts, and a row of buttons. */

/** Creates a dialog. Its buttons close it with their values, and Escape closes it with none. */
export function modalElement(id: string, title: string, parts: (HTMLElement | null)[]): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  const form = document.createElement('form');
  form.method = 'dialog';
  const heading = document.createElement('h2');
  heading.id = `dialog-${id}`;
  heading.textContent = title;
  dialog.setAttribute('aria-labelledby', heading.id);
  form.append(heading, ...parts.filter((part): part is HTMLElement => part !== null));
  dialog.append(form);
  return dialog;
}

/** Creates the buttons at the end of a dialog. Enter presses the first one. */
export function modalButtons(...buttons: [text: string, value: string][]): HTMLElement {
  const row = document.createElement('div');
  row.className = 'dialog-buttons';
  row.append(
    ...buttons.map(([text, value], at) => {
      const button = document.createElement('button');
      button.value = value;
      button.textContent = text;
      button.className = at === 0 ? 'primary' : '';
      return button;
    })
  );
  return row;
}

/** Creates a paragraph. Returns null if there is no text. */
export function paragraph(text: string | undefined): HTMLElement | null {
  if (!text) {
    return null;
  }
  const element = document.createElement('p');
  element.textContent = text;
  return element;
}

/** Creates a checkbox with a label after it. Returns null if there is no label. */
export function checkboxLine(text: string | undefined): HTMLElement | null {
  if (!text) {
    return null;
  }
  const label = document.createElement('label');
  label.className = 'checkbox';
  const box = document.createElement('input');
  box.type = 'checkbox';
  label.append(box, text);
  return label;
}
