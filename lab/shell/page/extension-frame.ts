import { EntryPoint, ExtensionPlace, installedPlace, shellVersion, sideLoadedPlace } from './extension-place';
import { AnswerRequest, RpcChannel } from './rpc-channel';
import { packetVersion } from './rpc-packet';

/** What the shell tells every extension at start. */
export interface ShellInit {
  theme: string;
  locale: string;
  cssV2: string[];
  gatewayApiVersion: string;
}

/** The state of an extension. */
export type FrameState = 'loading' | 'open' | 'away' | { failed: string };

interface OpenReply {
  state: number;
  error?: string | null;
}

const openState = { opened: 0, failed: 1, inProgress: 2 } as const;
const askAgainAfter = 250;
const shutsDownWithin = 1000;

/** The frame of the extension, from loading to showing its page. */
export class ExtensionFrame {
  private channel: RpcChannel | null = null;
  private openings = 0;

  constructor(
    private frame: HTMLIFrameElement,
    private init: () => ShellInit,
    private answer: AnswerRequest,
    private onState: (state: FrameState) => void,
    private onPlace: (place: ExtensionPlace) => void
  ) {
    // Connect each time, because an extension may reload itself.
    frame.addEventListener('load', () => void this.connect());
  }

  private place: ExtensionPlace | null = null;
  private entryPointType = '';

  /** Loads or reloads the extension: the installed one, or the one at the origin that it's side-loaded from. */
  async load(moduleName: string, entryPointType: string, sideLoad: string | null): Promise<void> {
    this.onState('loading');
    await this.shutDown();
    this.channel?.close();
    this.channel = null;
    this.entryPointType = entryPointType;
    try {
      this.place = await (sideLoad === null ? installedPlace(moduleName) : sideLoadedPlace(sideLoad));
    } catch (error) {
      this.onState({ failed: (error as Error).message });
      return;
    }
    this.onPlace(this.place);
    this.frame.src = this.place.address;
  }

  /** Goes to another of the shell's pages. The extension stays in its frame and shows nothing. */
  async leave(): Promise<void> {
    await this.call('Deactivate2', {});
    this.onState('away');
  }

  /** Returns to the extension. */
  async comeBack(): Promise<void> {
    await this.call('Activate', { url: '' });
    this.onState('open');
  }

  /** Sends the extension a request of an observable, and doesn't wait for the result. */
  notify(command: string, request: object): void {
    const sent = this.channel?.call(`${command}-Request`, { id: Date.now(), request });
    sent?.catch(() => {
      // An extension that isn't listening yet gets the current state with Init.
    });
  }

  /** Sends the extension a request. Does nothing if no extension is open. */
  call(command: string, data: object): Promise<unknown> {
    return this.channel?.call(command, data) ?? Promise.resolve(undefined);
  }

  /** Tells the extension that its frame will be removed. Doesn't wait if it doesn't answer in a moment. */
  private async shutDown(): Promise<void> {
    const told = this.call('Shutdown', { force: true }).catch(() => undefined);
    await Promise.race([told, new Promise(resolve => setTimeout(resolve, shutsDownWithin))]);
  }

  private async connect(): Promise<void> {
    const { place, frame } = this;
    const entryPoint = place?.manifest.entryPoints.find(({ entryPointType }) => entryPointType === this.entryPointType);
    if (!place || !frame.contentWindow) {
      return;
    }
    if (!entryPoint) {
      this.onState({ failed: `The manifest has no entry point of type ${this.entryPointType}.` });
      return;
    }
    this.channel?.close();
    this.onState('loading');
    const channel = new RpcChannel(
      {
        window: frame.contentWindow,
        origin: place.origin,
        moduleName: place.manifest.name,
        subName: `${entryPoint.name}#${Date.now()}+${this.openings++}`
      },
      this.answer
    );
    this.channel = channel;
    try {
      await channel.ping();
      await channel.call('Init', this.initData(place, entryPoint));
      await openPage(channel, entryPoint.path ?? '');
      this.onState('open');
    } catch (error) {
      if (this.channel === channel) {
        this.onState({ failed: error instanceof Error ? error.message : String(error) });
      }
    }
  }

  private initData({ manifest, origin, isSideLoaded }: ExtensionPlace, entryPoint: EntryPoint): object {
    const { theme, locale, cssV2, gatewayApiVersion } = this.init();
    return {
      version: packetVersion,
      entryPointType: entryPoint.entryPointType,
      entryPointName: entryPoint.name,
      theme,
      assets: { css: [], cssV2 },
      moduleAssets: {},
      locale,
      localeRegional: locale,
      sessionId: crypto.randomUUID(),
      modules: [{ ...manifest, origin, ...(isSideLoaded && { isSideLoaded }) }],
      accessibilityMode: false,
      sessionExpiration: 0,
      performanceProfile: false,
      connectivityLevel: 'All',
      sideLoad: isSideLoaded ? { [origin]: { origin } } : {},
      experiments: [],
      shellVersion,
      gatewayApiVersion,
      gatewayPlatform: 'Windows'
    };
  }
}

/** Asks until the page is shown. A slow extension reports after two seconds that it isn't ready. */
async function openPage(channel: RpcChannel, path: string): Promise<void> {
  let reply = await channel.call<OpenReply>('Open', { path });
  while (reply.state === openState.inProgress) {
    await new Promise(resolve => setTimeout(resolve, askAgainAfter));
    reply = await channel.call<OpenReply>('Open', { path });
  }
  if (reply.state !== openState.opened) {
    throw new Error(`The extension did not open: ${reply.error ?? 'it gave no reason'}`);
  }
}
