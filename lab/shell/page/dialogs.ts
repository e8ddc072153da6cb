import { checkboxLine, modalButtons, modalElement, paragraph } from './modal';

/** A request of an extension to the shell's dialogs. */
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

/** In milliseconds. Well below the ten seconds after which an extension stops waiting for an answer. */
const pollHold = 5000;

/** The open dialog. */
interface OpenDialog {
  id: string;
  closed: Promise<DialogReply>;
  element: HTMLDialogElement;
}

/** The shell's dialogs. An extension opens one and then asks for its result. */
export class ShellDialogs {
  private open: OpenDialog | null = null;

  constructor(private place: HTMLElement) {}

  /** Opens or closes a dialog, or reports its result. */
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
          dialogId,
          type,
          state: dialogState.failed,
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
  return modalElement(dialogId, request.title ?? '', [
    paragraph(request.message),
    paragraph(request.listHeaderText),
    listOf(request.list),
    paragraph(request.listFooterText),
    checkboxLine(request.checkboxText),
    type === dialogType.message
      ? modalButtons([request.buttonText ?? 'Close', 'confirmed'])
      : modalButtons([request.confirmButtonText ?? 'Yes', 'confirmed'], [request.cancelButtonText ?? 'No', 'cancelled'])
  ]);
}

function listOf(texts: string[] | undefined): HTMLElement | null {
  if (!texts) {
    return null;
  }
  const list = document.createElement('ul');
  list.append(
    ...texts.map(text => {
      const item = document.createElement('li');
      item.textContent = text;
      return item;
    })
  );
  return list;
}
