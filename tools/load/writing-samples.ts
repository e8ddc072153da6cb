import scriptNames from './script-names.json';

/** A text to show, and what to search for to find it. */
export interface WritingSample {
  /** A script's name in Unicode, or what's special. */
  readonly about: string;
  readonly text: string;
  /** What an admin types to find it. */
  readonly query: string;
}

/** How many letters of each script, and how many of its marks, a sample has. */
const mostLetters = 5;
const mostMarks = 1;

const lastCodePoint = 0x10ffff;

/** A sample of each script in Unicode that this computer's JavaScript knows, and of what else names can have. */
export function writingSamples(): readonly WritingSample[] {
  return [...scriptSamples(), ...specialSamples];
}

/** The names of the scripts that this computer's JavaScript knows. Newer versions of Unicode have more. */
export function knownScripts(): string[] {
  return scriptNames.filter(name => {
    try {
      return patternOf(name) !== null;
    } catch {
      // This version of JavaScript doesn't know it yet.
      return false;
    }
  });
}

function scriptSamples(): WritingSample[] {
  const patterns = knownScripts().map(name => ({ name, pattern: patternOf(name), letters: '', marks: '' }));
  for (let code = 0; code <= lastCodePoint; code += 1) {
    const one = String.fromCodePoint(code);
    // Most code points belong to no script, and those of a script are mostly side by side.
    if (/[\p{L}\p{N}\p{So}]/u.test(one)) {
      const script = patterns.find(({ pattern }) => pattern.test(one));
      if (script && [...script.letters].length < mostLetters) {
        script.letters += one;
      }
    } else if (/\p{M}/u.test(one)) {
      const script = patterns.find(({ pattern }) => pattern.test(one));
      if (script && [...script.marks].length < mostMarks) {
        script.marks += one;
      }
    }
  }
  return patterns.map(({ name, letters, marks }) => {
    const text = `${letters}${marks}-vm`;
    return { about: name, text, query: text };
  });
}

function patternOf(script: string): RegExp {
  return new RegExp(`^\\p{Script=${script}}$`, 'u');
}

function whole(about: string, text: string): WritingSample {
  return { about, text, query: text };
}

/** What no script has, or what has several forms. */
const specialSamples: readonly WritingSample[] = [
  whole('emoji of several people', 'vm-👨‍👩‍👧‍👦'),
  whole('emoji with a skin tone', 'vm-👋🏽'),
  whole('a flag of two letters', 'vm-🇩🇪'),
  whole('a flag of tags', 'vm-🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'),
  whole('a keycap', 'vm-1️⃣'),
  whole('many combining marks', `vm-${'Z'.padEnd(30, '\u0351\u036b\u0343\u036a\u0302')}a\u0334\u0335l\u0338go`),
  whole('right to left and left to right', 'שרת-web01-خادم-02'),
  whole('a bidi override', 'vm-\u202egpj.exe\u202c-end'),
  whole('bidi isolates', 'vm-\u2066a\u2069\u2067b\u2069\u2068c\u2069'),
  whole('bidi marks', 'vm-\u200ea\u200fb\u061cc'),
  whole('an override that never ends', 'vm-\u202eever'),
  whole('zero-width characters', 'vm-a\u200bb\u200cc\u200dd\u2060e\u00adf'),
  whole('line and paragraph separators', 'vm-a\u2028b\u2029c'),
  whole('tab and line end', 'vm-a\tb\nc'),
  whole('a control character', 'vm-\u0007bell\u0085next'),
  whole('private use and noncharacters', 'vm-\ue000\ufdd0\u{10fffd}'),
  whole('a high surrogate alone', 'vm-\ud83d-high'),
  whole('a low surrogate alone', 'vm-\udc4b-low'),
  whole('Latin, composed', 'vm-Pr\u00fcfstand'),
  whole('Latin, decomposed', 'vm-Pru\u0308fstand-zwei'),
  { about: 'Latin, decomposed, found composed', text: 'vm-Re\u0301seau', query: 'vm-R\u00e9seau' },
  { about: 'Latin, composed, found decomposed', text: 'vm-\u00c9tage', query: 'vm-E\u0301tage' },
  { about: 'Hangul, decomposed, found composed', text: 'vm-\u1109\u1165\u1107\u1165', query: 'vm-\uc11c\ubc84' },
  { about: 'Greek capitals, found by their beginning', text: 'vm-ΔΙΑΚΟΜΙΣΤΗΣ', query: 'vm-ΔΙΑΚΟΜΙΣ' },
  { about: 'Greek, found in capitals', text: 'vm-κόσμος', query: 'VM-ΚΌΣΜΟΣ' },
  { about: 'Cherokee, found in small letters', text: 'vm-ᏣᎳᎩ', query: 'vm-ꮳꮃꭹ' },
  whole('a letter outside the first plane', 'vm-\u{20bb7}野家'),
  whole('a long name without spaces', `vm-${'名'.repeat(90)}`),
  whole('a variation selector', 'vm-葛\u{e0100}城'),
  whole('fullwidth letters', 'ｖｍ－０１')
];
