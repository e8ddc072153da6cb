/** A change to a file. The file must contain the text exactly once. */
export interface Edit {
  file: string;
  from: string;
  to: string;
}

/** A protection of product keys, how to remove it, and what must notice that. */
export interface Guard {
  /** What is missing then, in a few words. */
  takesOut: string;
  edits: readonly Edit[];
  /** The whole-chain test that must fail. */
  test: string;
  /** The message that it must fail with. Any other failure doesn't count. */
  says: RegExp;
}

/** The files with all tests that guards name. */
export const specFiles = [
  'e2e/secrets.spec.ts',
  'e2e/broken-off.spec.ts',
  'e2e/application-control.spec.ts',
  'e2e/telemetry.spec.ts'
] as const;

const tests = {
  applied: 'when it was typed, pasted and shared, applied, and repeated by careless servers',
  refused: 'when servers and the gateway refuse it and repeat it, whole or in pieces',
  ofAGuest: 'when a guest tells its host of it',
  neverApplied: 'when it was typed but never applied: pane closed, page reloaded, page left and reopened',
  telemetry: 'gets no click on this page, no key, and no name of a server',
  brokenOff: 'by the servers, which come back',
  byCertificate: 'is set up: four keys, four activated servers, and nothing left of the certificates',
  blocked: 'nothing is sent, and the alert leads to what works in a console'
} as const;

const connection = 'src/app/cluster/sdk-cluster-connection.ts';
const pane = 'src/app/keys/keys-pane.component.ts';
const hideKey = 'src/resources/scripts/answers/Hide-ProductKey.ps1';
const setKey = 'src/resources/scripts/Set-ServerActivationKey.ps1';
const certificates = 'src/resources/scripts/answers/Find-KeyCertificate.ps1';
const getActivation = 'src/resources/scripts/Get-ServerActivation.ps1';

const onTheWay: readonly Guard[] = [
  {
    takesOut: 'encryption: the key goes in clear beside what is encrypted',
    edits: [
      {
        file: connection,
        from: 'this.send(server, session, sealedBy(outcome))',
        to: 'this.send(server, session, sealedBy(outcome), key)'
      },
      {
        file: connection,
        from: 'sealed: SealedKey): Observable<Attempt> {\n',
        to: 'sealed: SealedKey, key?: ProductKey): Observable<Attempt> {\n'
      },
      {
        file: connection,
        from: '    const { powerShell } = this.appContext;\n',
        to: '    const { powerShell } = this.appContext;\n    command.script += `\\n# ${key}\\n`;\n'
      }
    ],
    test: tests.applied,
    says: /"request P(?:OS|U)T [^"]*<the key/
  },
  {
    takesOut: 'the mark for the audit log',
    edits: [{ file: 'src/app/cluster/script-run.ts', from: 'logAudit: true', to: 'logAudit: false' }],
    test: tests.applied,
    says: /what the servers’ event log gets/
  },
  {
    takesOut: 'sending once: a key whose answer was lost is sent again by itself',
    edits: [
      {
        file: connection,
        from: '(isSessionRenewed(attempt) ? this.applyOnce(server, key)',
        to: "(isSessionRenewed(attempt) || attempt.kind === 'notKnown' ? this.applyOnce(server, key)"
      }
    ],
    test: tests.brokenOff,
    says: /We couldn’t confirm whether the key was applied/
  }
];

const masking: readonly Guard[] = [
  {
    takesOut: 'masking, on the server that was given a key',
    edits: [
      {
        file: hideKey,
        from: '    $letters = "$ClearKey"',
        to: '    if ($ClearKey) { return $Text }\n    $letters = "$ClearKey"'
      }
    ],
    test: tests.refused,
    says: /"server, output: [^"]*<the key/
  },
  {
    takesOut: 'masking of a key’s pieces, on the server that was given it',
    edits: [{ file: hideKey, from: '$at + 10 -le $letters.Length', to: '$at + 99 -le $letters.Length' }],
    test: tests.refused,
    says: /"server, output: [^"]*<the key/
  },
  {
    takesOut: 'masking, on the server that is asked for its status',
    edits: [
      {
        file: hideKey,
        from: '    $letters = "$ClearKey"',
        to: '    if (-not $ClearKey) { return $Text }\n    $letters = "$ClearKey"'
      }
    ],
    test: tests.applied,
    says: /"server, output: [^"]*<the key/
  },
  {
    takesOut: 'masking, on the server that is asked for its virtual machines',
    edits: [
      {
        file: hideKey,
        from: '    $letters = "$ClearKey"',
        to: '    if (-not $ClearKey) { return $Text }\n    $letters = "$ClearKey"'
      }
    ],
    test: tests.ofAGuest,
    says: /"server, output: [^"]*<the key/
  },
  {
    takesOut: 'holding back a cmdlet’s warnings and the like',
    edits: [{ file: setKey, from: '-ProductKey $ClearKey *>&1)', to: '-ProductKey $ClearKey)' }],
    test: tests.applied,
    says: /"server, asides: [^"]*<the key/
  },
  {
    takesOut: 'holding back a cmdlet’s progress',
    edits: [
      {
        file: getActivation,
        from: "$Global:ProgressPreference = 'SilentlyContinue'",
        to: "$Global:ProgressPreference = 'Continue'"
      }
    ],
    test: tests.applied,
    says: /"server, asides: [^"]*<the key/
  },
  {
    takesOut: 'masking, in the page',
    edits: [
      {
        file: 'src/app/domain/keys/product-key-mask.ts',
        from: "const masked = '$1*****-*****-*****-*****-$2';",
        to: "const masked = '$&';"
      }
    ],
    test: tests.refused,
    says: /what the page shows of the gateway’s words/
  }
];

