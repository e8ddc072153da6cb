/**
 * Ways in which a server might say that it has no key, for specs: what the script makes of the cmdlet’s answer. How
 * Windows really says it isn’t published, so these are guesses, most of them in words that the extension doesn’t know.
 */
export interface NoKeyAnswer {
  readonly about: string;

  /** What `Get-VMAutomaticActivation` returned; undefined if it returned nothing. */
  readonly activation?: unknown;

  /** The message of the error that it ended in. Its HRESULT is in `activationErrorCode`. */
  readonly activationError?: string;
  readonly activationErrorCode?: string;
}

export const noKeyAnswers: readonly NoKeyAnswer[] = [
  { about: 'an unknown state, with an empty key', activation: { Status: 'NotSet', PartialProductKey: null } },
  { about: 'the same, with another property name', activation: { Status: 'NotSet', ProductKey: null } },
  { about: 'a number for the state, with an empty key', activation: { State: 3, ProductKey: '', LastError: 0 } },
  { about: 'false', activation: false },
  { about: 'zero', activation: 0 },
  { about: 'an empty list', activation: [] },
  { about: 'nothing at all' },
  {
    about: 'a sentence that says so',
    activation: 'Automatic Virtual Machine Activation is not set up on this server.'
  },
  {
    about: 'another sentence that says so',
    activation: 'Automatic Virtual Machine Activation has not been enabled on NODE01.'
  },
  {
    about: 'a sentence in German',
    activation: 'Die automatische Aktivierung ist auf diesem Server nicht eingerichtet.'
  },
  {
    about: 'a sentence in Japanese',
    activation: 'このサーバーでは自動仮想マシンのライセンス認証が構成されていません。'
  },
  {
    about: 'a row for each version of guests',
    activation: [
      { GuestVersion: 'Windows Server 2019', Enabled: false },
      { GuestVersion: 'Windows Server 2022', Enabled: false }
    ]
  },
  { about: 'nested objects with an empty key', activation: { Avma: { Mode: 'None', Key: { LastFive: null } } } },
  { about: 'an unknown object', activation: { AvmaContext: 'a3f1-77', Flags: 40961, Slots: [] } },
  {
    about: 'the row of the host’s own system',
    activation: {
      Name: 'Windows(R), ServerAzureStackHCICor edition',
      Description: 'Windows(R) Operating System, RETAIL channel',
      LicenseStatus: 1,
      PartialProductKey: '7HWQ4'
    }
  },
  {
    about: 'an error with Windows’ code',
    activationError: 'The Software Licensing Service reported that no product key is installed.',
    activationErrorCode: '0xC004F014'
  },
  { about: 'an error in its own words', activationError: 'Aucune clé d’activation n’est définie sur ce serveur.' }
];
