import { Frame, Page } from '@playwright/test';

/** Something that Microsoft's telemetry script gets: what the SDK hands it, or what it could see of a click. */
export interface TelemetryRecord {
  /** The method that the SDK called, or `click`. */
  readonly what: string;
  readonly content: unknown;
}

interface RecordedWindow {
  recorded: TelemetryRecord[];
  /** What the script gives to the page as `oneDS`. */
  standIn: unknown;
}

/** Where the SDK loads the script from. */
const script = 'https://js.monitor.azure.com/**';

/**
 * Lets the SDK load a stand-in for Microsoft's telemetry script, which keeps all that it gets. The real one can't be
 * had here. The page needs a context without the lab's policy, which refuses scripts of other origins.
 */
export async function standInForTelemetry(page: Page): Promise<void> {
  await page.addInitScript(installStandIn);
  await page.route(script, route =>
    route.fulfill({
      contentType: 'text/javascript',
      headers: { 'Access-Control-Allow-Origin': '*' },
      body: 'window.oneDS = window.standIn;'
    })
  );
}

/** What the stand-in in a frame got so far. */
export function telemetryOf(frame: Frame): Promise<TelemetryRecord[]> {
  return frame.evaluate(() => (window as unknown as RecordedWindow).recorded);
}

/** Runs in each frame before anything else. */
function installStandIn(): void {
  const recorded: TelemetryRecord[] = [];

  // The stand-in isn't the file whose hash the SDK names.
  Object.defineProperty(HTMLScriptElement.prototype, 'integrity', { get: () => '', set: () => undefined });

  /** An element as a script could report it: itself, what is in it, and what it's in. */
  function seen(element: Element): object {
    const around: string[] = [];
    for (let parent = element.parentElement; parent; parent = parent.parentElement) {
      around.push(...parent.getAttributeNames().map(name => `${name}=${parent?.getAttribute(name)}`));
    }
    return { html: element.outerHTML, value: (element as Partial<HTMLInputElement>).value, around };
  }

  const record = (what: string, content: unknown): void => {
    recorded.push({ what, content: JSON.parse(JSON.stringify(content, asSeen) ?? 'null') as unknown });
  };
  const asSeen = (_key: string, value: unknown): unknown => (value instanceof Element ? seen(value) : value);

  /**
   * The real script records clicks, and Enter and Space, on links, buttons, and check boxes, but not where an element
   * or one around it has this attribute. This one takes every kind of element, since another version might do so.
   */
  const noteClick = ({ target }: Event): void => {
    if (target instanceof Element && !target.closest('[data-bi-dnt]')) {
      record('click', target);
    }
  };

  class ApplicationInsights {
    constructor() {
      const methods = ['PageAction', 'PageView', 'PageViewPerformance', 'ContentUpdate', 'PageUnload'];
      const own = this as unknown as Record<string, (...given: unknown[]) => void>;
      for (const method of methods.map(name => `capture${name}`)) {
        own[method] = (...given) => record(method, given);
      }
    }

    initialize(config: { webAnalyticsConfiguration: { autoCapture: { click: boolean } } }): void {
      record('initialize', config);
      if (config.webAnalyticsConfiguration.autoCapture.click) {
        window.addEventListener('mousedown', noteClick, true);
        window.addEventListener('keyup', noteClick, true);
      }
    }

    addTelemetryInitializer(): void {
      // It adds the sizes of the screen and of the frame to each event.
    }
  }

  Object.assign(window as unknown as RecordedWindow, { recorded, standIn: { ApplicationInsights } });
}
