/** What a word or sentence from the cmdlet says about the activation. */
export type AnswerVerdict = 'activated' | 'notActivated' | 'noKey';

/** Matches this server’s own key or state, not a guest’s or a former one. */
const whose = '(?:avma|vms?|automatic|automaticvm|vmautomatic|virtualmachine|host|server|key|current)?';
const activation = '(?:activation|licen[sc]e|licensing)?';
const keyOwner = '(?:avma|host|server|current|installed|active)?';
const keyKind = '(?:partial)?(?:product|activation|license)?';

/** Properties whose text is the activation state. */
export const stateNames = names(`${whose}${activation}(?:status|state)`, `${whose}activation`);

/** Properties that are true if activated and false if not. */
export const truthNames = names(`${whose}(?:activated|licensed)`, 'is(?:host|key)?(?:activated|licensed)');

/** The property that is 1 if a license is active, as in Windows licensing. */
export const licenseStatusNames = names('licen[sc]estatus');

/** Properties that say whether there is a key. */
export const presenceNames = names(
  '(?:has|is)(?:product|activation|host)?key(?:installed|set|present)?',
  '(?:product|activation|host)?key(?:installed|set|present|exists)'
);

/** Properties that say how many keys there are. */
export const countNames = names('(?:product|activation|host)?keycount', 'numberof(?:product|activation|host)?keys');

/** Properties that can suggest that everything works. */
export const wellBeingNames =
  /^(?!.*(?:error|code|reason)).*(?:status|state|result|outcome|mode|activat|licen[sc]|enabled|active|configured|installed|valid)/;

const goodWords =
  /\b(?:activated|licensed|installed|enabled|active|success\w*|succeeded|ok|valid|configured|on|set|ready|true|yes)\b/i;
const contraryWords =
  /\b(?:not?|never|none|nothing|without|un\w+|in(?:active|valid)|de\w*|fail\w*|off|disabled)\b|n['\u2019]t\b/i;

/**
 * Whether a text suggests that everything works without saying what does. There might then be a key that isn’t shown.
 */
export function isGood(text: string): boolean {
  const words = wordsIn(text);
  return goodWords.test(words) && !contraryWords.test(words);
}

/** Splits a text into words, including names such as "NotAccepted". */
export function wordsIn(text: string): string {
  return text.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/_/g, ' ');
}

/** Properties that say whether the whole thing works. */
export const worksNames = /(?:enabled|active|configured|installed|mode|valid|supported)$/;

/** Whether a text says that something is off or missing. */
export function isContrary(text: string): boolean {
  return contraryWords.test(wordsIn(text));
}

/** Text that stands for an empty value. */
export const placeholders =
  /^(?:none|n\/?a|null|nil|empty|undefined|no|\(?(?:null|none|empty)\)?|<[^<>]*>|\{\}|\[\]|[-\u2013\u2014.]+|no (?:product |activation |host )?key|keine?|aucune?|ningun[oa]|nessun[oa]|not ?(?:set|found|installed|available|configured|present))$/i;

/** Properties that hold the name of a machine, which can contain any word. */
export const machineNames = names(
  '(?:ps)?(?:computer|server|host|node|machine|cluster|vm)(?:host)?(?:name|fqdn)?',
  'fqdn'
);

/** The name of the operating system of an Azure Stack HCI host, in any product or edition. */
export const ownSystemName = /azure[\s\W_]*(?:stack|local)/i;

/**
 * Licenses that activate no virtual machines, whatever their state: the one for the operating system of an Azure Stack
 * HCI host, and those for editions other than Datacenter (rows of SoftwareLicensingProduct, as on Windows Server
 * hosts).
 */
export const otherLicenses = new RegExp(
  `${ownSystemName.source}|\\bServer(?!Datacenter)[A-Z]\\w* edition|` +
    '\\bServer(?:Standard|Essentials|Enterprise|Foundation|Solution|Storage|Web|Rdsh)|' +
    // A limit, so that a long answer with many of these words doesn't take long.
    'Windows Server\\b.{0,200}\\b(?:Standard|Essentials|Foundation)\\b',
  'i'
);

/**
 * Add-ons such as Extended Security Updates name the editions that they’re for, but license none of them. A guest’s
 * AVMA key (channel VT:IA) names the guest’s edition.
 */
export const addOns = /add-on for|\bESU\b|VIRTUAL_MACHINE_ACTIVATION|\bVT:IA\b/i;

/** Separate editions whose names contain Datacenter. */
export const otherDatacenters = /ServerDatacenter\w{0,40}Eval|\bEvaluation\b|\bAzure Edition\b|Turbine/i;

