/** What an extension asks of the shell's dialogs. */
export interface DialogRequest {
  dialogId: string;
  type: number;
  request?: {
    title?: string;
    message?: string;
    list?: string[];
    listHeaderText?: string;
    listFooterText?: string;
    confirmButtonText?: string;
    cancelButtonText?: string;
    buttonText?: string;
    checkboxText?: string;
  };
}

interface DialogReply {
  dialogId: string;
  type: number;
  state: number;
  response?: { confirmed?: boolean; checkboxResult?: boolean };
  failedMessage?: string;
}

const dialogType = { confirmation: 1, confirmationList: 2, message: 3, close: 4, poll: 5 } as const;
const dialogState = { opened: 1, closed: 2, terminated: 3, failed: 4 } as const;

/** Well below the ten seconds after which an extension gives an answer up. */
const pollHold = 5000;

/** The dialog that is open. */
interface OpenDialog {
  id: string;
  closed: Promise<DialogReply>;
  element: HTMLDialogElement;
}

/** The shell's dialogs, which an extension opens and then asks after. */
export class ShellDialogs {
  private open: OpenDialog | null = null;

  constructor(private place: HTMLElement) {}

  /** Opens, closes, or tells how it is. */
  answer(request: DialogRequest): Promise<DialogReply> | DialogReply {
    const { dialogId, type } = request;
    switch (type) {
      case dialogType.confirmation:
      case dialogType.confirmationList:
      case dialogType.message:
        this.show(request);
        return { dialogId, type, state: dialogState.opened };
      case dialogType.close:
        this.open?.element.close('terminated');
        return { dialogId, type, state: dialogState.terminated };
      case dialogType.poll:
        return this.poll(request);
      default:
        return {
          dialogId, type, state: dialogState.failed,
          failedMessage: `The lab's shell has no dialog of type ${type}.`
        };
    }
  }

  private poll({ dialogId, type }: DialogRequest): Promise<DialogReply> | DialogReply {
    if (this.open?.id !== dialogId) {
      return { dialogId, type, state: dialogState.terminated };
    }
    const still = new Promise<DialogReply>(resolve => {
      setTimeout(() => resolve({ dialogId, type, state: dialogState.opened }), pollHold);
    });
    return Promise.race([this.open.closed, still]);
  }

  private show(dialog: DialogRequest): void {
    this.open?.element.close('terminated');
    const element = dialogElement(dialog);
    this.place.append(element);
    const closed = new Promise<DialogReply>(resolve => {
      element.addEventListener('close', () => {
        element.remove();
        resolve(replyOf(dialog, element));
      });
    });
    this.open = { id: dialog.dialogId, closed, element };
    element.showModal();
  }
}

function replyOf({ dialogId, type }: DialogRequest, element: HTMLDialogElement): DialogReply {
  if (element.returnValue === 'terminated') {
    return { dialogId, type, state: dialogState.terminated };
  }
  const checkbox = element.querySelector<HTMLInputElement>('input[type=checkbox]');
  const checkboxResult = checkbox?.checked;
  const confirmed = element.returnValue === 'confirmed';
  const response = type === dialogType.message ? { checkboxResult } : { confirmed, checkboxResult };
  return { dialogId, type, state: dialogState.closed, response };
}

function dialogElement({ dialogId, type, request = {} }: DialogRequest): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  const form = document.createElement('form');
  form.method = 'dialog';
  const title = document.createElement('h2');
  title.id = `dialog-${dialogId}`;
  title.textContent = request.title ?? '';
  dialog.setAttribute('aria-labelledby', title.id);
  form.append(title, ...bodyOf(request), ...buttonsOf(type, request));
  dialog.append(form);
  return dialog;
}

function bodyOf(request: NonNullable<DialogRequest['request']>): HTMLElement[] {
  const parts = [paragraph(request.message), paragraph(request.listHeaderText)];
  if (request.list) {
    const list = document.createElement('ul');
    list.append(...request.list.map(text => {
      const item = document.createElement('li');
      item.textContent = text;
      return item;
    }));
    parts.push(list);
  }
  parts.push(paragraph(request.listFooterText), checkboxOf(request.checkboxText));
  return parts.filter((part): part is HTMLElement => part !== null);
}

function buttonsOf(type: number, request: NonNullable<DialogRequest['request']>): HTMLElement[] {
  const row = document.createElement('div');
  row.className = 'dialog-buttons';
  if (type === dialogType.message) {
    row.append(button(request.buttonText ?? 'Close', 'confirmed', true));
  } else {
    row.append(
      button(request.confirmButtonText ?? 'Yes', 'confirmed', true),
      button(request.cancelButtonText ?? 'No', 'cancelled', false)
    );
  }
  return [row];
}

function button(text: string, value: string, isPrimary: boolean): HTMLButtonElement {
  const element = document.createElement('button');
  element.value = value;
  element.textContent = text;
  element.className = isPrimary ? 'primary' : '';
  return element;
}

function paragraph(text: string | undefined): HTMLElement | null {
  if (!text) {
    return null;
  }
  const element = document.createElement('p');
  element.textContent = text;
  return element;
}

function checkboxOf(text: string | undefined): HTMLElement | null {
  if (!text) {
    return null;
  }
  const label = document.createElement('label');
  const box = document.createElement('input');
  box.type = 'checkbox';
  label.append(box, ` ${text}`);
  return label;
}
