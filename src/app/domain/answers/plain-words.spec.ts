import * as fc from 'fast-check';
import { plainMessage } from './plain-words';

describe('A plain message', () => {
  const wrapped: [string, string, string][] = [
    ['an ordinary message', 'The key is blocked.', 'The key is blocked.'],
    ['a message with a colon', 'Error: disk full', 'disk full'],
    ['words before a colon', 'The key is not valid: 0xC004F050', 'The key is not valid: 0xC004F050'],
    ['nothing', '', ''],
    ['a .NET call', 'Exception calling "Activate" with "1" argument(s): "The key is blocked."', 'The key is blocked.'],
    [
      'a .NET call in German',
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
    ['a message with a computer name', '[node01] The key is blocked.', 'The key is blocked.'],
    [
      'several wrappers',
      'System.Exception: Exception calling "X" with "0" argument(s): "Set-Key : Blocked."',
      'Blocked.'
    ],
    [
      'a message with a position in a script, in French',
      "Set-VMAutomaticActivation : 0xC004F050 La clé n'est pas valide.\nAu caractère Ligne:1 : 1\n" +
        '+ Set-VMAutomaticActivation -ProductKey x\n+ ~~~~',
      "0xC004F050 La clé n'est pas valide."
    ],
    [
      'a message with a position in a script, in Japanese, with a help topic',
      'アクセスが拒否されました。 詳細については、about_Remote_Troubleshooting のヘルプ トピックを参照してください。\n' +
        '発生場所 C:\\a.psm1:63 文字:22\n+ Set-VMAutomaticActivation\n+ ~~~~',
      'アクセスが拒否されました。'
    ],
    [
      'a message with a position in a script, in Chinese',
      '拒绝访问。 有关详细信息，请参阅 about_Remote_Troubleshooting 帮助主题。\n所在位置 行:1 字符: 1\n+ Enter-PSSession',
      '拒绝访问。'
    ],
    ['times and ratios', 'Retry at 10:15:20 or use 3:2', 'Retry at 10:15:20 or use 3:2'],
    ['a time at the end', 'Retry at 10:15:20', 'Retry at 10:15:20'],
    [
      'a message with a position in a script',
      'The key is blocked.\r\nAt C:\\Windows\\script.ps1:12 char:5\r\n+     Set-VMAutomaticActivation\r\n' +
        '+     ~~~~~~~~~\r\n    + CategoryInfo          : NotSpecified: (:) [], RemoteException\r\n' +
        '    + FullyQualifiedErrorId : Failed',
      'The key is blocked.'
    ],
    [
      'a message with a position in a script, in German',
      'Gesperrt.\nIn Zeile:1 Zeichen:5\n+ Set-VMAutomaticActivation\n',
      'Gesperrt.'
    ],
    [
      'a .NET stack trace',
      'Blocked.\n   at System.Management.Automation.Pipeline.Invoke(Boolean)\n' +
        '   bei Microsoft.Activation.Set()\n   --- End of inner exception stack trace ---',
      'Blocked.'
    ],
    ['a script stack trace', 'Blocked.\nat <ScriptBlock>, <No file>: line 3', 'Blocked.'],
    ['more than one line', 'Blocked.\nAsk somebody.', 'Blocked. Ask somebody.'],
    ['an exception with its code', 'System.Runtime.InteropServices.COMException (0xC0041234): Blocked.', 'Blocked.'],
    [
      'nested exceptions',
      'Failed. ---> System.IO.IOException: The disk is full.\n---> Inner: x',
      'Failed. The disk is full. Inner: x'
    ],
    ['a wrapper on a later line', 'Failed.\nSystem.Exception: The disk is full.', 'Failed. The disk is full.'],
    ['the same message twice', 'Blocked.\nSystem.Exception: Blocked.', 'Blocked.'],
    [
      'a quotation over two lines',
      'Exception calling "X" with "0" argument(s): "Blocked.\nAsk somebody."',
      'Blocked. Ask somebody.'
    ],
    ['other text with a plus sign', '+ 3 other errors', '+ 3 other errors'],
    ['names with a dash', 'Product-Key: ung\u00fcltig', 'Product-Key: ung\u00fcltig'],
    ['text that only resembles a trace', 'At least one key: line 3 is wrong', 'At least one key: line 3 is wrong'],
    [
      'a reference with an address',
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
    it(`is extracted from ${what}`, () => {
      expect(plainMessage(said)).toBe(plain);
    });
  }

  it('has no wrapper left, and doesn’t change if it’s extracted again', () => {
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

  it('is extracted quickly from a very long message', () => {
    for (const part of ['[a] ', 'Error: ', 'System.Exception: ', '"', ' ---> ']) {
      expect(plainMessage(part.repeat(100_000)).length).toBeLessThan(5000);
    }
  });

  it('shows no product key whose parts were separated before', () => {
    const groups = ['BCDFG', 'HJKMP', 'QRTVW', 'XY234', '6789N'];
    expect(plainMessage(groups.join('        '))).toBe('*****-*****-*****-*****-6789N');
    expect(plainMessage(groups.join('\n   at Some.Method(\n'))).not.toContain('BCDFG');
  });

  it('is extracted from any text without an exception', () => {
    fc.assert(
      fc.property(fc.fullUnicodeString(), text => {
        expect(plainMessage(text).length).toBeLessThanOrEqual(text.length);
      })
    );
  });
});
