import * as fc from 'fast-check';
import { plainMessage } from './plain-words';

describe('A plain message', () => {
  const wrapped: [string, string, string][] = [
    ['an ordinary message', 'The key is blocked.', 'The key is blocked.'],
    ['a message with a colon', 'Error: disk full', 'disk full'],
    ['words before a colon', 'The key is not valid: 0xC004F050', 'The key is not valid: 0xC004F050'],
    ['nothing', '', ''],
    [
      'a call of .NET',
      'Exception calling "Activate" with "1" argument(s): "The key is blocked."',
      'The key is blocked.'
    ],
    [
      'a call of .NET in German',
      'Ausnahme beim Aufrufen von "Activate" mit 1 Argument(en):  "Der Key ist gesperrt."',
      'Der Key ist gesperrt.'
    ],
    [
      'an exception’s type',
      'System.Management.Automation.RemoteException: The key is blocked.',
      'The key is blocked.'
    ],
    ['a type alone', 'System.Management.Automation.RemoteException:', ''],
    ['a cmdlet’s name', 'Set-VMAutomaticActivation : The key is blocked.', 'The key is blocked.'],
    ['a script’s name', 'Set-ServerActivationKey : Blocked.', 'Blocked.'],
    [
      'a preference',
      'The running command stopped because the preference variable "ErrorActionPreference" or ' +
        'common parameter is set to Stop: The key is blocked.',
      'The key is blocked.'
    ],
    [
      'a preference in German',
      'Der ausgef\u00fchrte Befehl wurde beendet, da die Einstellungsvariable ' +
        '"ErrorActionPreference" oder ein allgemeiner Parameter auf "Stop" festgelegt ist: Gesperrt.',
      'Gesperrt.'
    ],
    [
      'a remote server',
      'Connecting to remote server node01 failed with the following error message : WinRM cannot ' +
        'complete the operation. For more information, see the about_Remote_Troubleshooting Help topic.',
      'WinRM cannot complete the operation.'
    ],
    [
      'a remote server in German',
      'Beim Verbinden mit dem Remoteserver "node01" ist folgender Fehler aufgetreten, mit der ' +
        'folgenden Fehlermeldung: Zugriff verweigert.',
      'Zugriff verweigert.'
    ],
    ['where it comes from', '[node01] The key is blocked.', 'The key is blocked.'],
    [
      'several at once',
      'System.Exception: Exception calling "X" with "0" argument(s): "Set-Key : Blocked."',
      'Blocked.'
    ],
    [
      'where in a script it happened',
      'The key is blocked.\r\nAt C:\\Windows\\script.ps1:12 char:5\r\n+     Set-VMAutomaticActivation\r\n' +
        '+     ~~~~~~~~~\r\n    + CategoryInfo          : NotSpecified: (:) [], RemoteException\r\n' +
        '    + FullyQualifiedErrorId : Failed',
      'The key is blocked.'
    ],
    [
      'where in a script it happened, in German',
      'Gesperrt.\nIn Zeile:1 Zeichen:5\n+ Set-VMAutomaticActivation\n',
      'Gesperrt.'
    ],
    [
      'a trace of .NET',
      'Blocked.\n   at System.Management.Automation.Pipeline.Invoke(Boolean)\n' +
        '   bei Microsoft.Activation.Set()\n   --- End of inner exception stack trace ---',
      'Blocked.'
    ],
    ['a trace of a script', 'Blocked.\nat <ScriptBlock>, <No file>: line 3', 'Blocked.'],
    ['more than one line', 'Blocked.\nAsk somebody.', 'Blocked. Ask somebody.']
  ];
  for (const [what, said, plain] of wrapped) {
    it(`is left of ${what}`, () => {
      expect(plainMessage(said)).toBe(plain);
    });
  }

  it('never has a wrapper left, and is the same when it is made plain again', () => {
    const inner = fc.constantFrom('The key is blocked.', 'Gesperrt.', '', 'a: b', '0xC004C003');
    const around = fc.constantFrom<(said: string) => string>(
      said => `System.Exception: ${said}`,
      said => `Set-Key : ${said}`,
      said => `Exception calling "X" with "1" argument(s): "${said}"`,
      said => `[node01] ${said}`,
      said => `${said}\nAt line:1 char:1\n+ Set-Key`
    );
    fc.assert(
      fc.property(inner, fc.array(around, { maxLength: 4 }), (said, wrappers) => {
        const plain = plainMessage(wrappers.reduce((all, wrap) => wrap(all), said));
        expect(plain).toBe(said.trim());
        expect(plainMessage(plain)).toBe(plain);
      })
    );
  });

  it('is found in any text, without an error', () => {
    fc.assert(
      fc.property(fc.fullUnicodeString(), text => {
        expect(plainMessage(text).length).toBeLessThanOrEqual(text.length);
      })
    );
  });
});
