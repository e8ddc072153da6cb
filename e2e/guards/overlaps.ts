import { FrameLocator } from '@playwright/test';

/** The part of an element's line that can be seen. */
interface Part {
  element: HTMLElement;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * Every pair of texts or controls in the extension that lie on top of each other, one line each. What is behind an open
 * pane doesn't count.
 */
export async function overlaps(frame: FrameLocator): Promise<string[]> {
  return frame.locator('body').evaluate(body => {
    const pane = body.querySelector<HTMLElement>('[role=dialog]');
    const isShown = (element: HTMLElement): boolean =>
      element.offsetParent !== null &&
      getComputedStyle(element).visibility === 'visible' &&
      !element.closest('.sme-screen-reader') &&
      element.getBoundingClientRect().width > 1;
    const hasText = (element: HTMLElement): boolean =>
      [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '');
    /** What is left of each line of an element after what surrounds it has cut it off. */
    const visibleParts = (element: HTMLElement): Part[] =>
      [...element.getClientRects()].map(line => visiblePart(element, line));
    const visiblePart = (element: HTMLElement, line: DOMRect): Part => {
      let { left, top, right, bottom } = line;
      for (let around = element.parentElement; around; around = around.parentElement) {
        if (getComputedStyle(around).overflow !== 'visible') {
          const edge = around.getBoundingClientRect();
          [left, top] = [Math.max(left, edge.left), Math.max(top, edge.top)];
          [right, bottom] = [Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
        }
      }
      return { element, left, top, right, bottom };
    };
    const told = (element: HTMLElement): string =>
      (element.textContent ?? '').trim().slice(0, 40) || element.getAttribute('aria-label') || element.className;
    const all = [...(pane ?? body).querySelectorAll<HTMLElement>('*')]
      .filter(element => hasText(element) || element.matches('button, input, select, textarea, a'))
      .filter(isShown)
      .flatMap(visibleParts)
      .filter(({ left, top, right, bottom }) => right - left > 1 && bottom - top > 1);
    return all.flatMap((one, index) =>
      all
        .slice(index + 1)
        .filter(other => !one.element.contains(other.element) && !other.element.contains(one.element))
        .filter(
          other =>
            Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 &&
            Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2
        )
        .map(other => `${told(one.element)} × ${told(other.element)}`)
    );
  });
}
