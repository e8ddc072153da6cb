/** What PowerShell, .NET and WinRM put around a message, in English and in German. */
const wrappers: readonly RegExp[] = [
  // Exception calling "Activate" with "1" argument(s): "…"
  /^(?:Exception calling|Ausnahme beim Aufrufen von) "[^"]*" (?:with|mit) "?\d+"? [Aa]rgument[^:]*:\s*"?([\s\S]*?)"?$/,
  // The running command stopped because the preference variable "ErrorActionPreference" …: …
  /^[^:\n]*"ErrorActionPreference"[^:\n]*:\s*([\s\S]*)$/,
  // Connecting to remote server node01 failed with the following error message : …
  /^[^:\n]*(?:with the following error message|mit der folgenden Fehlermeldung)[^:\n]*:\s*([\s\S]*)$/,
  // [node01] …, as PowerShell marks what came from elsewhere.
  /^\[[\w.-]+\](?:\s+|$)([\s\S]*)$/,
  // System.Management.Automation.RemoteException: …
  /^(?:[\w]+\.)*\w*(?:Exception|Error)\s*:\s*([\s\S]*)$/,
  // Set-VMAutomaticActivation : …
  /^[A-Z][a-z]+-[A-Z]\w+\s*:\s*([\s\S]*)$/
];

/** Lines that say where in a program something failed, and nothing of what. */
const traces: readonly RegExp[] = [
  // At C:\script.ps1:12 char:3
  /^\s*(?:At|In|Bei)\b.*:\s?\d+ (?:char|Zeichen)\s?:\s?\d+\s*$/,
  // + CategoryInfo : …, and the line of code that is quoted above it
  /^\s*\+\s/,
  // at System.Management.Automation.…
  /^\s*(?:at|bei) [\w.`<>[\]+]+\(/,
  /^\s*(?:at|bei|At) .*(?:<ScriptBlock>|: (?:line|Zeile) \d+)/,
  /^\s*-+(?:>| End of | Ende der )/
];

/** Sentences that only send the reader somewhere else. */
const pointers = /(?:For more information, see|Weitere Informationen finden Sie)[^.]*\babout_\w+[^.]*\.?/gi;

/**
 * What a server's message says, without what PowerShell, .NET and WinRM put around it: wrappers,
 * names of scripts and cmdlets, traces of the program. Empty where nothing else was said.
 */
export function plainMessage(said: string): string {
  const lines = said.split(/\r?\n/).filter(line => !traces.some(trace => trace.test(line)));
  return unwrapped(lines.join('\n').replace(pointers, '').trim()).replace(/\s+/g, ' ').trim();
}

function unwrapped(message: string): string {
  for (const wrapper of wrappers) {
    const inner = wrapper.exec(message)?.[1];
    if (inner !== undefined) {
      return unwrapped(inner.trim());
    }
  }
  return message;
}
