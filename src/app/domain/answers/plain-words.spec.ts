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
    ['an exception’s type', 'System.Management.Automation.RemoteException: The key is blocked.', 'The key is blocked.'],
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
      'where in a script it happened, in French',
      "Set-VMAutomaticActivation : 0xC004F050 La clé n'est pas valide.\nAu caractère Ligne:1 : 1\n" +
        '+ Set-VMAutomaticActivation -ProductKey x\n+ ~~~~',
      "0xC004F050 La clé n'est pas valide."
    ],
    [
      'where in a script it happened, in Japanese, with a help topic',
      'アクセスが拒否されました。 詳細については、about_Remote_Troubleshooting のヘルプ トピックを参照してください。\n' +
        '発生場所 C:\\a.psm1:63 文字:22\n+ Set-VMAutomaticActivation\n+ ~~~~',
      'アクセスが拒否されました。'
    ],
    [
      'where in a script it happened, in Chinese',
      '拒绝访问。 有关详细信息，请参阅 about_Remote_Troubleshooting 帮助主题。\n所在位置 行:1 字符: 1\n+ Enter-PSSession',
      '拒绝访问。'
    ],
    ['times and ratios', 'Retry at 10:15:20 or use 3:2', 'Retry at 10:15:20 or use 3:2'],
    ['a time at the end', 'Retry at 10:15:20', 'Retry at 10:15:20'],
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
    ['more than one line', 'Blocked.\nAsk somebody.', 'Blocked. Ask somebody.'],
    ['an exception with its code', 'System.Runtime.InteropServices.COMException (0xC0041234): Blocked.', 'Blocked.'],
    [
      'exceptions in each other',
      'Failed. ---> System.IO.IOException: The disk is full.\n---> Inner: x',
      'Failed. The disk is full. Inner: x'
    ],
    ['a wrapper on a later line', 'Failed.\nSystem.Exception: The disk is full.', 'Failed. The disk is full.'],
    ['the same said twice', 'Blocked.\nSystem.Exception: Blocked.', 'Blocked.'],
    [
      'a quotation over two lines',
      'Exception calling "X" with "0" argument(s): "Blocked.\nAsk somebody."',
      'Blocked. Ask somebody.'
    ],
    ['other things with a plus', '+ 3 other errors', '+ 3 other errors'],
    ['names with a dash', 'Product-Key: ung\u00fcltig', 'Product-Key: ung\u00fcltig'],
    ['what only looks like a trace', 'At least one key: line 3 is wrong', 'At least one key: line 3 is wrong'],
    [
      'a pointer with an address',
      'Scripts are disabled. For more information, see about_Execution_Policies at ' +
        'https:/go.microsoft.com/fwlink/?LinkID=135170.',
      'Scripts are disabled.'
    ],
    [
      'a German failure to connect',
      'Beim Verbinden mit dem Remoteserver "node01" ist folgender Fehler aufgetreten: Gesperrt.',
      'Gesperrt.'
    ]
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

  it('is made of a very long message at once', () => {
    for (const part of ['[a] ', 'Error: ', 'System.Exception: ', '"', ' ---> ']) {
      expect(plainMessage(part.repeat(100_000)).length).toBeLessThan(5000);
    }
  });

  it('shows no product key that stood apart before', () => {
    const groups = ['BCDFG', 'HJKMP', 'QRTVW', 'XY234', '6789N'];
    expect(plainMessage(groups.join('        '))).toBe('*****-*****-*****-*****-6789N');
    expect(plainMessage(groups.join('\n   at Some.Method(\n'))).not.toContain('BCDFG');
  });

  it('is found in any text, without an error', () => {
    fc.assert(
      fc.property(fc.fullUnicodeString(), text => {
        expect(plainMessage(text).length).toBeLessThanOrEqual(text.length);
      })
    );
  });
});