/** Properties and objects that describe another time. */
export const formerNames = /^(?:previous|former|old|before|desired|requested)/;

/** Objects that describe guests or subscriptions. */
export const otherMatters = /^(?:guests?(?:vms?)?|vms?|virtualmachines?|subscriptions?)$/;

/** Properties that mark a row as one about a guest or a subscription. */
export const otherOwners = /^(?:guest(?:vm)?(?:name)?|vm(?:name)?|virtualmachine(?:name)?|subscriptionname)$/;

/** Properties that hold the key or part of it. */
export const keyNames = names(
  `${keyOwner}${keyKind}key(?:lastfive|last5|suffix|lastfive(?:characters|digits)|id)?`,
  'last(?:five|5)(?:characters|digits|chars|ofkey)?'
);

/** Properties that can show the end of a key under any other name. Excludes key IDs and the Key Management Service. */
export const keyEndNames =
  /^(?!.*(?:management|id2?$|identifier|type|version|channel|status|state|source|description|count|edition|release|kind)).*(?:key|last(?:five|5))/;

/** Properties that can name the release that the key is for. */
export const versionNames = names(
  `${keyOwner}${keyKind}(?:key)?(?:version|product|productname|name|edition|description|release)`
);

/** Properties that can name the type of the key. */
export const typeNames = names(`${keyKind}(?:key)?(?:channel|type|source|description)`);

/** Properties that can hold an error. */
export const codeNames = /error|hresult|reason|code|result/;

const activatedWords = names('activated|licensed|activatedsuccessfully|successfullyactivated');

const noKeyWords = names(
  'no(?:product|activation|host)?key(?:installed|found|set)?',
  'key(?:not(?:installed|found|set)|missing)',
  'notconfigured',
  'notsetup'
);

const notActivatedWords = names(
  '(?:not|un|de|in|non)(?:activated|licensed|active)',
  '\\w*grace',
  'notification|expired|activationfailed|failed|pending'
);

/** The state that a word names. Matches only these words, never part of a longer text. */
export function verdictOfState(word: string): AnswerVerdict | null {
  const letters = word.toLowerCase().replace(/[\s_.-]/g, '');
  if (activatedWords.test(letters)) {
    return 'activated';
  }
  if (noKeyWords.test(letters)) {
    return 'noKey';
  }
  return notActivatedWords.test(letters) ? 'notActivated' : null;
}

const claims = /\b(?:is|has been|successfully) activated\b/i;
const deniesKey =
  /\bno (?:product |activation |host )?key\b(?! (?:is |was )?(?:required|needed|necessary|for|error))|\bkey (?:is |was )?not (?:installed|found|set)\b/i;
const deniesSetUp = /\b(?:not (?:been |yet )*|isn['\u2019]t |hasn['\u2019]t been )(?:set up|configured|enabled)\b/i;
const denies = /(?:\bnot|n['\u2019]t) (?:been |yet )?(?:activated|licensed)\b|\bunlicensed\b/i;

/** Words that report a problem with a key or a server, which is more than a missing key. */
const faults = /\b(?:fail\w*|error\w*|block\w*|invalid|expired?|correctly|properly|because)\b/i;

/** Words that weaken a statement, change its subject, or reverse it. */
const doubts: readonly RegExp[] = [
  /\b(?:not?|never|none|nothing|cannot)\b|n['\u2019]t\b/i,
  /\b(?:if|once|when|until|unless|before|after)\b/i,
  /\b(?:can|could|will|would|should|must|may|might|was|were)\b/i,
  /\b(?:un\w+|in\w*active|fail\w*|error\w*|expired?)\b/i,
  /\b(?:make sure|ensure|check\w*|whether|requires?|only|without|guests?|vms?|virtual machines?)\b/i
];

/** Reads a sentence. Only a plain one counts as an activation: not one with "not", "if", "when", or "failed". */
export function verdictOfSentence(words: string): AnswerVerdict | null {
  if (deniesKey.test(words)) {
    return claims.test(words) ? null : 'noKey';
  }
  if (deniesSetUp.test(words)) {
    // "Not set up correctly" or "not set up because ..." reports a problem, not a missing key.
    return faults.test(words) ? null : 'noKey';
  }
  if (claims.test(words)) {
    return doubts.some(doubt => doubt.test(words)) ? null : 'activated';
  }
  return denies.test(words) ? 'notActivated' : null;
}

/** Matches a name or word that is exactly one of these forms. */
function names(...forms: readonly string[]): RegExp {
  return new RegExp(`^(?:${forms.join('|')})$`);
}