const inThePage: readonly Guard[] = [
  {
    takesOut: 'the mark that keeps clicks from Microsoft’s telemetry script',
    edits: [{ file: 'src/index.html', from: '<body data-bi-dnt>', to: '<body>' }],
    test: tests.telemetry,
    says: /"what": "click"/
  },
  {
    takesOut: 'clearing: what was typed outlives the pane',
    edits: [
      {
        file: pane,
        from: '  private readonly entries = new Map<string, KeyEntryState>();\n',
        to:
          '  private static readonly kept = new Map<string, KeyEntryState>();\n' +
          '  private readonly entries = KeysPaneComponent.kept;\n'
      },
      { file: pane, from: '    this.entries.clear();\n', to: '' }
    ],
    test: tests.neverApplied,
    says: /keys in the page’s memory/
  },
  {
    takesOut: 'clearing the field of a key that was applied',
    edits: [{ file: pane, from: "{ ...entry, typed: '', isVolume: null, appliedAt }", to: '{ ...entry }' }],
    test: tests.applied,
    says: /an applied key’s field/
  },
  {
    takesOut: 'silence towards the shell: a notification names the key',
    edits: [
      {
        file: 'src/app/servers/activation-store.ts',
        from: 'this.notifications.begin(this.cluster.clusterName, all.length)',
        to: 'this.notifications.begin(`${this.cluster.clusterName} ${all[0].key}`, all.length)'
      }
    ],
    test: tests.applied,
    says: /"shell of [^"]*<the key/
  },
  {
    takesOut: 'silence in addresses: the page’s own has the key',
    edits: [
      {
        file: pane,
        from: '    this.applied.emit(orders);\n',
        to: "    history.replaceState(null, '', `?${orders[0].key}`);\n    this.applied.emit(orders);\n"
      }
    ],
    test: tests.applied,
    says: /"address(?: of [^"]*)?: [^"]*<the key/
  },
  {
    takesOut: 'forgetting: the browser stores what was typed',
    edits: [
      {
        file: pane,
        from: '    this.rememberEdit(row, { typed });\n',
        to: "    sessionStorage.setItem('typed', typed);\n" + '    this.rememberEdit(row, { typed });\n'
      }
    ],
    test: tests.neverApplied,
    says: /"sessionStorage of [^"]*<the key/
  },
  {
    takesOut: 'silence in the console: an object in it has the key',
    edits: [
      {
        file: pane,
        from: '    this.rememberEdit(row, { typed });\n',
        to: '    console.log([{ typed }]);\n    this.rememberEdit(row, { typed });\n'
      }
    ],
    test: tests.neverApplied,
    says: /"console: [^"]*<the key/
  }
];

const clearCertificate = '        Clear-KeyCertificate -Thumbprint $CertificateThumbprint -Answer $answer\n';

const withCertificates: readonly Guard[] = [
  {
    takesOut: 'encryption for a certificate: the key goes in base64',
    edits: [
      {
        file: 'src/app/cluster/certificate-keys.ts',
        from: 'from(envelopedFor(certificate, key))',
        to: 'from(envelopedFor(certificate, key).then(() => btoa(key)))'
      }
    ],
    test: tests.byCertificate,
    says: /"request P(?:OS|U)T [^"]*<the key/
  },
  {
    takesOut: 'removal of the certificate',
    edits: [{ file: setKey, from: clearCertificate, to: '        $answer.certificateLeft = $false\n' }],
    test: tests.byCertificate,
    says: /certificates that are left/
  },
  {
    takesOut: 'removal of the private key with its certificate',
    edits: [{ file: certificates, from: '\\My\\$Thumbprint" -DeleteKey', to: '\\My\\$Thumbprint"' }],
    test: tests.byCertificate,
    says: /certificates that were made/
  },
  {
    takesOut: 'removal of the certificate before the key is applied',
    edits: [
      { file: setKey, from: clearCertificate, to: '        $null = $rsa\n' },
      {
        file: setKey,
        from: '        Set-Key -ClearKey $clearKey\n',
        to: `        Set-Key -ClearKey $clearKey\n${clearCertificate}`
      }
    ],
    test: tests.byCertificate,
    says: /the order of the steps/
  },
  {
    takesOut: 'refusal of certificates with a weak key',
    edits: [
      { file: 'src/app/domain/servers/key-certificate.ts', from: 'shortestModulus = 2048', to: 'shortestModulus = 512' }
    ],
    test: tests.blocked,
    says: /can’t encrypt the key with the server’s certificate/
  }
];

/** Every protection. They are removed one at a time. */
export const guards: readonly Guard[] = [...onTheWay, ...masking, ...inThePage, ...withCertificates];
