import { CredentialsDialog, CredentialsRequest, GivenCredentials } from './credentials-dialog';
import { encodedCredentials } from './encoded-credentials';

/** Credentials as an extension gets them. */
export interface NodeToken {
  value: string;
  username: string;
  useLaps: boolean;
  lapsLocalAdminName: string | null;
}

/** What an extension hears of credentials. */
export interface CredentialsNews {
  tell(name: 'setNodeToken' | 'setNodeTokenError', value: object): void;
  /** Has the extension forget what it was told for single nodes. */
  clearNodeTokens(): void;
}

/**
 * The shell's credentials: asks for them, one dialog after another, and keeps what was given in
 * memory alone.
 */
export class Credentials {
  private tokenForAll: NodeToken | null = null;
  private tokensForNodes = new Map<string, NodeToken>();
  private waiting: CredentialsRequest[] = [];
  private dialog: CredentialsDialog | null = null;

  constructor(
    private place: HTMLElement,
    private news: CredentialsNews
  ) {}

  /** What an extension is told when it starts. */
  get state(): { manageAsToken: NodeToken | null; nodeTokens: Record<string, NodeToken> } {
    return {
      manageAsToken: this.tokenForAll,
      nodeTokens: Object.fromEntries(this.tokensForNodes)
    };
  }

  /** What a call to that node carries, or null where nothing was given for it. */
  tokenFor(node: string): NodeToken | null {
    return this.tokensForNodes.get(node.toLowerCase()) ?? this.tokenForAll;
  }

  /** Asks for credentials, as soon as the dialogs that came before are closed. */
  request(request: CredentialsRequest): void {
    this.waiting.push(request);
    this.showNext();
  }

  /** Nobody waits any more for what was asked for: the extension is loaded anew. */
  dropRequests(): void {
    this.waiting = [];
    const { dialog } = this;
    this.dialog = null;
    dialog?.close();
  }

  /** Forgets all that was given. */
  forget(): void {
    this.tokenForAll = null;
    this.tokensForNodes.clear();
  }

  private showNext(): void {
    const request = this.dialog ? undefined : this.waiting.shift();
    if (!request) {
      return;
    }
    const dialog = new CredentialsDialog(request);
    this.dialog = dialog;
    void dialog.ask(this.place).then(given => {
      // Another one in its place, or none: its request was dropped.
      if (this.dialog === dialog) {
        this.dialog = null;
        given ? this.take(request, given) : this.refuse();
        this.showNext();
      }
    });
  }

  private take({ nodes }: CredentialsRequest, given: GivenCredentials): void {
    const token: NodeToken = {
      value: encodedCredentials(given.userName, given.password),
      username: given.userName,
      useLaps: false,
      lapsLocalAdminName: null
    };
    const appliesTo = given.forAll ? null : nodes;
    if (appliesTo) {
      appliesTo.forEach(node => this.tokensForNodes.set(node.toLowerCase(), token));
    } else {
      this.tokensForNodes.clear();
      this.news.clearNodeTokens();
      this.tokenForAll = token;
      // Whoever else waits is served by these as well.
      this.waiting = [];
    }
    this.news.tell('setNodeToken', { token, appliesTo });
  }

  private refuse(): void {
    this.news.tell('setNodeTokenError', {
      code: 'ManageAsDialogCancel',
      message: 'The credentials dialog was cancelled.'
    });
  }
}
