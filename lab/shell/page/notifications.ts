/** A notification as an extension sends it. Sending the same ID again updates it. */
export interface ShellNotification {
  id: string;
  state: number;
  title: string;
  message: string | null;
  nodeName?: string;
}

/** How each state looks, and its words for screen readers. */
const looks: Record<number, { kind: string; words: string }> = {
  1: { kind: 'progress', words: 'In progress' },
  2: { kind: 'progress', words: 'In progress' },
  3: { kind: 'error', words: 'Critical' },
  4: { kind: 'error', words: 'Error' },
  5: { kind: 'warning', words: 'Warning' },
  6: { kind: 'success', words: 'Success' },
  7: { kind: 'information', words: 'Information' }
};

const toastFor = 5000;

/** The shell's notifications: a list behind the bell, and the newest one for a moment under the top bar. */
export class ShellNotifications {
  private cards = new Map<string, HTMLElement>();
  private toastTimer: number | undefined;

  constructor(
    private list: HTMLElement,
    private toast: HTMLElement,
    private count: HTMLElement,
    private none: HTMLElement
  ) {}

  /** Shows a notification, or updates it. */
  show(notification: ShellNotification): void {
    const old = this.cards.get(notification.id);
    const card = this.cardOf(notification);
    old ? old.replaceWith(card) : this.list.prepend(card);
    this.cards.set(notification.id, card);
    this.showToast(notification);
    this.showCount();
  }

  private cardOf({ id, state, title, message, nodeName }: ShellNotification): HTMLElement {
    const look = looks[state] ?? { kind: 'information', words: 'Information' };
    const card = document.createElement('li');
    card.className = `notification ${look.kind}`;
    card.append(
      textElement('span', 'notification-state', look.words),
      textElement('strong', 'notification-title', title || message || ''),
      textElement('span', 'notification-message', title ? (message ?? '') : ''),
      textElement('span', 'notification-node', nodeName ?? ''),
      this.dismissButton(id, title || message || '')
    );
    return card;
  }

  private dismissButton(id: string, title: string): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'icon-button dismiss';
    button.setAttribute('aria-label', `Dismiss: ${title}`);
    button.addEventListener('click', () => {
      this.cards.get(id)?.remove();
      this.cards.delete(id);
      this.showCount();
    });
    return button;
  }

  private showToast({ title, message, state }: ShellNotification): void {
    this.toast.textContent = title || message;
    this.toast.className = `toast shown ${looks[state]?.kind ?? 'information'}`;
    window.clearTimeout(this.toastTimer);
    this.toastTimer = window.setTimeout(() => {
      this.toast.className = 'toast';
      this.toast.textContent = '';
    }, toastFor);
  }

  private showCount(): void {
    this.count.textContent = this.cards.size ? String(this.cards.size) : '';
    this.none.hidden = this.cards.size > 0;
  }
}

function textElement(tag: string, className: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  element.hidden = text === '';
  return element;
}
