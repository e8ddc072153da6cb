import { CredentialsDialog, CredentialsRequest, GivenCredentials } from './credentials-dialog';
import { encodedCredentials } from './encoded-credentials';

/** Credentials as an extension receives them. */
export interface NodeToken {
  value: string;
  username: string;
  useLaps: boolean;
  lapsLocalAdminName: string | null;
}

/** What an extension is told about credentials. */
export interface CredentialsNews {
  tell(name: 'setNodeToken' | 'setNodeTokenError', value: object): void;
  /** Makes the extension forget the credentials of single nodes. */
  clearNodeTokens(): void;
}

/** The shell's credentials. It asks for them in one dialog after another, and keeps them only in memory. */
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

  /** The token for calls to a node. Null if there are no credentials for it. */
  tokenFor(node: string): NodeToken | null {
    return this.tokensForNodes.get(node.toLowerCase()) ?? this.tokenForAll;
  }

  /** Asks for credentials after the earlier dialogs are closed. */
  request(request: CredentialsRequest): void {
    this.waiting.push(request);
    this.showNext();
  }

  /** Drops all requests, because the extension is reloaded. */
  dropRequests(): void {
    this.waiting = [];
    const { dialog } = this;
    this.dialog = null;
    dialog?.close();
  }

  /** Forgets all credentials. */
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
      // The dialog has been replaced or removed if its request was dropped.
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
      // These credentials also serve the other requests that wait.
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
