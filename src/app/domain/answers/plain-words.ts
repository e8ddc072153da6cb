import { maskProductKeys } from '../keys/product-key-mask';

/** In characters: more than anyone reads of one message, and short enough to search quickly. */
const longest = 4000;

/** The maximum number of nested wrappers to remove. Deeper ones are left in the message. */
const mostWrappers = 10;

const verbs = 'Add|Connect|Enter|Get|Import|Install|Invoke|New|Out|Remove|Select|Set|Start|Stop|Test|Update|Write';

/** What PowerShell, .NET, and WinRM put around a message, in English and in German. */
const wrappers: readonly RegExp[] = [
  // Exception calling "Activate" with "1" argument(s): "…"
  /^(?:Exception calling|Ausnahme beim Aufrufen von) "[^"]*" (?:with|mit) "?\d+"? [Aa]rgument[^:]*:\s*(?!\s)"?(.*?)"?$/,
  // The running command stopped because the preference variable "ErrorActionPreference" …: …
  /^[^:]*"ErrorActionPreference"[^:]*:\s*(?!\s)(.*)$/,
  // Connecting to remote server node01 failed with the following error message : …
  /^[^:]*(?:following error message|Fehlermeldung|folgender Fehler aufgetreten)\s*:\s*(?!\s)(.*)$/,
  // [node01] …, as PowerShell marks messages from another computer.
  /^\[[\w.-]+\](?:\s+(?!\s)|$)(.*)$/,
  // System.Management.Automation.RemoteException: …
  /^(?:\w+\.)*\w*(?:Exception|Error)(?:\s\(0x[0-9A-Fa-f]{8}\))?\s*:\s*(?!\s)(.*)$/,
  // Set-VMAutomaticActivation : …
  new RegExp(`^(?:${verbs})-[A-Z]\\w+\\s*:\\s*(?!\\s)(.*)$`)
];

/** Lines that say only where in a program something failed, not what. */
const traces: readonly RegExp[] = [
  // at System.Management.Automation.Pipeline.Invoke(…)
  /^\s*(?:at|bei) [\w.`<>[\]+]+\(/,
  // at Set-Key, C:\script.ps1: line 3
  /^\s*(?:at|bei) .+, .+: (?:line|Zeile) \d+\s*$/,
  /^\s*\+\s(?:CategoryInfo|FullyQualifiedErrorId|~)/,
  /^\s*-+ (?:End of|Ende der)\b/
];

/**
 * Where in a script something failed, as in "At C:\\script.ps1:12 char:5". In any language, it ends with a line,
 * usually a word, and a position in that line. The code follows in lines that start with a plus sign.
 */
const place = /[:\uff1a] ?\d+(?: {1,2}[\p{L}\p{M}]+ ?| )[:\uff1a] ?\d+\s*$/u;

/** A reference to one of PowerShell’s help topics, whose names are the same in all languages. */
const pointer = /\babout_\w+/i;

/**
 * A server’s message without what PowerShell, .NET, and WinRM put around it: wrappers, names of scripts and cmdlets,
 * stack traces. Empty if there is nothing else.
 */
export function plainMessage(said: string): string {
  const lines = said
    .slice(0, longest)
    .replace(/(?<!-)-+>/g, '\n')
    .split(/\r?\n/);
  const telling = withoutPlaces(lines).filter(line => !traces.some(trace => trace.test(line)));
  const plain = telling.map(line => unwrapped(withoutPointers(line)));
  const different = [...new Set(plain)].filter(line => line !== '');
  // Parts that were separate are now joined, so mask product keys again.
  return maskProductKeys(different.join(' ').replace(/\s+/g, ' '));
}

function withoutPointers(line: string): string {
  const sentences = line.split(/(?<=\.\s|\u3002)/);
  return sentences
    .filter(sentence => !pointer.test(sentence))
    .join('')
    .trim();
}

function withoutPlaces(lines: readonly string[]): string[] {
  let isQuoted = false;
  return lines.filter(line => {
    isQuoted = place.test(line) || (isQuoted && /^\s*\+/.test(line));
    return !isQuoted;
  });
}

function unwrapped(line: string): string {
  let message = line;
  for (let depth = 0; depth < mostWrappers; depth++) {
    const inner = innerOf(message);
    if (inner === null) {
      break;
    }
    message = inner;
  }
  return withoutLoneQuote(message);
}

/** The content of a wrapper; null if there is none. */
function innerOf(message: string): string | null {
  for (const wrapper of wrappers) {
    const inner = wrapper.exec(message)?.[1];
    if (inner !== undefined) {
      return inner.trim();
    }
  }
  return null;
}

/** Removes the end of a quotation that began on an earlier line. */
function withoutLoneQuote(message: string): string {
  const quotes = message.split('"').length - 1;
  return quotes % 2 === 1 ? message.replace(/"$/, '') : message;
}
