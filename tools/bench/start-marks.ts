/** When something first happened while the page started, in milliseconds since the navigation of its frame. */
export interface StartMarks {
  /** Something was drawn: the frame in index.html, or whatever came first. */
  drawn?: number;
  /** All scripts have run, and the SDK asked for the strings. */
  scriptsRun?: number;
  /** The SDK has the strings. */
  strings?: number;
  /** Angular put the page's frame into the document. */
  bootstrapped?: number;
  /** The shell said who opened the page: theme, locale, addresses. */
  shellAnswered?: number;
  /** The page has a heading. */
  heading?: number;
  /** The first script was sent to the gateway, over REST or the stream. */
  firstQuestion?: number;
  /** The first script was sent to a server other than the cluster. */
  serverQuestion?: number;
  /** The gateway sent the first answer of a server. */
  serverAnswer?: number;
  /** The table has a row with an answer. */
  firstRow?: number;
  /** Each row has an answer. */
  lastRow?: number;
}

/** What the marks record in `window.benchStart`. */
interface Recording {
  marks: StartMarks;
  layoutShift: number;
}

/** What the page did, how far its parts moved, with the browser's own measures of what it loaded. */
export interface StartRecord {
  marks: StartMarks;
  /** The sum of layout shifts, as browsers define it. 0 if nothing moved. */
  layoutShift: number;
  resources: readonly LoadedFile[];
}

/** A file that the frame loaded, in milliseconds since the navigation of the frame. */
export interface LoadedFile {
  /** Its address without the origin. */
  path: string;
  /** In bytes, as it was sent, with headers. */
  transferred: number;
  /** In milliseconds. */
  begun: number;
  ended: number;
}

// Both functions below run in every frame before its page, and watch from outside: they wrap what the browser offers,
// and look at the document. Each is complete in itself, because the browser gets its text.

/** Records when the page calls the gateway and hears from it and from the shell. `serverScript` is what servers run. */
export function markCalls(serverScript: string): void {
  const marks: StartMarks = {};
  (window as unknown as { benchStart: Recording }).benchStart = { marks, layoutShift: 0 };
  const sent = (text: unknown): void => {
    // The stream has JSON in JSON.
    if (typeof text !== 'string' || !/"script\\*"/.test(text)) {
      return;
    }
    marks.firstQuestion ??= performance.now();
    if (text.includes(serverScript)) {
      marks.serverQuestion ??= performance.now();
    }
  };
  const received = (answer: unknown): void => {
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
    if (marks.serverQuestion !== undefined && /"completed\\*": *\\*"True/.test(text)) {
      marks.serverAnswer ??= performance.now();
    }
  };
  const openRequest = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (method: string, url: string | URL, ...more: unknown[]) {
    if (`${url}`.includes('/strings.json')) {
      marks.scriptsRun ??= performance.now();
      this.addEventListener('load', () => (marks.strings ??= performance.now()));
    }
    openRequest.apply(this, [method, url, ...more] as Parameters<typeof openRequest>);
  };
  const sendRequest = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function (body) {
    sent(body);
    this.addEventListener('load', () => received(this.response));
    sendRequest.call(this, body);
  };
  const heard = new WeakSet<WebSocket>();
  const sendOverStream = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    sent(data);
    if (!heard.has(this)) {
      heard.add(this);
      this.addEventListener('message', event => received(event.data));
    }
    sendOverStream.call(this, data);
  };
  window.addEventListener('message', ({ data }: MessageEvent<{ command?: string } | undefined>) => {
    if (data?.command === 'Init') {
      marks.shellAnswered ??= performance.now();
    }
  });
}

/** Records when the page draws its parts. Run it after `markCalls`. `servers` is how many rows there will be. */
export function markDrawing(servers: number): void {
  const record = (window as unknown as { benchStart: Recording }).benchStart;
  const { marks } = record;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value?: number })[]) {
      record.layoutShift += entry.value ?? 0;
    }
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver(list => {
    marks.drawn ??= list.getEntriesByName('first-paint')[0]?.startTime;
  }).observe({ type: 'paint', buffered: true });
  new MutationObserver(() => {
    const now = performance.now();
    if (document.querySelector('avma-root > *')) {
      marks.bootstrapped ??= now;
    }
    if (document.querySelector('avma-root h1')) {
      marks.heading ??= now;
    }
    const icons = Array.from(document.querySelectorAll('avma-servers-table sme-data-table avma-state-icon'));
    const answered = icons.filter(icon => !icon.querySelector('sme-loading-wheel')).length;
    if (answered > 0) {
      marks.firstRow ??= now;
    }
    if (answered === servers && marks.lastRow === undefined) {
      marks.lastRow = now;
      document.documentElement.dataset['bench'] = 'all';
    }
  }).observe(document, { subtree: true, childList: true });
}
