import { checkboxLine, modalButtons, modalElement, paragraph } from './modal';
import { labelled, textField } from './panel-fields';

/** A request for credentials, and its reason. */
export interface CredentialsRequest {
  /** Null means every server. */
  nodes: string[] | null;
  /** The message from when access was denied. */
  message?: string;
}

/** The credentials that the user typed. */
export interface GivenCredentials {
  userName: string;
  password: string;
  /** Whether to use them for every server, and not only for the requested ones. */
  forAll: boolean;
}

const continued = 'continued';
const nameMissing = 'Type a user name, such as CONTOSO\\Alex or alex@contoso.com.';

/** The dialog that asks for credentials. When it closes, the page no longer has what was typed. */
export class CredentialsDialog {
  private userName = textField('credentials-user-name', 'text');
  private password = textField('credentials-password', 'password');
  private fault = document.createElement('p');
  private element: HTMLDialogElement;

  constructor(private request: CredentialsRequest) {
    this.fault.id = 'credentials-fault';
    this.fault.className = 'fault';
    this.fault.hidden = true;
    const { nodes, message } = request;
    this.element = modalElement('credentials', 'Specify your credentials', [
      paragraph(`Specify an account that may manage ${nodes?.join(', ') ?? 'every server'}.`),
      paragraph(message),
      ...labelled('User name', this.userName),
      this.fault,
      ...labelled('Password', this.password),
      checkboxLine(nodes ? 'Use these credentials for all servers' : undefined),
      modalButtons(['Continue', continued], ['Cancel', 'cancelled'])
    ]);
    this.element.classList.add('credentials');
    this.element.addEventListener('submit', event => this.check(event));
  }

  /** Shows the dialog. Resolves with null if it was canceled. */
  ask(place: HTMLElement): Promise<GivenCredentials | null> {
    place.append(this.element);
    this.element.showModal();
    return new Promise(resolve => this.element.addEventListener('close', () => resolve(this.takeGiven())));
  }

  /** Closes the dialog as if it had been canceled. */
  close(): void {
    this.element.close();
  }

  private takeGiven(): GivenCredentials | null {
    const checkbox = this.element.querySelector<HTMLInputElement>('input[type=checkbox]');
    const given = {
      userName: this.userName.value.trim(),
      password: this.password.value,
      forAll: this.request.nodes === null || checkbox?.checked === true
    };
    this.password.value = '';
    this.element.remove();
    return this.element.returnValue === continued ? given : null;
  }

  /** Checks the user name. A domain alone isn't one. */
  private check(event: SubmitEvent): void {
    const isContinued = (event.submitter as HTMLButtonElement | null)?.value === continued;
    const isMissing = /(^|\\)\s*$/.test(this.userName.value);
    if (!isContinued || !isMissing) {
      return;
    }
    event.preventDefault();
    this.fault.textContent = nameMissing;
    this.fault.hidden = false;
    this.userName.setAttribute('aria-invalid', 'true');
    this.userName.setAttribute('aria-describedby', this.fault.id);
    this.userName.focus();
  }
}
