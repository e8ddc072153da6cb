/** What the shell's dialogs have in common: a title, some parts, and a row of buttons. */

/** A dialog that is closed by its buttons, with their values, or by Escape, with none. */
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

/** The buttons at a dialog's end. The first is the one that Enter presses. */
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

/** A paragraph; none where there is nothing to say. */
export function paragraph(text: string | undefined): HTMLElement | null {
  if (!text) {
    return null;
  }
  const element = document.createElement('p');
  element.textContent = text;
  return element;
}

/** A checkbox with its words after it; none without words. */
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
